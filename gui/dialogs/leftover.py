"""What was not carried over from an article's earlier version, to be looked through one by one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from core.store.reread import Left
from core.wording import say
from gui.dialogs.small import SmallDialog


class LeftOverDialog(SmallDialog):
    """Enter goes to where it would stand now (`offset`), Del takes it off the list."""

    def __init__(
        self,
        parent: QWidget | None,
        left: Callable[[], Sequence[Left]],
        words: Callable[[Left], str],
        looked_at: Callable[[int], object],
    ) -> None:
        super().__init__(parent, say("reread.title"), 560)
        self._left, self._words, self._looked_at = left, words, looked_at
        self.offset: int | None = None
        self._shown: Sequence[Left] = ()
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("reread.title"))
        self._list.setMinimumHeight(240)
        self._list.installEventFilter(self)
        self._list.itemActivated.connect(lambda _item: self.go())
        self.body.addWidget(self._about)
        self.body.addWidget(self._list)
        for key, act in (("reread.off", self.off), ("dialogs.close", self.reject), ("reread.go", self.go)):
            button = QPushButton(say(key))
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.add_button(button)
        self._load()
        self._list.setFocus()

    def go(self) -> None:
        """Go to where the marked one would stand now."""
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            self.offset = self._shown[row].near
            self.accept()

    def off(self) -> None:
        """Take the marked one off the list."""
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            self._looked_at(row)
            self._load()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del in the list takes off."""
        pressed = watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self.off()
            return True
        return super().eventFilter(watched, event)

    def _load(self) -> None:
        row = max(self._list.currentRow(), 0)
        self._shown = self._left()
        self._list.clear()
        self._list.addItems([self._words(each) for each in self._shown])
        self._list.setCurrentRow(min(row, len(self._shown) - 1))
        self._about.setText(say("reread.about", count=len(self._shown)) if self._shown else say("reread.nothing"))
