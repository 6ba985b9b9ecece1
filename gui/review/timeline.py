"""Posts over time: a bar from the first to the last article that gives a post, one below the other, years along the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.parts.fonts import smaller
from gui.review.picture import Picture
from gui.theme import Theme

_BAR = 8.0
_LEAST = 10.0  # pixels of a bar of one day


@dataclass(frozen=True, slots=True)
class Stretch:
    """A post: what it is, softer words, its first and last day (ISO, None: not known), whether it is past, where it leads."""

    words: str
    soft: str
    first: str | None
    last: str | None
    past: bool = False
    target: object = None


class Timeline(Picture):
    """Up and Down go through the posts, Enter or a click asks for the evidence of one."""

    activated = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._rows: Sequence[Stretch] = ()
        self._at = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_rows(self, rows: Sequence[Stretch]) -> None:
        """Show other posts."""
        self._rows, self._at = rows, 0
        self.setAccessibleDescription("; ".join(f"{r.words} {r.soft}" for r in rows))
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """All posts and the years."""
        return QSize(220, round(self._high * len(self._rows) + self._foot))

    def sizeHint(self) -> QSize:
        """As high as its posts."""
        return self.minimumSizeHint()

    @property
    def _high(self) -> float:
        metrics, small = QFontMetricsF(self.font()), QFontMetricsF(smaller(self.font(), 1))
        return metrics.height() + small.height() + _BAR + 14

    @property
    def _foot(self) -> float:
        return QFontMetricsF(smaller(self.font(), 2)).height() + 8 if self._span() else 4

    def _span(self) -> tuple[date, date] | None:
        days = [d for r in self._rows for d in (_day(r.first), _day(r.last)) if d]
        return (min(days), max(days)) if days else None

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The posts with their bars, and the years."""
        theme, span = self.theme, self._span()
        plot = area.adjusted(6, 0, -6, -self._foot)
        bold, small = QFont(self.font()), smaller(self.font(), 1)
        bold.setWeight(QFont.Weight.DemiBold)
        strong, soft = QFontMetricsF(bold), QFontMetricsF(small)
        if span:
            self._years(painter, area, plot, span)
        for n, row in enumerate(self._rows):
            top = area.y() + n * self._high
            if n == self._at and self.hasFocus():
                painter.fillRect(QRectF(area.x(), top, area.width(), self._high - 2), theme.accent_soft)
            painter.setFont(bold)
            painter.setPen(theme.ink)
            words = strong.elidedText(row.words, Qt.TextElideMode.ElideRight, plot.width())
            painter.drawText(QPointF(plot.x(), top + 4 + strong.ascent()), words)
            painter.setFont(small)
            painter.setPen(theme.soft)
            said = soft.elidedText(row.soft, Qt.TextElideMode.ElideRight, plot.width())
            painter.drawText(QPointF(plot.x(), top + 4 + strong.height() + soft.ascent()), said)
            first, last = _day(row.first), _day(row.last)
            if span and first and last:
                left, right = self._x(plot, span, first), self._x(plot, span, last)
                wide = max(right - left, _LEAST)
                left = min(left, plot.right() - wide)
                bar = QRectF(left, top + 6 + strong.height() + soft.height(), wide, _BAR)
                painter.setPen(QPen(theme.accent, 1.5) if row.past else Qt.PenStyle.NoPen)
                painter.setBrush(theme.panel if row.past else theme.accent)
                painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _years(self, painter: QPainter, area: QRectF, plot: QRectF, span: tuple[date, date]) -> None:
        """A thin line at the begin of each year, or where there is none within, the days at both ends."""
        theme = self.theme
        font = smaller(self.font(), 2)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        foot = area.bottom() - 4
        years = [date(y, 1, 1) for y in range(span[0].year + 1, span[1].year + 1)]
        if not years:
            painter.setPen(theme.soft)
            ends = QRectF(plot.x(), foot - metrics.height(), plot.width(), metrics.height())
            painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, _short(span[0]))
            if span[1] > span[0]:
                painter.drawText(ends, Qt.AlignmentFlag.AlignRight, _short(span[1]))
            return
        edge = plot.x() - 8
        for year in years:
            x = self._x(plot, span, year)
            painter.setPen(QPen(theme.line, 1))
            painter.drawLine(QPointF(x, plot.y()), QPointF(x, plot.bottom()))
            words = str(year.year)
            left = x - metrics.horizontalAdvance(words) / 2
            if left > edge:
                painter.setPen(theme.soft)
                painter.drawText(QPointF(left, foot - metrics.descent()), words)
                edge = left + metrics.horizontalAdvance(words) + 8

    def _x(self, plot: QRectF, span: tuple[date, date], day: date) -> float:
        days = max((span[1] - span[0]).days, 1)
        return plot.x() + (day - span[0]).days / days * plot.width()

    # -- Qt's events

    def _row_at(self, y: float) -> int | None:
        n = int(y / self._high)
        return n if 0 <= n < len(self._rows) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere."""
        n = self._row_at(event.position().y())
        leads = n is not None and self._rows[n].target is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setToolTip(f"{self._rows[n].words}\n{self._rows[n].soft}" if n is not None else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the evidence of a post."""
        n = self._row_at(event.position().y())
        if n is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = n
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Enter."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and self._rows:
            self._at = min(max(self._at + by, 0), len(self._rows) - 1)
            row = self._rows[self._at]
            self.setAccessibleDescription(f"{row.words} {row.soft}")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self._rows and self._rows[self._at].target is not None:
            self.activated.emit(self._rows[self._at].target)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def _short(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
