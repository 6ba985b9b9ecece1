"""The history of the current mention and of the article, with the way back to each moment; read when it is unfolded."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model.annotation import Annotation
from core.store.moments_words import Line
from core.verbs import Desk, Mention
from core.wording import say
from gui.parts.heading import Heading


class HistoryView(QWidget):
    """Asks for lines when it is shown and something else is current; asks for the way back."""

    lines_requested = Signal(object)
    """The annotation whose history is to be shown, None for the article's; `show_lines` answers."""

    back_requested = Signal(object)
    """A `Line` to go back to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._current: Annotation | None = None
        self._heading = Heading(say("history.title"), 12)
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("kind", "soft")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 0, 12, 8)
        inside.setSpacing(8)
        inside.addWidget(self._about)
        inside.addLayout(self._rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addLayout(inside)
        self.hide()

    def set_shown(self, shown: bool) -> None:
        """Unfold or fold it."""
        self.setVisible(shown)
        self._ask()

    def show_mention(self, desk: Desk | None, mention: Mention | None) -> None:
        """What the inspector is at now; every edit comes here too."""
        self._desk = desk
        self._current = mention if isinstance(mention, Annotation) else None
        self._ask()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The answer to `lines_requested`, the newest first."""
        self._about.setText(say("history.of_mention" if self._current else "history.of_article"))
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(lines):
            self._rows.addWidget(_Row(line, number > 0, lambda _on, line=line: self.back_requested.emit(line)))

    def _ask(self) -> None:
        if not self.isHidden() and self._desk:
            self.lines_requested.emit(self._current)


class _Row(QWidget):
    """What was done, from what to what, by whom; and the button that goes back there, but for what is so now."""

    def __init__(self, line: Line, past: bool, back: object) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for text, kind in ((line.what, "title"), (line.detail, ""), (line.by, "soft")):
            if text:
                label = QLabel(text, wordWrap=True)
                label.setTextFormat(Qt.TextFormat.PlainText)
                if kind:
                    label.setProperty("kind", kind)
                layout.addWidget(label)
        if past:
            button = QPushButton(say("history.go_back"))
            button.setAutoDefault(False)
            button.setAccessibleDescription(f"{line.what} {line.by}")
            button.clicked.connect(back)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            layout.addLayout(row)
