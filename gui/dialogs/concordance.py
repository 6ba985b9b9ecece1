"""Lines of a concordance: the words under one another, what stands there now, and a tick for what is to be changed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.identical import Hit, Now
from core.model.scheme import Scheme
from core.wording import say
from gui.parts.badge import code_and_colour
from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.parts.kwic import TICK, paint_tick, paint_words
from gui.parts.rows_view import RowsView
from gui.theme import Theme

_HIT = Qt.ItemDataRole.UserRole


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.off: set[int] = set()  # rows that are ticked off

    def clear(self) -> None:
        self.beginResetModel()
        self.hits, self.off = [], set()
        self.endResetModel()

    def add(self, found: Sequence[Hit]) -> None:
        if found:
            first = len(self.hits)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self.hits += found
            self.off |= {first + n for n, hit in enumerate(found) if not hit.ticked}
            self.endInsertRows()

    def toggle(self, row: int) -> None:
        if self.hits[row].changes:
            self.off ^= {row}
            self.dataChanged.emit(self.index(row), self.index(row))

    def toggle_all(self) -> None:
        able = {n for n, hit in enumerate(self.hits) if hit.changes}
        self.off = self.off - able if able & self.off else self.off | able
        if self.hits:
            self.dataChanged.emit(self.index(0), self.index(len(self.hits) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == _HIT:
            return hit
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if index.row() in self.off else Qt.CheckState.Checked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{hit.left}{hit.words}{hit.right}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{say(f'dialogs.now_{hit.now}')}: {hit.left}{hit.words}{hit.right} ({hit.title})"
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, scheme: Scheme, model: _Model, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme = scheme
        self._model = model
        self.label = ""
        self.titles = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, max(32, QFontMetrics(option.font).height() + 12))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(_HIT)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        theme, middle = self._theme, Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        inner = rect.adjusted(20, 0, -20, 0)
        on = index.row() not in self._model.off
        paint_tick(painter, QRectF(inner.x(), inner.center().y() - TICK / 2, TICK, TICK), theme, on, hit.changes)
        inner.setLeft(inner.x() + TICK + 12)
        small = smaller(font, 1)
        now = say(f"dialogs.now_{hit.now}")
        painter.setFont(small)
        painter.setPen(theme.soft)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, now)
        widest = max(QFontMetrics(small).horizontalAdvance(say(f"dialogs.now_{one}")) for one in Now)
        inner.setRight(inner.right() - widest - 16)
        if self.titles:
            column = QRect(inner.x(), inner.y(), inner.width() // 5, inner.height())
            title = QFontMetrics(small).elidedText(hit.title, Qt.TextElideMode.ElideRight, column.width() - 16)
            painter.drawText(column, middle | Qt.AlignmentFlag.AlignLeft, title)
            inner.setLeft(column.right() + 1)
        _, colour = code_and_colour(self._scheme, theme, self.label)
        ink = theme.ink if hit.changes else theme.soft
        start, end, foot = paint_words(painter, inner, font, hit.left, hit.words, hit.right, ink, ink)
        if hit.now is not Now.NOTHING:
            style = Qt.PenStyle.DashLine if hit.now is Now.SUGGESTED else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.soft if hit.now in (Now.REJECTED, Now.OTHER) else colour, 2, style))
            painter.drawLine(start, foot, end, foot)
        painter.restore()


class Concordance(RowsView):
    """Space ticks a line on or off, A all of them."""

    ticks_changed = Signal()

    def __init__(self, theme: Theme, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._delegate = _Delegate(theme, scheme, self._model, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(say("dialogs.same"))
        self.setMinimumHeight(120)
        self.measure()

    @property
    def hits(self) -> Sequence[Hit]:
        """All lines."""
        return self._model.hits

    @property
    def chosen(self) -> list[Hit]:
        """The lines that are ticked."""
        return [hit for row, hit in enumerate(self._model.hits) if row not in self._model.off]

    def clear(self, label: str, titles: bool) -> None:
        """Show nothing; lines to come are about a label, with the articles' titles or without."""
        self._delegate.label, self._delegate.titles = label, titles
        self._model.clear()

    def add(self, found: Sequence[Hit]) -> None:
        """More lines."""
        empty = not self._model.hits
        self._model.add(found)
        if empty and self._model.hits:
            self.setCurrentIndex(self._model.index(0))

    def choose(self, index: Index) -> None:
        """Tick a line on or off."""
        self._model.toggle(index.row())
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A ticks all, or none where all are."""
        if event.key() == Qt.Key.Key_A:
            self._model.toggle_all()
            self.ticks_changed.emit()
        else:
            super().keyPressEvent(event)
