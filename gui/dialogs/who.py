"""Who sits at the keyboard: one's name, or another annotator of the dataset to go on as."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.people import Annotator
from core.wording import say
from gui.dialogs.small import SmallDialog

_ROLE = Qt.ItemDataRole.UserRole


class WhoDialog(SmallDialog):
    """`person` is who works from now on, once it was accepted; a new person has an empty id."""

    def __init__(self, parent: QWidget | None, now: Annotator, others: Sequence[Annotator]) -> None:
        super().__init__(parent, say("who.title"), 460)
        self._now = now
        about = QLabel(say("who.about"), wordWrap=True)
        about.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("who.title"))
        self._list.setMinimumHeight(130)
        for each in (now, *others, Annotator(b"", "")):
            item = QListWidgetItem(each.name if each.id else say("who.new"), self._list)
            if each.id == now.id:
                item.setText(say("who.now", name=each.name))
            item.setData(_ROLE, each)
        label = QLabel(say("who.name"))
        self._name = QLineEdit()
        self._name.setAccessibleName(say("who.name"))
        label.setBuddy(self._name)
        for part in (about, self._list, label, self._name):
            self.body.addWidget(part)
        self._go = self.add_usual_buttons(say("who.go"))
        self._list.currentItemChanged.connect(lambda _new, _old: self._chosen())
        self._name.textChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        self._list.setCurrentRow(0)
        self._name.setFocus()
        self._name.selectAll()

    @property
    def person(self) -> Annotator:
        """Whose layer is worked on from now on, under the name that was typed."""
        chosen: Annotator = self._list.currentItem().data(_ROLE)
        return Annotator(chosen.id, self._name.text().strip())

    def _chosen(self) -> None:
        chosen: Annotator = self._list.currentItem().data(_ROLE)
        self._name.setText(chosen.name)
