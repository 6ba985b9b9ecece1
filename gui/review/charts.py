"""Two charts: a line that grows over days, and bars beside names. Both speak to screen readers what they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.wording import say
from gui.parts.fonts import smaller
from gui.parts.numbers import count
from gui.review.picture import Picture
from gui.theme import Theme

_EPOCH = date(1970, 1, 1)


def day_of(number: int) -> date:
    """The date of a day counted since 1970."""
    return _EPOCH + timedelta(days=number)


def short(day: date) -> str:
    """A date as offices write it."""
    return f"{day.day}/{day.month}/{day.year}"


class LineChart(Picture):
    """Something that adds up from day to day: Left and Right, or the mouse, tell each day."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._points: list[tuple[int, int]] = []
        self._most = 0
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_days(self, days: dict[int, int], most: int) -> None:
        """Show what was done on each day (since 1970), of `most` in all."""
        self._points, done = [], 0
        for day in sorted(days):
            done += days[day]
            self._points.append((day, done))
        self._most, self._at = most, None
        self.setAccessibleDescription(self._told(len(self._points) - 1) if self._points else say("reviewing.no_days"))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Low, and as wide as its words."""
        return QSize(240, 96)

    def sizeHint(self) -> QSize:
        """Twice as wide as high."""
        return QSize(480, 128)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The line over its ground, the first and last day below, the total at its end."""
        theme = self.theme
        font = smaller(self.font(), 2)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.soft)
        if not self._points:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, say("reviewing.no_days"))
            return
        plot = self._plot(area, metrics)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(theme.soft)
        first, last = self._points[0][0], self._points[-1][0]
        foot = QRectF(area.x(), plot.bottom() + 4, area.width(), metrics.height())
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, short(day_of(first)))
        if last > first:
            ends = QRectF(plot.x(), foot.y(), plot.width(), foot.height())
            painter.drawText(ends, Qt.AlignmentFlag.AlignRight, short(day_of(last)))
        line = QPolygonF([self._spot(plot, n) for n in range(len(self._points))])
        if line.count() == 1:
            line = QPolygonF([plot.bottomLeft(), line.at(0)])
        ground = QPolygonF(line)
        ground.append(QPointF(line.last().x(), plot.bottom()))
        ground.append(QPointF(line.first().x(), plot.bottom()))
        soft = QColor(theme.accent)
        soft.setAlphaF(0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawPolygon(ground)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(line)
        end = line.last()
        painter.setPen(theme.ink)
        painter.drawText(QPointF(end.x() + 6, end.y() + metrics.ascent() / 2 - 1), count(self._points[-1][1]))
        if self._at is not None:
            spot = self._spot(plot, self._at)
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(theme.panel)
            painter.drawEllipse(spot, 4, 4)
            painter.setPen(theme.ink)
            painter.drawText(plot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._told(self._at))

    def _plot(self, area: QRectF, metrics: QFontMetricsF) -> QRectF:
        right = metrics.horizontalAdvance(count(self._points[-1][1] if self._points else 0)) + 12
        return area.adjusted(2, 8, -right, -metrics.height() - 6)

    def _spot(self, plot: QRectF, n: int) -> QPointF:
        (first, _), (last, top) = self._points[0], self._points[-1]
        day, done = self._points[n]
        along = (day - first) / (last - first) if last > first else 1.0
        return QPointF(plot.x() + along * plot.width(), plot.bottom() - done / max(top, 1) * plot.height())

    def _told(self, n: int) -> str:
        day, done = self._points[n]
        return say("reviewing.day_told", day=short(day_of(day)), done=count(done), total=count(self._most))

    def _tell(self, n: int) -> None:
        self._at = n
        self.setAccessibleDescription(self._told(n))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the day under the mouse."""
        if self._points:
            plot = self._plot(QRectF(self.rect()), QFontMetricsF(smaller(self.font(), 2)))
            x = event.position().x()
            self._tell(min(range(len(self._points)), key=lambda n: abs(self._spot(plot, n).x() - x)))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is told any more."""
        self._at = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go through the days."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self._points:
            super().keyPressEvent(event)
            return
        at = len(self._points) - 1 if self._at is None else self._at + by
        self._tell(min(max(at, 0), len(self._points) - 1))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how long it is (0 to 1), the figure at its end, its colour, what it leads to."""

    name: str
    share: float
    figure: str
    colour: QColor
    target: object = None
    told: str = ""


class BarChart(Picture):
    """Bars one below the other; Up and Down go through them, Enter or a click asks for what is behind one."""

    activated = Signal(object)
    """The target of a bar."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._bars: Sequence[Bar] = ()
        self._empty = ""
        self._at = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_bars(self, bars: Sequence[Bar], empty: str = "") -> None:
        """Show other bars, or where there are none say why."""
        self._bars, self._empty, self._at = bars, empty, min(self._at, max(len(bars) - 1, 0))
        self.setAccessibleDescription("; ".join(f"{b.name} {b.figure}" for b in bars) or empty)
        self.updateGeometry()
        self.update()

    @property
    def _row(self) -> float:
        return QFontMetricsF(self.font()).height() + 8

    def minimumSizeHint(self) -> QSize:
        """All bars, or one line that says that there are none."""
        return QSize(200, round(self._row * max(len(self._bars), 1)) + 2)

    def sizeHint(self) -> QSize:
        """As high as its bars."""
        return self.minimumSizeHint()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Names at the left, figures at the right, bars between them."""
        theme, metrics = self.theme, QFontMetricsF(self.font())
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        if not self._bars:
            painter.setPen(theme.soft)
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, int(wrap), self._empty)
            return
        names = min(max(metrics.horizontalAdvance(b.name) for b in self._bars), area.width() * 0.4) + 16
        figures = max(metrics.horizontalAdvance(b.figure) for b in self._bars) + 8
        for n, bar in enumerate(self._bars):
            row = QRectF(area.x(), area.y() + n * self._row, area.width(), self._row)
            if row.bottom() > area.bottom() + 2:
                break
            if n == self._at and self.hasFocus() and bar.target is not None:
                painter.fillRect(row, theme.accent_soft)
            painter.setPen(theme.ink)
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names - 12)
            painter.drawText(row.adjusted(2, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, name)
            painter.setPen(theme.soft)
            painter.drawText(row.adjusted(0, 0, -2, 0), middle | Qt.AlignmentFlag.AlignRight, bar.figure)
            trough = QRectF(row.x() + names, row.center().y() - 3.5, row.width() - names - figures - 4, 7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.window)
            painter.drawRoundedRect(trough, 3.5, 3.5)
            if bar.share > 0:
                painter.setBrush(bar.colour)
                wide = max(trough.width() * min(bar.share, 1.0), 7)
                painter.drawRoundedRect(QRectF(trough.x(), trough.y(), wide, trough.height()), 3.5, 3.5)

    def _bar_at(self, y: float) -> int | None:
        n = int(y / self._row)
        return n if 0 <= n < len(self._bars) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere, and what it means."""
        n = self._bar_at(event.position().y())
        leads = n is not None and self._bars[n].target is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._bars[n].told if n is not None else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for what is behind a bar."""
        n = self._bar_at(event.position().y())
        if n is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = n
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Enter."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and self._bars:
            self._at = min(max(self._at + by, 0), len(self._bars) - 1)
            bar = self._bars[self._at]
            self.setAccessibleDescription(f"{bar.name} {bar.figure}. {bar.told}")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.update()
        if self._bars and self._bars[self._at].target is not None:
            self.activated.emit(self._bars[self._at].target)
