"""A decision's flag (not sure) and note."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from core.model.annotation import Annotation
from core.verbs import Mention
from core.wording import say
from gui.parts.keycap import keycap


class NoteLine(QWidget):
    """Asks for a flag and a note as soon as either is given."""

    note_requested = Signal(object, bool, str)
    """The annotation, its flag and its note."""

    left = Signal()
    """Enter or Esc: the note is done."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """`key` sets the flag in the reader."""
        super().__init__(parent)
        self._mention: Annotation | None = None
        self._flag = QCheckBox(say("inspector.unsure"))
        self._flag.clicked.connect(lambda _on: self._request())
        self._note = QLineEdit()
        self._note.setPlaceholderText(say("inspector.note"))
        self._note.setAccessibleName(say("inspector.note"))
        self._note.editingFinished.connect(self._request)
        self._note.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._flag)
        if key:
            layout.addWidget(keycap(key), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._note, 1)

    def edit(self) -> None:
        """Type the note."""
        self._note.setFocus()
        self._note.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the note, Esc leaves it as it was; both leave."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._mention:
                self._note.setText(self._mention.note)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self._request()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def show_mention(self, mention: Mention) -> None:
        """Show a mention's flag and note; what is being typed about this one stays."""
        before, self._mention = self._mention, mention if isinstance(mention, Annotation) else None
        if self._mention is None:
            return
        self._flag.setChecked(self._mention.flag)
        typing = self._note.hasFocus() and before is not None and before.id == self._mention.id
        if not typing:
            self._note.setText(self._mention.note)

    def _request(self) -> None:
        mention = self._mention
        if mention is None:
            return
        flag, note = self._flag.isChecked(), self._note.text().strip()
        if (flag, note) != (mention.flag, mention.note):
            self.note_requested.emit(mention, flag, note)
