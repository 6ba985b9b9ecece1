"""Erasing an article for good: a reason must be given, and the title is shown once more."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from core.wording import say
from gui.dialogs.small import SmallDialog


class ErasingDialog(SmallDialog):
    """`reason` is why, once it was accepted."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, say("erase.title"), 460)
        sure = QLabel(say("erase.sure", title=title), wordWrap=True)
        label = QLabel(say("erase.title"))
        self._reason = QLineEdit()
        self._reason.setAccessibleName(say("erase.title"))
        label.setBuddy(self._reason)
        for part in (sure, label, self._reason):
            self.body.addWidget(part)
        close, go = QPushButton(say("dialogs.cancel")), QPushButton(say("erase.go"))
        go.setProperty("kind", "danger")
        for button, act in ((close, self.reject), (go, self.accept)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.add_button(button)
        self._reason.textChanged.connect(lambda text: go.setEnabled(bool(text.strip())))
        go.setEnabled(False)
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.text().strip()
