"""Work in the background as a line of the status bar: what it is, how far it is, and a way to stop it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from core.wording import say
from gui.parts.numbers import count

_PATIENCE = 400  # ms: what is over sooner need not be seen


class JobLine(QWidget):
    """Comes up when work lasts, and goes when it is over."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._words = QLabel()
        self._words.setProperty("kind", "soft")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(say("status.cancel"))
        self._cancel.setProperty("kind", "flat")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self.cancel_requested)
        self._appear = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._appear.timeout.connect(self.show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._cancel)
        self.hide()

    def start(self, name: str, total: int = 0) -> None:
        """Work called `name` began; a `total` of 0 is not known yet."""
        self._name = name
        self._bar.setAccessibleName(name)
        self.progress(0, total)
        if not self.isVisible():
            self._appear.start()

    def progress(self, done: int, total: int | None = None) -> None:
        """So many steps are done, of as many as before unless told otherwise."""
        if total is not None:
            self._bar.setRange(0, total)
        self._bar.setValue(done)
        known = self._bar.maximum()
        self._words.setText(f"{self._name} {count(done)}/{count(known)}" if known else f"{self._name}…")

    def stop(self) -> None:
        """The work is over."""
        self._appear.stop()
        self.hide()
