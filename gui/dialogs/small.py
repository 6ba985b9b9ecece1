"""What the small windows have in common: room, a row of buttons, Esc and Enter."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.wording import say


class SmallDialog(QDialog):
    """A body and a row of buttons. Enter presses the focused or primary button, Esc refuses."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 400) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.setModal(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self.body)
        layout.addStretch(1)
        layout.addLayout(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the wrapped words need at this width."""
        width = max(self.minimumWidth(), self._layout.minimumSize().width())
        self.resize(width, self._layout.totalHeightForWidth(width))
        super().showEvent(event)

    def add_button(self, button: QPushButton) -> QPushButton:
        """Add a button at the right."""
        self.buttons.addWidget(button)
        return button

    def add_usual_buttons(self, accept: str = "") -> QPushButton:
        """Add the button that means it and the one that does not; returns the first."""
        agree = QPushButton(accept or say("dialogs.set"))
        agree.setProperty("kind", "primary")
        agree.setDefault(True)
        agree.clicked.connect(self.accept)
        refuse = QPushButton(say("dialogs.cancel"))
        refuse.setAutoDefault(False)
        refuse.clicked.connect(self.reject)
        self.add_button(refuse)
        self.add_button(agree)
        return agree
