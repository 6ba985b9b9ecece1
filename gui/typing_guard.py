"""Typing methods that are keyboard hooks (UniKey, EVKey) rewrite letters in the reader: it neither acts on that nor breaks.

They send Backspace and another character, even to what is read-only. No command has Backspace alone; what follows one
within a few milliseconds comes from the hook and not from a finger, and is no command either.
"""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_SOON = 0.03  # seconds in which no finger goes from Backspace to another key


class TypingGuard(QObject):
    """Watches a widget's keys."""

    noticed = Signal()
    """A typing method is at work."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._backspace = float("-inf")
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a typing method before they become shortcuts, and what it would put into the text."""
        if event.type() == QEvent.Type.InputMethod:  # a text widget takes these in even where it is read-only
            self.noticed.emit()
            return True
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Backspace and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._backspace = monotonic()
            return False
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not (plain and event.text().isprintable() and event.text()) or monotonic() - self._backspace > _SOON:
            return False
        event.accept()  # as an override: it is then delivered as a key press, and taken here too
        if event.type() == QEvent.Type.KeyPress:
            self.noticed.emit()
        return True
