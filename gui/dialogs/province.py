"""The province of an article, chosen by typing a few letters of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QCollator, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.text.fold import fold
from core.wording import say
from gui.dialogs.small import SmallDialog

_ID = Qt.ItemDataRole.UserRole
_FORWARDED = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ProvinceDialog(SmallDialog):
    """`province` is the unit's id, None for unknown, once it was accepted."""

    def __init__(self, parent: QWidget | None, units: Sequence[tuple[str, str]], current: str | None = None) -> None:
        """`units` are ids and names, in any order."""
        super().__init__(parent, say("dialogs.province_title"), 360)
        self.province = current
        order = QCollator(QLocale("vi_VN"))
        self._units: list[tuple[str | None, str]] = [*sorted(units, key=lambda unit: order.sortKey(unit[1]))]
        self._units.append((None, say("library.no_province")))
        self._field = QLineEdit()
        self._field.setPlaceholderText(say("dialogs.province_placeholder"))
        self._field.setAccessibleName(say("dialogs.province_title"))
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(say("dialogs.province_title"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setProperty("kind", "card")
        self._list.setMinimumHeight(280)
        self._list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.body.addWidget(self._field)
        self.body.addWidget(self._list)
        self._set = self.add_usual_buttons()
        self._field.textChanged.connect(self._filter)
        self._filter("")
        self._field.setFocus()

    def accept(self) -> None:
        """Keep the unit in the list that is marked."""
        item = self._list.currentItem()
        if item is not None:
            self.province = item.data(_ID)
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed into the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _FORWARDED:
            QApplication.sendEvent(self._list, event)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        self._list.clear()
        found = [(id, name) for id, name in self._units if all(word in fold(name) for word in words)]
        if words:
            found.sort(key=lambda unit: not fold(unit[1]).startswith(words[0]))
        for id, name in found:
            item = QListWidgetItem(name, self._list)
            item.setData(_ID, id)
            if not words and id == self.province:
                self._list.setCurrentItem(item)
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._set.setEnabled(bool(found))
