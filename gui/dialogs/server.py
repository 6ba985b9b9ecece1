"""Where a team's dataset is: the address of its database, checked as it is typed."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from core.errors import UsageError
from core.store.server import Server, target_of
from core.wording import say
from gui.dialogs.small import SmallDialog

_BEGINNING = "postgresql+psycopg://"


class ServerDialog(SmallDialog):
    """`target` is the server once it was accepted."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, say("dialogs.server_title"), 520)
        self.target: Server | None = None
        label = QLabel(say("dialogs.server_label"), wordWrap=True)
        self._field = QLineEdit(_BEGINNING)
        self._field.setAccessibleName(say("dialogs.server_title"))
        label.setBuddy(self._field)
        about = QLabel(say("dialogs.server_password"), wordWrap=True)
        about.setProperty("kind", "soft")
        for part in (label, self._field, about):
            self.body.addWidget(part)
        self._open = self.add_usual_buttons(say("dialogs.server_open"))
        self._field.textChanged.connect(self._check)
        self._check()
        self._field.setFocus()
        self._field.end(False)

    def accept(self) -> None:
        """Keep the address, unless it is none."""
        self.target = self._read()
        if self.target:
            super().accept()

    def _read(self) -> Server | None:
        text = self._field.text().strip()
        try:
            target = target_of(text)
        except UsageError:
            return None
        return target if isinstance(target, Server) and len(text) > len(_BEGINNING) else None

    def _check(self) -> None:
        self._open.setEnabled(self._read() is not None)
