"""Tables of thousands of rows: a value for each cell when it comes into sight, sorted by a click, held to words by a filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.text.fold import fold
from core.wording import say
from gui.parts.index import Index
from gui.review.queue_list import say_empty
from gui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what a row shows in it, what it is sorted by (None: by what it shows), its share of the width.

    `soft` is of lower rank, `right` a number; `fixed` columns are as wide as `share` pixels.
    """

    title: str
    value: Callable[[Any], str]
    key: Callable[[Any], Any] | None = None
    share: int = 1
    soft: bool = False
    right: bool = False
    fixed: bool = False


class Rows(QAbstractTableModel):
    """Rows of any kind, in an order, those that pass the words of the filter."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._all: Sequence[Any] = ()
        self._folded: list[str] | None = None
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows in the order that was chosen."""
        self.beginResetModel()
        self._all, self._folded = rows, None
        self._arrange()
        self.endResetModel()

    def hold_to(self, words: str) -> None:
        """Show only rows that have all of some words, with or without tone marks."""
        wanted = tuple(fold(words).split())
        if wanted != self._words:
            self.beginResetModel()
            self._words = wanted
            self._arrange()
            self.endResetModel()

    def at(self, row: int) -> Any:
        """The row as it was given."""
        return self._all[self._shown[row]]

    def find(self, wanted: Callable[[Any], bool]) -> int:
        """Where the first row is that is wanted, -1 where there is none."""
        return next((n for n, at in enumerate(self._shown) if wanted(self._all[at])), -1)

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def _arrange(self) -> None:
        self._shown = list(range(len(self._all)))
        if self._words:
            if self._folded is None:
                self._folded = [fold(" ".join(c.value(row) for c in self.columns)) for row in self._all]
            folded = self._folded
            self._shown = [n for n in self._shown if all(word in folded[n] for word in self._words)]
        if self._sorted is not None:
            column, order = self._sorted
            how = self.columns[column].key or (lambda row, value=self.columns[column].value: fold(value(row)))
            self._shown.sort(key=lambda n: how(self._all[n]), reverse=order == Qt.SortOrder.DescendingOrder)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which rows were given."""
        self.layoutAboutToBeChanged.emit()
        self._sorted = None if column < 0 else (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._all[self._shown[index.row()]]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[index.column()].value(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[index.column()]
            return f"{column.title}: {column.value(row)}"
        return None


class _Cell(QStyledItemDelegate):
    """Paints a cell; the row of the keyboard is filled softly from end to end."""

    def __init__(self, theme: Theme, table: "Table") -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, QFontMetrics(option.font).height() + 14)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, column = self._theme, self._table.rows.columns[index.column()]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        if index.row() == self._table.currentIndex().row():
            painter.fillRect(rect, theme.accent_soft)
            if index.column() == 0:
                bar = theme.accent if self._table.hasFocus() else theme.line
                painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), bar)
        elif option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, theme.accent_soft)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(option.font)  # type: ignore[attr-defined]
        painter.setPen(theme.soft if column.soft else theme.ink)
        inner = rect.adjusted(10, 0, -8, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        words = QFontMetrics(option.font).elidedText(  # type: ignore[attr-defined]
            str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | side, words)
        painter.restore()


class Table(QTableView):
    """Arrows go through the rows, Enter or a double click chooses one, a click on a heading sorts."""

    chosen = Signal(object)
    """The row that was entered."""
    current_changed = Signal(object)
    """The row that the keyboard is on, None where there is none."""

    def __init__(self, theme: Theme, columns: Sequence[Column], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._empty = ""
        self.rows = Rows(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cell(theme, self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(24)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self._choose(index))
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self._tell())

    def show_rows(self, rows: Sequence[Any], empty: str = "", same: Callable[[Any, Any], bool] | None = None) -> None:
        """Show other rows, or where there are none say why; the keyboard stays on the row that is the `same`."""
        before, number = self.current, self.currentIndex().row()
        self._empty = empty
        self.rows.show(rows)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        at = self.rows.find(lambda row: same(before, row)) if same and before is not None else -1
        self.go(at if at >= 0 else min(max(number, 0), self.rows.rowCount() - 1))
        self.viewport().update()

    def hold_to(self, words: str) -> None:
        """Show only rows that have some words."""
        self.rows.hold_to(words)
        self.go(0)

    @property
    def current(self) -> Any:
        """The row that the keyboard is on, or None."""
        index = self.currentIndex()
        return self.rows.at(index.row()) if index.isValid() else None

    def go(self, row: int) -> None:
        """Go to a row by its number on the screen."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, 0))
            self.scrollTo(self.rows.index(row, 0))
        self._tell()

    def step(self, by: int) -> bool:
        """Go on by some rows; False, and nothing moves, where that is beyond an end."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.rows.rowCount():
            self.go(row)
            return True
        return False

    def _tell(self) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.at(index.row()))

    # -- Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, never the begin of a word to look for."""

    def resizeEvent(self, event: object) -> None:
        """Columns share the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        if not self.rows.rowCount():
            none = say("reviewing.no_match") if self.rows.total else self._empty
            say_empty(self.viewport(), self._theme, none)

    def _share(self) -> None:
        columns = self.rows.columns
        header, width = self.horizontalHeader(), self.viewport().width()
        loose = width - sum(c.share for c in columns if c.fixed)
        parts = sum(c.share for c in columns if not c.fixed) or 1
        left = width
        for n, column in enumerate(columns):
            last = n == len(columns) - 1
            wide = column.share if column.fixed else loose * column.share // parts
            header.resizeSection(n, max(left if last else wide, 24))
            left -= wide
