"""The articles of the library as a Qt model: all ids at once, their rows a page at a time as they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from core.model.article import State
from core.model.library import ShelfRow
from core.wording import say
from gui.parts.index import Index
from gui.parts.numbers import count, day

_PAGE = 64
_KEPT = 32  # pages: a few screens either way of where one is

ROW = Qt.ItemDataRole.UserRole
"""The `ShelfRow` of an index, None where the article has gone from the dataset."""


class ArticleModel(QAbstractListModel):
    """Ids in the order shown, with a cache of pages of rows."""

    def __init__(self, rows: Callable[[Sequence[bytes]], list[ShelfRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = rows
        self._ids: list[bytes] = []
        self._pages: OrderedDict[int, dict[bytes, ShelfRow]] = OrderedDict()
        self._places: dict[bytes, int] = {}  # of those that were asked for

    def set_articles(self, ids: Sequence[bytes]) -> bool:
        """Show other articles; where they only come after what is shown, nothing moves, and it says True."""
        there = len(self._ids)
        if there and list(ids[:there]) == self._ids:
            self._pages.clear()
            if len(ids) > there:
                self.beginInsertRows(QModelIndex(), there, len(ids) - 1)
                self._ids += ids[there:]
                self.endInsertRows()
            self.dataChanged.emit(self.index(0), self.index(there - 1))
            return True
        self.beginResetModel()
        self._ids = list(ids)
        self._pages.clear()
        self._places.clear()
        self.endResetModel()
        return False

    def article_at(self, row: int) -> bytes:
        """The id of the article in a row."""
        return self._ids[row]

    def index_of(self, article: bytes) -> QModelIndex:
        """Where an article is; an invalid index where it is not shown."""
        if article not in self._places:
            try:
                self._places[article] = self._ids.index(article)
            except ValueError:
                return QModelIndex()
        return self.index(self._places[article])

    def row_changed(self, article: bytes) -> None:
        """Ask for one article's row anew."""
        index = self.index_of(article)
        page = self._pages.get(index.row() // _PAGE) if index.isValid() else None
        if page is None:
            return
        page.pop(article, None)
        page |= {row.article: row for row in self._ask([article])}
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many articles are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, the row itself, and both as a screen reader says them."""
        if not index.isValid():
            return None
        if role == ROW:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = self._row(index.row())
            if row is None:
                return ""
            return (
                title_of(row) if role != Qt.ItemDataRole.AccessibleTextRole else f"{title_of(row)}. {state_line(row)}"
            )
        return None

    def _row(self, row: int) -> ShelfRow | None:
        number = row // _PAGE
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * _PAGE : (number + 1) * _PAGE]
            page = self._pages[number] = {found.article: found for found in self._ask(ids)}
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self._ids[row])


def title_of(row: ShelfRow) -> str:
    """The title, or that there is none."""
    return row.title or say("library.untitled")


def state_line(row: ShelfRow) -> str:
    """How far one is with an article: Đang làm · 15/46 · 28/7/2021."""
    parts = [say(f"library.state_{row.state.value}")]
    if row.state.finished:
        parts.append(say("library.items", count=count(row.accepted)))
    elif row.state in (State.STARTED, State.RETURNED) and row.left is not None:
        parts.append(f"{count(row.accepted)}/{count(row.accepted + row.left)}")
    elif row.left is not None:
        parts.append(say("library.suggestions", count=count(row.left)))
    if row.published:
        parts.append(day(row.published))
    if row.flag:
        parts.append(say("library.flagged"))
    return " · ".join(parts)
