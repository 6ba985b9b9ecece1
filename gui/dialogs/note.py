"""A few words about an article."""

from PySide6.QtWidgets import QLineEdit, QWidget

from core.wording import say
from gui.dialogs.small import SmallDialog


class NoteDialog(SmallDialog):
    """`note` is what was typed, once it was accepted."""

    def __init__(self, parent: QWidget | None, note: str) -> None:
        super().__init__(parent, say("dialogs.note_title"), 460)
        self.note = note
        self._field = QLineEdit(note)
        self._field.setAccessibleName(say("dialogs.note_title"))
        self.body.addWidget(self._field)
        self.add_usual_buttons()
        self._field.setFocus()

    def accept(self) -> None:
        """Keep the words."""
        self.note = self._field.text().strip()
        super().accept()
