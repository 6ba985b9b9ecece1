"""Paints an article of the library: its title on up to two lines, a dot and a line that say how far one is."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.model.article import State
from core.model.library import ShelfRow
from gui.library.model import ROW, state_line, title_of
from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.theme import Theme

_MARGIN = 16
_PADDING = 8
_BAR = 3
_DOT = 9


class ArticleDelegate(QStyledItemDelegate):
    """All rows are equally high, so that a hundred thousand of them need not be measured."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.open_article: bytes | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of title and one of state."""
        title, small = QFontMetrics(_title_font(option.font)), QFontMetrics(smaller(option.font, 2))  # type: ignore[attr-defined]
        return QSize(120, 2 * _PADDING + 2 * title.height() + 4 + small.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW)
        if not isinstance(row, ShelfRow):
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        painter.save()
        painter.setClipRect(rect)
        if row.article == self.open_article:
            painter.fillRect(rect, self._theme.accent_soft)
            painter.fillRect(QRect(rect.x(), rect.y(), _BAR, rect.height()), self._theme.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.accent, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = QRectF(rect).adjusted(_MARGIN, _PADDING, -12, -_PADDING)
        bottom = self._title(painter, inner, title_of(row), _title_font(font))
        self._state(painter, QRectF(inner.x(), bottom + 4, inner.width(), inner.bottom() - bottom), row, font)
        painter.restore()

    def _title(self, painter: QPainter, rect: QRectF, title: str, font: QFont) -> float:
        """Paint the title on one or two lines; returns where it ends."""
        painter.setPen(self._theme.ink)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        layout = QTextLayout(title, font)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(rect.width())
        first.setPosition(QPointF(0, 0))
        second = layout.createLine()
        if second.isValid():
            second.setLineWidth(rect.width())
        layout.endLayout()
        first.draw(painter, rect.topLeft())
        bottom = rect.y() + metrics.height()
        if second.isValid():
            units = title.encode("utf-16-le")[2 * second.textStart() :]
            rest = metrics.elidedText(units.decode("utf-16-le"), Qt.TextElideMode.ElideRight, int(rect.width()))
            painter.drawText(QPointF(rect.x(), bottom + metrics.ascent()), rest)
            bottom += metrics.height()
        return bottom

    def _state(self, painter: QPainter, rect: QRectF, row: ShelfRow, font: QFont) -> None:
        small = smaller(font, 2)
        metrics = QFontMetrics(small)
        paint_dot(
            painter, QRectF(rect.x(), rect.y() + (metrics.height() - _DOT) / 2, _DOT, _DOT), row.state, self._theme
        )
        painter.setPen(self._theme.soft)
        painter.setFont(small)
        left = rect.x() + _DOT + 6
        line = metrics.elidedText(state_line(row), Qt.TextElideMode.ElideRight, int(rect.right() - left))
        painter.drawText(QPointF(left, rect.y() + metrics.ascent()), line)


def paint_dot(painter: QPainter, rect: QRectF, state: State, theme: Theme) -> None:
    """A ring for new, half filled for started or returned, filled for finished."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(theme.accent, 1.5))
    painter.setBrush(theme.accent if state.finished else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if state in (State.STARTED, State.RETURNED):
        painter.setBrush(theme.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.restore()


def _title_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    return font
