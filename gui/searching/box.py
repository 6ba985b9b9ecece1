"""The search box: completion as one types, the wrong part of a line underlined. Input methods work in it as in any line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from core.text.normal import normalize
from core.wording import say
from gui.searching.offers import Offer, Offers
from gui.theme import Theme

_WAIT = 250  # ms after the last letter before it is looked for


class SearchBox(QLineEdit):
    """Tab takes the first offer, Enter the one that the arrows went to, else it looks; Esc closes the offers, then leaves."""

    changed = Signal(str)
    """The line, when the person stopped typing."""

    entered = Signal(str)
    """The line, when Enter was pressed."""

    left = Signal()
    """The keyboard is to go to the results."""

    def __init__(
        self,
        theme: Theme,
        complete: Callable[[str, int], Sequence[Offer]],
        remembered: Callable[[], Sequence[Offer]],
        forget: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """`complete` offers at a caret, `remembered` whole lines where nothing is typed, `forget` one of them."""
        super().__init__(parent)
        self._theme = theme
        self._complete, self._remembered, self._forget = complete, remembered, forget
        self._composing = False
        self._wrong = False
        self.offers = Offers(theme, self)
        self.setProperty("kind", "search")
        self.setPlaceholderText(say("search.example"))
        self.setAccessibleName(say("search.box"))
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(lambda: self.changed.emit(self.text()))
        self.offers.taken.connect(self._take)
        self.textEdited.connect(self._typed)

    @property
    def composing(self) -> bool:
        """Whether an input method has letters under way."""
        return self._composing

    def put(self, line: str) -> None:
        """Look for another line."""
        self.offers.offer(())
        self._timer.stop()
        self.setText(line)
        self.entered.emit(line)

    def show_wrong(self, start: int, end: int) -> None:
        """Underline a part of the line (code points)."""
        if self._composing:
            return
        format = QTextCharFormat()
        format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        format.setUnderlineColor(self._theme.danger)
        text = self.text()
        at, wide = _units(text[:start]), _units(text[start:end])
        kind = QInputMethodEvent.AttributeType.TextFormat
        caret = self.cursorPosition()
        super().inputMethodEvent(QInputMethodEvent("", [QInputMethodEvent.Attribute(kind, at - caret, wide, format)]))
        self._wrong = True

    def clear_wrong(self) -> None:
        """Underline nothing."""
        if self._wrong and not self._composing:
            super().inputMethodEvent(QInputMethodEvent("", []))
            self._wrong = False

    # -- inner

    def _typed(self, _text: str) -> None:
        self.clear_wrong()
        self._timer.start()
        self._offer()

    def _offer(self) -> None:
        if self._composing or not self.hasFocus():
            self.offers.offer(())
        elif self.text().strip():
            self.offers.offer(self._complete(self.text(), self.cursorPosition()))
        else:
            self.offers.offer(self._remembered())

    def _take(self, offer: Offer | None) -> None:
        if offer is None:
            return
        self.setFocus()
        if offer.whole:
            self.put(offer.text)
            return
        before = normalize(self.text()[: self.cursorPosition()])
        rest = normalize(self.text()[self.cursorPosition() :])
        space = "" if offer.text.endswith(":") or rest[:1].isspace() else " "
        before = f"{before[: offer.start]}{offer.text}{space}"
        self.setText(before + rest)
        self.setCursorPosition(_units(before))
        self._timer.start()
        self._offer()

    def _key(self, event: QKeyEvent) -> bool:
        """What a key does here beyond editing; whether it was one of those."""
        key, shown = event.key(), self.offers.isVisible()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shown and self.offers.current:
                self._take(self.offers.current)
            else:
                self.put(self.text())
        elif key == Qt.Key.Key_Tab and shown and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._take(self.offers.current or self.offers.offers[0])
        elif key == Qt.Key.Key_Escape:
            self.offers.offer(()) if shown else self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shown:
            self.offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down and not self.text().strip():
            self._offer()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        elif key == Qt.Key.Key_Delete and shown and (offer := self.offers.current) and offer.whole:
            self._forget(offer.text)
            self._offer()
        elif key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._offer()
        else:
            return False
        return True

    # -- Qt's events

    def event(self, event: QEvent) -> bool:
        """Tab and Esc are for the box before they are anyone else's; never while letters are under way."""
        if isinstance(event, QKeyEvent) and not self._composing:
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                event.accept()
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters under way: nothing is offered or looked for until they are there."""
        self._composing = bool(event.preeditString())
        if self._composing:
            self.offers.offer(())
            self._timer.stop()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An empty box shows what was looked for before."""
        super().focusInEvent(event)
        if not self.text().strip():
            QTimer.singleShot(0, self, self._offer)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is offered without the keyboard."""
        super().focusOutEvent(event)
        self._composing = False
        self.offers.offer(())

    def hideEvent(self, event: QHideEvent) -> None:
        """The offers go with the box."""
        super().hideEvent(event)
        self.offers.offer(())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into the empty box offers too."""
        super().mousePressEvent(event)
        if not self.text().strip():
            self._offer()


def _units(text: str) -> int:
    """How long a text is as Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
