"""What was counted of a search: by words, label, province and annotator. Enter or a click narrows the line by a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from core.model.scheme import Scheme
from core.wording import language, say
from gui.parts.badge import code_and_colour
from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.parts.numbers import count
from gui.parts.row_delegate import RowDelegate
from gui.parts.rows_view import RowsView
from gui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Facet:
    """A row: what it is called, how many hits, of how many at most, what it adds to the line (a heading: none)."""

    words: str
    number: int = 0
    most: int = 1
    adds: str = ""
    label: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Facet] = ()

    def show(self, rows: Sequence[Facet]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able if index.isValid() and self.rows[index.row()].adds else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.adds
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.words} {count(row.number)}" if row.adds else row.words
        return None


class _Delegate(RowDelegate):
    def __init__(self, theme: Theme, scheme: Scheme, view: QWidget) -> None:
        super().__init__(theme, view)
        self._scheme = scheme
        self._view = view

    def is_marked(self, index: Index) -> bool:
        view: Facets = self._view  # pyright: ignore[reportAssignmentType]
        return view.hasFocus() and index.row() == view.currentIndex().row()

    def paint_row(self, painter: QPainter, rect: QRect, font: QFont, index: Index) -> None:
        row: Facet = index.data(_ROW)
        inner = rect.adjusted(14, 0, -14, 0)
        left, small = Qt.AlignmentFlag.AlignLeft, smaller(font, 1)
        if not row.adds:
            painter.setFont(small)
            painter.setPen(self.theme.soft)
            painter.drawText(inner.adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignBottom | left, row.words)
            return
        number = count(row.number)
        wide = QFontMetrics(small).horizontalAdvance(number)
        colour = code_and_colour(self._scheme, self.theme, row.label)[1] if row.label else self.theme.accent
        bar = QRectF(inner.x(), inner.bottom() - 2, max(inner.width() * row.number / row.most, 2.0), 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.setOpacity(0.55)
        painter.drawRoundedRect(bar, 1, 1)
        painter.setOpacity(1)
        painter.setPen(self.theme.ink)
        words = QFontMetrics(font).elidedText(row.words, Qt.TextElideMode.ElideRight, inner.width() - wide - 12)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | left, words)
        painter.setFont(small)
        painter.setPen(self.theme.soft)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)


class Facets(RowsView):
    """Asks for a narrower line."""

    narrowed = Signal(str)
    """What is to be added to the line."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, scheme, self))
        self.setAccessibleName(say("search.counted"))
        self.measure()

    @property
    def rows(self) -> Sequence[Facet]:
        """What is shown."""
        return self._model.rows

    def show_tables(self, tables: Sequence[tuple[str, Sequence[Facet]]]) -> None:
        """Show tables under their headings; those without rows are left out."""
        at, rows = self.currentIndex().row(), list[Facet]()
        for heading, table in tables:
            if table:
                rows += [Facet(heading), *table]
        self._model.show(rows)
        if at >= 0 and at < len(rows) and rows[at].adds:
            self.setCurrentIndex(self._model.index(at))

    def choose(self, index: Index) -> None:
        """Narrow the line."""
        if added := self._model.rows[index.row()].adds:
            self.narrowed.emit(added)

    def focusInEvent(self, event) -> None:
        """The keyboard comes to the first row that does anything."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and len(self.rows) > 1:
            self.setCurrentIndex(self._model.index(1))

    def title_of(self, label: str) -> str:
        """What a label is called."""
        known = self._scheme.label(label)
        return known.title[language()] if known else label
