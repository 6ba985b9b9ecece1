"""All mentions of the article, one row for each thing named; a click goes to its next mention."""

from bisect import bisect_left

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from core.model.scheme import Scheme
from core.verbs import Mention
from core.wording import language, say
from gui.inspector.groups import Group, Groups, Key
from gui.inspector.values import value_words
from gui.parts.badge import badge_height, badge_width, code_and_colour, paint_badge
from gui.parts.index import Index
from gui.parts.numbers import count
from gui.parts.row_delegate import RowDelegate
from gui.parts.rows_view import RowsView
from gui.theme import Theme

_GROUP = Qt.ItemDataRole.UserRole
_MANY = 64  # so many changed groups are quicker shown anew than moved one by one
_MARGIN = 12


class GroupModel(QAbstractListModel):
    """Groups in the order of `Group.place`; single groups come, move and go as edits are made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Groups | None = None
        self._scheme: Scheme | None = None
        self._rows: list[Group] = []
        self._places: dict[Key, tuple[int, str, int, Key]] = {}

    def show_groups(self, groups: Groups | None, scheme: Scheme | None) -> None:
        """Show the groups of a desk."""
        self.beginResetModel()
        self._groups, self._scheme = groups, scheme
        self._rows = sorted(groups.all if groups else (), key=lambda group: group.place)
        self._places = {group.key: group.place for group in self._rows}
        self.endResetModel()

    def refresh(self, keys: set[Key]) -> None:
        """Bring some groups up to date."""
        if len(keys) > _MANY:
            self.show_groups(self._groups, self._scheme)
            return
        for key in keys:
            self._refresh(key)

    def index_of(self, key: Key) -> QModelIndex:
        """Where a group is."""
        place = self._places.get(key)
        return self.index(self._row(place)) if place else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many groups there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, the group, and both as a screen reader says them."""
        if not index.isValid() or self._groups is None:
            return None
        group = self._rows[index.row()]
        if role == _GROUP:
            return group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row_words(self._groups, group)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            label = self._scheme.label(group.label) if self._scheme else None
            title = label.title[language()] if label else group.label
            times = say("inspector.mentions", count=count(len(group.mentions)))
            return f"{title}: {row_words(self._groups, group)}, {times}"
        return None

    def _refresh(self, key: Key) -> None:
        group = self._groups.get(key) if self._groups else None
        before = self._places.get(key)
        if before is not None:
            row = self._row(before)
            if group and group.place == before:
                self._rows[row] = group
                self.dataChanged.emit(self.index(row), self.index(row))
                return
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row], self._places[key]
            self.endRemoveRows()
        if group:
            row = self._row(group.place)
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, group)
            self._places[key] = group.place
            self.endInsertRows()

    def _row(self, place: tuple[int, str, int, Key]) -> int:
        return bisect_left(self._rows, place, key=lambda group: self._places[group.key])


def row_words(groups: Groups, group: Group) -> str:
    """What the group is called, and the value of a date."""
    first = group.first
    words = groups.name(group)
    return f"{words} → {value_words(first.value, first.mod, first.calendar)}" if first.value else words


class _Delegate(RowDelegate):
    """Paints a badge, the words and how often they come up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.scheme: Scheme | None = None
        self.current: Key | None = None

    def is_marked(self, index: Index) -> bool:
        group: Group = index.data(_GROUP)
        return group.key == self.current

    def paint_row(self, painter: QPainter, rect: QRect, font: QFont, index: Index) -> None:
        group: Group = index.data(_GROUP)
        metrics = QFontMetrics(font)
        inner = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        code, colour = code_and_colour(self.scheme, self.theme, group.label)
        high = badge_height(font)
        badge = QRectF(inner.x(), rect.y() + (rect.height() - high) / 2, badge_width(font, code), high)
        paint_badge(painter, badge, code, colour, self.theme, open=group.open > 0)
        times = count(len(group.mentions))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.theme.soft)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, times)
        words = inner.adjusted(round(badge.width()) + 8, 0, -metrics.horizontalAdvance(times) - 8, 0)
        painter.setPen(self.theme.ink)
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, text)


class MentionList(RowsView):
    """As high as its rows: the panel around it scrolls."""

    mention_requested = Signal(object)
    """The next mention of the group that was chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GroupModel(self)
        self._paint = _Delegate(theme, self)
        self._mention: Mention | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._paint)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("inspector.all_mentions"))
        self.measure()

    def show_groups(self, groups: Groups | None, scheme: Scheme | None) -> None:
        """Show the groups of a desk."""
        self._paint.scheme = scheme
        self._model.show_groups(groups, scheme)
        self.measure()

    def refresh(self, keys: set[Key]) -> None:
        """Bring some groups up to date."""
        before = self._model.rowCount()
        self._model.refresh(keys)
        if self._model.rowCount() != before:
            self.measure()

    def set_current(self, mention: Mention | None, key: Key | None) -> None:
        """Mark the group of the current mention."""
        self._mention = mention
        if key != self._paint.current:
            before, self._paint.current = self._paint.current, key
            for index in (self._model.index_of(k) for k in (before, key) if k):
                self.update(index)

    def choose(self, index: Index) -> None:
        """Go to the next mention of a group."""
        group: Group = index.data(_GROUP)
        here = self._mention if group.key == self._paint.current else None
        self.mention_requested.emit(group.after(here))

    def measure(self) -> None:
        """As high as all rows."""
        super().measure()
        self.setFixedHeight(self._model.rowCount() * self.row_height)
