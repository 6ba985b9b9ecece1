"""Changing keys: choose a command, press the new key; where another command has it, the two can be swapped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from core.text.fold import fold
from core.wording import say
from gui import key_file
from gui.actions import Where, together
from gui.dialogs.small import SmallDialog

_NAME = Qt.ItemDataRole.UserRole
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_unknown,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A command as the list shows it: its title, the keys it ships with, where they work."""

    name: str
    title: str
    shipped: tuple[str, ...]
    where: Where = Where.WINDOW


@dataclass(frozen=True, slots=True)
class _Swap:
    """A key that a command is to have, and another has; what that one would get for it, if anything."""

    name: str
    key: str
    other: str
    instead: str


class ChangeKeys(SmallDialog):
    """`chosen` holds the commands whose keys are not the shipped ones, once it was accepted."""

    def __init__(
        self,
        parent: QWidget | None,
        commands: Sequence[Bound],
        chosen: Mapping[str, Sequence[str]],
        show: Callable[[QKeySequence], str],
    ) -> None:
        """`show` says a key as a person reads it."""
        super().__init__(parent, say("dialogs.change_keys"), 620)
        self._commands = {c.name: c for c in commands}
        self._show_key = show
        self.chosen: dict[str, tuple[str, ...]] = {name: tuple(keys) for name, keys in chosen.items()}
        self._waiting = False
        self._offered: _Swap | None = None
        self._field = QLineEdit()
        self._field.setPlaceholderText(say("dialogs.change_keys_find"))
        self._field.setAccessibleName(say("dialogs.change_keys_find"))
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("dialogs.change_keys"))
        self._list.setMinimumHeight(320)
        self._list.installEventFilter(self)
        self._said = QLabel(wordWrap=True)
        self._said.setProperty("kind", "soft")
        self._said.setMinimumHeight(36)
        self._press = QPushButton(say("dialogs.change_keys_press"))
        self._press.setAutoDefault(False)
        self._press.installEventFilter(self)
        self._press.clicked.connect(self.wait)
        self._swap = QPushButton(say("dialogs.change_keys_swap"))
        self._swap.setAutoDefault(False)
        self._swap.clicked.connect(self.swap)
        self._swap.hide()
        self._reset = QPushButton(say("dialogs.change_keys_reset"))
        self._reset.setAutoDefault(False)
        self._reset.clicked.connect(self.reset)
        self._reset_all = QPushButton(say("dialogs.change_keys_reset_all"))
        self._reset_all.setAutoDefault(False)
        self._reset_all.clicked.connect(self.reset_all)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._press, self._swap, self._reset, self._reset_all):
            row.addWidget(button)
        row.addStretch(1)
        for part in (self._field, self._list, self._said):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.add_usual_buttons(say("dialogs.change_keys_keep"))
        self._field.textChanged.connect(self._fill)
        self._list.currentItemChanged.connect(lambda _now, _before: self._stop_waiting())
        self._list.itemDoubleClicked.connect(lambda _item: self.wait())
        self._fill()
        self._list.setFocus()

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys that a command has now."""
        return self.chosen.get(name, self._commands[name].shipped)

    def wait(self) -> None:
        """Take the next key for the command that is marked."""
        if self._name():
            self._waiting = True
            self._press.setFocus()
            self._press.setText(say("dialogs.change_keys_waiting"))
            self._said.setText(say("dialogs.change_keys_how"))

    def bind(self, key: str) -> bool:
        """Give the marked command a key in place of its first; False where another has it, and then a swap is offered."""
        name = self._name()
        self._stop_waiting()
        if not name or not key_file.known(key):
            self._said.setText(say("dialogs.change_keys_unknown"))
            return False
        portable = QKeySequence(key).toString()
        shown = self._show_key(QKeySequence(key))
        if self._commands[name].where is Where.WINDOW and key_file.writes(portable):
            self._said.setText(say("dialogs.change_keys_typed", key=shown))
            return False
        if other := self._holder(portable, name):
            self._offer(_Swap(name, portable, other, self._instead(name, other)))
            return False
        rest = [k for k in self.keys_of(name)[1:] if QKeySequence(k).toString() != portable]
        self._keep(name, (portable, *rest))
        self._said.setText(say("dialogs.change_keys_done", key=shown, command=self._commands[name].title))
        return True

    def swap(self) -> None:
        """What was offered: the key goes to the marked command, the key that this had to the other."""
        swap, self._offered = self._offered, None
        if swap is None:
            return
        theirs = (swap.instead, *(k for k in self.keys_of(swap.other) if QKeySequence(k).toString() != swap.key))
        mine = (swap.key, *(k for k in self.keys_of(swap.name) if QKeySequence(k).toString() != swap.instead))
        self._keep(swap.other, tuple(k for k in theirs if k))
        self._keep(swap.name, mine)
        self._stop_waiting()
        shown = self._show_key(QKeySequence(swap.key))
        self._said.setText(say("dialogs.change_keys_done", key=shown, command=self._commands[swap.name].title))
        self._list.setFocus()

    def reset(self) -> None:
        """The shipped keys for the marked command, unless another has them now."""
        name = self._name()
        shipped = self._commands[name].shipped if name else ()
        for key in shipped:
            if other := self._holder(QKeySequence(key).toString(), name):
                self._offer(_Swap(name, QKeySequence(key).toString(), other, self._instead(name, other)))
                return
        if name:
            self._keep(name, shipped)

    def reset_all(self) -> None:
        """The shipped keys for all."""
        self.chosen.clear()
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it waits, every key is the new one but Esc; Enter in the list begins to wait, Del takes the key away."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(watched, event)
        if self._waiting:
            event.accept()
            if event.type() == QEvent.Type.KeyPress and event.key() not in _MODIFIERS:
                if event.key() == Qt.Key.Key_Escape:
                    self._stop_waiting()
                else:
                    self.bind(QKeySequence(event.keyCombination()).toString())
                    (self._swap if self._offered else self._list).setFocus()
            return True
        if watched is self._list and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.wait()
                return True
            if event.key() == Qt.Key.Key_Delete and self._name():
                self._keep(self._name(), ())
                return True
        return super().eventFilter(watched, event)

    def _name(self) -> str:
        item = self._list.currentItem()
        return str(item.data(_NAME)) if item else ""

    def _holder(self, key: str, but: str) -> str:
        """The command that has a key, other than one."""
        where = self._commands[but].where
        for name, command in self._commands.items():
            if name == but or not together(where, command.where):
                continue
            if key in {QKeySequence(k).toString() for k in self.keys_of(name)}:
                return name
        return ""

    def _instead(self, name: str, other: str) -> str:
        """The key of `name` that `other` can have in a swap; empty where it has none or would be in the way there."""
        key = next((QKeySequence(k).toString() for k in self.keys_of(name)), "")
        if self._commands[other].where is Where.WINDOW and key_file.writes(key):
            return ""
        return "" if self._holder(key, other) not in ("", name) else key

    def _offer(self, swap: _Swap) -> None:
        key, command = self._show_key(QKeySequence(swap.key)), self._commands[swap.other].title
        instead = self._show_key(QKeySequence(swap.instead)) if swap.instead else say("dialogs.change_keys_none")
        self._said.setText(say("dialogs.change_keys_conflict", key=key, command=command, instead=instead))
        self._offered = swap
        self._swap.show()

    def _keep(self, name: str, keys: tuple[str, ...]) -> None:
        if keys == self._commands[name].shipped:
            self.chosen.pop(name, None)
        else:
            self.chosen[name] = keys
        self._fill()

    def _stop_waiting(self) -> None:
        self._waiting = False
        self._offered = None
        self._swap.hide()
        self._press.setText(say("dialogs.change_keys_press"))
        self._said.setText(say("dialogs.change_keys_hint"))

    def _fill(self) -> None:
        before, words = self._name(), fold(self._field.text()).split()
        self._list.clear()
        for command in self._commands.values():
            if not all(word in fold(command.title) for word in words):
                continue
            keys = "   ".join(self._show_key(QKeySequence(k)) for k in self.keys_of(command.name))
            item = QListWidgetItem(f"{command.title}  —  {keys or say('dialogs.change_keys_none')}", self._list)
            item.setData(_NAME, command.name)
            if command.name in self.chosen:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            if command.name == before:
                self._list.setCurrentItem(item)
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._reset.setEnabled(bool(self._list.count()))
        self._press.setEnabled(bool(self._list.count()))
