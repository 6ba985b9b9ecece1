"""What is searched in a text to be read: all hits marked, gone through one by one; accents need not be typed."""

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from core.text.fold import fold
from gui.theme import Theme


class Hits:
    """The hits in one text."""

    def __init__(self, text: QTextBrowser, theme: Theme) -> None:
        self._text = text
        self._theme = theme
        self._hits: list[tuple[int, int]] = []
        self._at = 0

    def find(self, words: str) -> int:
        """Mark all hits and go to the first; how many there are."""
        text, wanted = fold(self._text.toPlainText()), fold(words.strip())
        self._hits = []
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            self._hits.append((at, at + len(wanted)))
            at = text.find(wanted, at + 1)
        marks = []
        for start, end in self._hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(start, end)  # pyright: ignore[reportAttributeAccessIssue]
            mark.format.setBackground(QColor(self._theme.accent_soft))  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        self._text.setExtraSelections(marks)
        self._at = -1
        self.next()
        return len(self._hits)

    def next(self) -> None:
        """Go to the next hit, after the last to the first."""
        if self._hits:
            self._at = (self._at + 1) % len(self._hits)
            self._text.setTextCursor(self._cursor(*self._hits[self._at]))

    @property
    def at_last(self) -> bool:
        """Whether the last hit is reached, or there is none."""
        return self._at + 1 >= len(self._hits)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = self._text.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
