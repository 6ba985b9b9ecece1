"""What the palette found, as a Qt model and its paint."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.model.scheme import Scheme
from core.text.fold import fold
from core.wording import say
from gui.parts.badge import badge_height, badge_width, code_and_colour, paint_badge
from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.theme import Theme

_KINDS = ("command", "article", "mention", "search")
_IN_SIGHT = 11  # rows above the search of all, which is seen without scrolling
_HIT = Qt.ItemDataRole.UserRole


@dataclass(slots=True)
class Hit:
    """A command, an article, a mention or a search; `target` is what is asked for, `tail` stands at the right."""

    kind: str
    target: object
    title: str
    tail: str = ""
    label: str | None = None
    enabled: bool = True
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.title)


class HitModel(QAbstractListModel):
    """Commands and mentions, the articles that the dataset found, then a search of all of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self.articles: list[Hit] = []

    def show(self, hits: Sequence[Hit], articles: Sequence[Hit], wider: Sequence[Hit] = ()) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.articles = list(articles)
        self._hits = [*hits, *articles]
        self._hits[_IN_SIGHT:_IN_SIGHT] = wider
        self.endResetModel()

    def hit(self, index: Index) -> Hit | None:
        """The hit of an index."""
        return self._hits[index.row()] if index.isValid() else None

    def first_enabled(self) -> QModelIndex:
        """The first that can be chosen."""
        row = next((n for n, hit in enumerate(self._hits) if hit.enabled), None)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What cannot be done now cannot be chosen."""
        hit = self.hit(index)
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if hit and hit.enabled else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, the hit, and what it is as a screen reader says it."""
        hit = self.hit(index)
        if hit is None:
            return None
        if role == _HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{say(f'dialogs.hit_{hit.kind}')}: {hit.title} {hit.tail}".rstrip()
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints what kind of thing it is, its title and its tail; a command's tail is its key."""

    def __init__(self, theme: Theme, scheme: Scheme | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme = scheme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        return QSize(200, max(32, QFontMetrics(option.font).height() + 12))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one hit."""
        hit: Hit = index.data(_HIT)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(8, 0, -8, 0)
        tail = self._tail(painter, inner, hit, smaller(font, 1))
        left = self._kind(painter, inner, hit, font)
        words = QRect(left, rect.y(), tail - 12 - left, rect.height())
        painter.setFont(font)
        painter.setPen(theme.ink if hit.enabled else theme.faint)
        title = QFontMetrics(font).elidedText(hit.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def _kind(self, painter: QPainter, rect: QRect, hit: Hit, font: QFont) -> int:
        """A label's badge or a word; returns where the title begins."""
        metrics = QFontMetrics(font)
        column = max(metrics.horizontalAdvance(say(f"dialogs.hit_{kind}")) for kind in _KINDS) + 16
        if hit.label is not None:
            code, colour = code_and_colour(self._scheme, self._theme, hit.label)
            painter.setFont(font)
            high = badge_height(font)
            badge = QRectF(rect.x(), rect.y() + (rect.height() - high) / 2, badge_width(font, code), high)
            paint_badge(painter, badge, code, colour, self._theme)
        else:
            painter.setFont(smaller(font, 1))
            painter.setPen(self._theme.faint)
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect, middle, say(f"dialogs.hit_{hit.kind}"))
        return rect.x() + column

    def _tail(self, painter: QPainter, rect: QRect, hit: Hit, font: QFont) -> int:
        """Returns where the tail begins."""
        painter.setFont(font)
        painter.setPen(self._theme.soft if hit.enabled else self._theme.faint)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, hit.tail)
        return rect.right() - QFontMetrics(font).horizontalAdvance(hit.tail)
