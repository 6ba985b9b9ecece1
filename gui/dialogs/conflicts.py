"""What two sides changed, decided from the keyboard: a number keeps that version, B both, 0 what stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from core.errors import ButVangError
from core.wording import say
from gui.dialogs.small import SmallDialog


@dataclass(frozen=True, slots=True)
class Side:
    """One version in words: what it says, and who wrote it."""

    said: str
    who: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conflict in words; `id` is handed back with the decision."""

    id: bytes
    reason: str
    title: str
    around: str
    standing: str
    sides: tuple[Side, ...]


class ConflictsDialog(SmallDialog):
    """`article_wanted` is the id of the conflict whose article the person wants to see, if they do."""

    def __init__(
        self,
        parent: QWidget | None,
        waiting: Callable[[], Sequence[Waiting]],
        decide: Callable[[bytes, Sequence[int]], object],
    ) -> None:
        """`waiting` says what is left; `decide` keeps versions by their places, none for what stands."""
        super().__init__(parent, say("merge.conflicts_title"), 860)
        self._waiting, self._decide = waiting, decide
        self.article_wanted: bytes | None = None
        self._shown: Sequence[Waiting] = ()
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("kind", "soft")
        self._wrong = QLabel(wordWrap=True)
        self._wrong.setProperty("kind", "danger")
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("merge.conflicts_title"))
        self._list.setFixedWidth(280)
        self._list.setMinimumHeight(340)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.installEventFilter(self)
        self._words = QLabel(wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._standing = QLabel(wordWrap=True)
        self._standing.setTextFormat(Qt.TextFormat.PlainText)
        self._sides = QVBoxLayout()
        self._sides.setSpacing(8)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._words)
        right.addLayout(self._sides)
        right.addWidget(self._standing)
        right.addWidget(self._wrong)
        right.addStretch(1)
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(self._list)
        parts.addLayout(right, 1)
        self.body.addWidget(self._about)
        self.body.addLayout(parts)
        self._open = self._button(say("merge.open_article"), self._want)
        self._both = self._button(f"{say('merge.keep_both')} (B)", lambda: self.keep_all())
        self._leave = self._button(f"{say('merge.keep_none')} (0)", lambda: self.keep([]))
        self._button(say("dialogs.close"), self.accept)
        self._list.currentRowChanged.connect(lambda _row: self._show())
        self._load()
        self._list.setFocus()

    @property
    def current(self) -> Waiting | None:
        """The conflict that is marked."""
        row = self._list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def keep(self, numbers: Sequence[int]) -> None:
        """Decide the marked conflict and go on to the next."""
        if found := self.current:
            try:
                self._decide(found.id, numbers)
                self._wrong.clear()
            except ButVangError as error:
                self._wrong.setText(str(error))
                return
            self._load()

    def keep_all(self) -> None:
        """Keep every version that is not a deletion."""
        if found := self.current:
            self.keep([n for n, side in enumerate(found.sides) if not side.gone])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Numbers, B and 0 in the list decide."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        number, found = event.key() - Qt.Key.Key_0, self.current
        if found and 1 <= number <= len(found.sides):
            self.keep([number - 1])
        elif event.key() == Qt.Key.Key_0:
            self.keep([])
        elif event.key() == Qt.Key.Key_B:
            self.keep_all()
        else:
            return False
        return True

    def _load(self) -> None:
        row = max(self._list.currentRow(), 0)
        self._shown = self._waiting()
        self._list.clear()
        self._list.addItems([f"{each.reason}\n{each.title}" for each in self._shown])
        self._list.setCurrentRow(min(row, len(self._shown) - 1))
        left = len(self._shown)
        self._about.setText(say("merge.conflicts_left", count=left) if left else say("merge.conflicts_none"))
        self._show()

    def _show(self) -> None:
        found = self.current
        while item := self._sides.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._words.setText(found.around if found else "")
        self._standing.setText(found.standing if found else "")
        for number, side in enumerate(found.sides if found else (), 1):
            self._sides.addWidget(_Side(number, side, lambda n=number: self.keep([n - 1])))
        for button in (self._open, self._both, self._leave):
            button.setEnabled(found is not None)

    def _want(self) -> None:
        if found := self.current:
            self.article_wanted = found.id
            self.accept()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return self.add_button(button)


class _Side(QWidget):
    """One version with the button that keeps it."""

    def __init__(self, number: int, side: Side, keep: Callable[[], object]) -> None:
        super().__init__()
        words = QLabel(side.said, wordWrap=True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("kind", "title")
        who = QLabel(side.who, wordWrap=True)
        who.setTextFormat(Qt.TextFormat.PlainText)
        who.setProperty("kind", "soft")
        button = QPushButton(say("merge.keep", number=number))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: keep())
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(words)
        lines.addWidget(who)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(lines, 1)
        layout.addWidget(button)
