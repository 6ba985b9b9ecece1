"""What was found, a line each, words under one another; in the order of articles, or together by article or by words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.model.scheme import Scheme
from core.review.search.kwic import Hit
from core.text.fold import fold
from core.wording import say
from gui.parts.badge import badge_height, badge_width, code_and_colour, paint_badge
from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.parts.kwic import TICK, paint_tick, paint_words
from gui.parts.numbers import count
from gui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole

_TOLD = 150  # pixels that a value and an annotator may take

HitKey = tuple[bytes, int, int, str | None, bytes | None]


class Together(StrEnum):
    """How lines stand together."""

    NOT = "not"
    ARTICLE = "article"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines below have in common, and how many there are."""

    words: str
    number: int


def key_of(hit: Hit) -> HitKey:
    """What tells a hit from any other."""
    return hit.article, hit.span.start, hit.span.end, hit.label, hit.layer


class HitRows(QAbstractListModel):
    """Hits with headings between them, and which are left out. What has not come yet is in or out as all are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.together = Together.NOT
        self.names: Mapping[bytes, str] = {}
        """Whose annotations hits are, where there are several."""
        self._rows: list[int | Heading] = []
        self._all_in, self._other = True, set[HitKey]()

    def clear(self) -> None:
        """Show nothing, everything in."""
        self.beginResetModel()
        self.hits, self._rows, self._other, self._all_in = [], [], set(), True
        self.endResetModel()

    def add(self, found: Sequence[Hit]) -> None:
        """More hits."""
        if not found:
            return
        if self.together is Together.NOT:
            first = len(self.hits)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self.hits += found
            self._rows += range(first, len(self.hits))
            self.endInsertRows()
        else:
            self.hits += found
            self.stand(self.together)

    def stand(self, together: Together) -> None:
        """Put lines together otherwise."""
        self.layoutAboutToBeChanged.emit()
        self.together = together
        self._rows = list(range(len(self.hits)))
        if together is not Together.NOT:
            self._rows = self._grouped()
        self.changePersistentIndexList(self.persistentIndexList(), [QModelIndex() for _ in self.persistentIndexList()])
        self.layoutChanged.emit()

    def hit(self, row: int) -> Hit | None:
        """The hit of a row; None for a heading or no row."""
        at = self._rows[row] if 0 <= row < len(self._rows) else None
        return self.hits[at] if isinstance(at, int) else None

    def row_of(self, wanted: Hit | None) -> int:
        """Where a hit stands, -1 where it does not."""
        key = key_of(wanted) if wanted else None
        return next((n for n, at in enumerate(self._rows) if isinstance(at, int) and key_of(self.hits[at]) == key), -1)

    def shown(self) -> list[Hit]:
        """The hits in the order in which they stand."""
        return [self.hits[at] for at in self._rows if isinstance(at, int)]

    def is_in(self, hit: Hit) -> bool:
        """Whether a hit is among those that are meant."""
        return (key_of(hit) in self._other) != self._all_in

    def meant(self) -> Callable[[Hit], bool]:
        """`is_in` as it is now, for any thread."""
        all_in, other = self._all_in, frozenset(self._other)
        return lambda hit: (key_of(hit) in other) != all_in

    def number_meant(self, total: int) -> int:
        """How many of so many hits are meant."""
        return total - len(self._other) if self._all_in else len(self._other)

    def toggle(self, row: int) -> None:
        """Take a hit in or out; a heading, all below it."""
        at = self._rows[row]
        below = [at] if isinstance(at, int) else self._below(row)
        keys = {key_of(self.hits[n]) for n in below}
        if isinstance(at, int) or keys <= self._other or not keys & self._other:
            self._other ^= keys
        else:
            self._other |= keys
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def toggle_all(self) -> None:
        """Everything in, or where everything is, nothing."""
        self._all_in, self._other = bool(self._other) or not self._all_in, set()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _below(self, row: int) -> list[int]:
        found = []
        for at in self._rows[row + 1 :]:
            if isinstance(at, Heading):
                break
            found.append(at)
        return found

    def _grouped(self) -> list[int | Heading]:
        groups: dict[object, list[int]] = {}
        by_words = self.together is Together.WORDS
        for n, hit in enumerate(self.hits):
            groups.setdefault(fold(hit.words) if by_words else hit.article, []).append(n)
        rows: list[int | Heading] = []
        for group in sorted(groups.values(), key=lambda group: -len(group)) if by_words else groups.values():
            first = self.hits[group[0]]
            rows += [Heading(first.words if by_words else first.title, len(group)), *group]
        return rows

    # -- Qt's model

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        at = self._rows[index.row()]
        row = self.hits[at] if isinstance(at, int) else at
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Heading):
                return f"{row.words} ({count(row.number)})"
            words = f"{row.left}{row.words}{row.right}".strip()
            if role != Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}\n{words}" if role == Qt.ItemDataRole.ToolTipRole else words
            taken = say("search.in" if self.is_in(row) else "search.out")
            return f"{taken}: {row.label or ''} {words} ({row.title})"
        return None


class HitLine(QStyledItemDelegate):
    """Paints a hit with its tick, its article, its context and its label, or a heading."""

    def __init__(self, theme: Theme, scheme: Scheme, rows: HitRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme = scheme
        self._rows = rows
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, max(32, QFontMetrics(option.font).height() + 14))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Hit | Heading = index.data(_ROW)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.accent_soft)
            bar = theme.accent if self._view.hasFocus() else theme.line
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), bar)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        inner = rect.adjusted(14, 0, -14, 0)
        if isinstance(row, Heading):
            self._heading(painter, inner, row, font)
        else:
            self._hit(painter, inner, row, font)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, row: Heading, font: QFont) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        words = QFontMetrics(bold).elidedText(row.words, Qt.TextElideMode.ElideRight, rect.width() - 80)
        painter.setFont(bold)
        painter.setPen(self._theme.ink)
        painter.drawText(rect, middle, words)
        painter.setFont(smaller(font, 1))
        painter.setPen(self._theme.soft)
        painter.drawText(
            rect.adjusted(QFontMetrics(bold).horizontalAdvance(words) + 10, 0, 0, 0), middle, count(row.number)
        )

    def _hit(self, painter: QPainter, rect: QRect, hit: Hit, font: QFont) -> None:
        theme, on = self._theme, self._rows.is_in(hit)
        middle = Qt.AlignmentFlag.AlignVCenter
        paint_tick(painter, QRectF(rect.x(), rect.center().y() - TICK / 2, TICK, TICK), theme, on)
        rect = rect.adjusted(TICK + 10, 0, 0, 0)
        small = smaller(font, 1)
        colour = theme.line
        high = badge_height(font)
        room = badge_width(font, "CQ") + 10
        if hit.label:
            code, colour = code_and_colour(self._scheme, theme, hit.label)
            wide = badge_width(font, code)
            painter.setFont(font)
            badge = QRectF(rect.right() - wide, rect.y() + (rect.height() - high) / 2, wide, high)
            paint_badge(painter, badge, code, colour, theme)
        told = " · ".join(filter(None, (hit.value, self._rows.names.get(hit.layer or b""))))
        painter.setFont(small)
        painter.setPen(theme.soft)
        shown = QFontMetrics(small).elidedText(told, Qt.TextElideMode.ElideLeft, _TOLD)
        painter.drawText(rect.adjusted(0, 0, -room, 0), middle | Qt.AlignmentFlag.AlignRight, shown)
        rect = rect.adjusted(0, 0, -(room + _TOLD + 12 if hit.layer else 0), 0)
        if self._rows.together is not Together.ARTICLE:
            column = QRect(rect.x(), rect.y(), min(rect.width() // 5, 220), rect.height())
            painter.setFont(small)
            painter.setPen(theme.soft)
            title = QFontMetrics(small).elidedText(hit.title, Qt.TextElideMode.ElideRight, column.width() - 16)
            painter.drawText(column, middle | Qt.AlignmentFlag.AlignLeft, title)
            rect.setLeft(column.right() + 1)
        ink = theme.ink if on else theme.faint
        start, end, foot = paint_words(
            painter, rect, font, hit.left, hit.words, hit.right, theme.soft if on else theme.faint, ink
        )
        if hit.label:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(start, foot, end, foot)
