"""The line above a table: what it is, how many rows there are, and the box that holds it to words."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from core.wording import say
from gui.parts.numbers import count

_WAIT = 120  # ms


class Head(QWidget):
    """Asks for another filter; Down, Enter and Esc in its box lead into the table."""

    filtered = Signal(str)
    left = Signal()
    """The keyboard is to go to the table."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title)
        self._title.setProperty("kind", "title")
        self._tail = QLabel()
        self._tail.setProperty("kind", "soft")
        self.box = QLineEdit()
        self.box.setPlaceholderText(say("reviewing.filter"))
        self.box.setAccessibleName(say("reviewing.filter"))
        self.box.setClearButtonEnabled(True)
        self.box.setMaximumWidth(320)
        self.box.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(lambda: self.filtered.emit(self.box.text()))
        self.box.textChanged.connect(lambda _text: self._timer.start())
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(2, 0, 2, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self._title)
        self.row.addWidget(self._tail)
        self.row.addStretch(1)
        self.row.addWidget(self.box, 1)

    def show_count(self, shown: int, total: int, more: str = "") -> None:
        """How many rows are shown, of how many."""
        words = count(shown) if shown == total else f"{count(shown)} / {count(total)}"
        self._tail.setText(f"{words} {more}".strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Into the table from the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._timer.stop()
                self.filtered.emit(self.box.text())
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.box.clear()
                self.left.emit()
                return True
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # an override: Esc is for this box, no command
            return True
        return super().eventFilter(watched, event)
