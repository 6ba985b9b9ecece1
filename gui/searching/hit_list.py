"""The list of what was found, and its keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.model.scheme import Scheme
from core.review.search.kwic import Hit
from core.wording import say
from gui.parts.index import Index
from gui.parts.rows_view import RowsView
from gui.review.queue_list import say_empty
from gui.searching.results import HitLine, HitRows, Together
from gui.theme import Theme

_NEAR = 12  # rows from the end at which more are asked for


class HitList(RowsView):
    """Enter opens a hit, Space takes it out or in, A all; digits label, F flags, E exports, G puts together otherwise."""

    opened = Signal()
    more_wanted = Signal()
    meant_changed = Signal()
    together_wanted = Signal()
    label_wanted = Signal(str)
    """The name of a label."""

    flag_wanted = Signal()
    export_wanted = Signal()
    up = Signal()
    """Up from the first line: back to the box."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels = {label.key: label.name for label in scheme.labels}
        self._empty = ""
        self.rows = HitRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(HitLine(theme, scheme, self.rows, self))
        self.setAccessibleName(say("search.results"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._ask())
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._ask())
        self.measure()

    @property
    def current(self) -> Hit | None:
        """The hit that the keyboard is on."""
        return self.rows.hit(self.currentIndex().row())

    def clear(self) -> None:
        """Show nothing."""
        self.rows.clear()
        self.say_empty("")

    def add(self, found: Sequence[Hit]) -> None:
        """More hits; the keyboard stays on its hit."""
        before = self.current
        self.rows.add(found)
        self._stay(before)

    def stand(self, together: Together) -> None:
        """Put lines together otherwise; the keyboard stays on its hit."""
        before = self.current
        self.rows.stand(together)
        self._stay(before)

    def go(self, hit: Hit | None) -> None:
        """Go to a hit, or to the first."""
        row = self.rows.row_of(hit)
        if row < 0:
            row = next((n for n in range(self.rows.rowCount()) if self.rows.hit(n)), -1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
            self.scrollTo(self.rows.index(row))

    def step(self, by: int) -> None:
        """Go on by some rows."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row))

    def say_empty(self, words: str) -> None:
        """What stands there while there is nothing."""
        self._empty = words
        self.viewport().update()

    def choose(self, index: Index) -> None:
        """Open a hit."""
        if self.rows.hit(index.row()):
            self.opened.emit()

    def _chosen(self, index: Index) -> None:
        """A click only goes there, or ticks where the tick is; two open."""

    def _stay(self, hit: Hit | None) -> None:
        if hit is not None and self.current is not hit:
            at = self.rows.row_of(hit)
            self.setCurrentIndex(self.rows.index(at) if at >= 0 else QModelIndex())
        if not self.currentIndex().isValid():
            self.go(None)

    def _ask(self) -> None:
        bar = self.verticalScrollBar()
        if self.rows.rowCount() and bar.value() >= bar.maximum() - _NEAR * self.row_height:
            self.more_wanted.emit()

    def _toggle(self, row: int) -> None:
        if 0 <= row < self.rows.rowCount():
            self.rows.toggle(row)
            self.meant_changed.emit()

    def _key(self, event: QKeyEvent) -> bool:
        """What a key does here; whether it does anything."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            return False
        key, row = event.key(), self.currentIndex().row()
        if key == Qt.Key.Key_Space:
            self._toggle(row)
            self.step(1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.currentIndex())
        elif key == Qt.Key.Key_A:
            self.rows.toggle_all()
            self.meant_changed.emit()
        elif key == Qt.Key.Key_Up and row <= 0:
            self.up.emit()
        elif event.text() in self._labels:
            self.label_wanted.emit(self._labels[event.text()])
        elif key in (Qt.Key.Key_F, Qt.Key.Key_E, Qt.Key.Key_G):
            asked = {
                Qt.Key.Key_F: self.flag_wanted,
                Qt.Key.Key_E: self.export_wanted,
                Qt.Key.Key_G: self.together_wanted,
            }
            asked[Qt.Key(key)].emit()
        else:
            return False
        return True

    # -- Qt's events

    def event(self, event: QEvent) -> bool:
        """The keys of this list are for it before they are for the place around it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = event.text() in self._labels or event.key() in (
                Qt.Key.Key_A,
                Qt.Key.Key_E,
                Qt.Key.Key_F,
                Qt.Key.Key_G,
            )
            if own and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this list, then those of any."""
        if not self._key(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, never the begin of a word to look for."""

    def mousePressEvent(self, event) -> None:
        """A click on a tick takes a hit out or in."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < 34 and self.rows.hit(index.row()):
            self._toggle(index.row())

    def mouseDoubleClickEvent(self, event) -> None:
        """Open what was clicked on twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() >= 34:
            self.choose(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        if not self.rows.rowCount():
            say_empty(self.viewport(), self._theme, self._empty)
