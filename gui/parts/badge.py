"""The two letters of a label in its colour: filled for a decision, an outline for a suggestion."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.model.scheme import Scheme
from gui.parts.fonts import smaller
from gui.theme import Theme

_PADDING = 5
_RADIUS = 4
_UNKNOWN = "?"


def badge_font(base: QFont) -> QFont:
    """The face of the two letters, from that of the text beside them."""
    font = smaller(base, 2)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def badge_height(base: QFont) -> int:
    """How high a badge is."""
    return round(QFontMetricsF(badge_font(base)).height()) + 4


def badge_width(base: QFont, code: str) -> int:
    """How wide a badge is, at least as wide as two usual letters."""
    metrics = QFontMetricsF(badge_font(base))
    return round(max(metrics.horizontalAdvance(code), metrics.horizontalAdvance("CQ"))) + 2 * _PADDING


def code_and_colour(scheme: Scheme | None, theme: Theme, name: str) -> tuple[str, QColor]:
    """The letters and colour of a label by its name; grey for one that the scheme does not know."""
    label = scheme.label(name) if scheme else None
    return label.code if label else name[:2] or _UNKNOWN, theme.label(label)


def paint_badge(painter: QPainter, rect: QRectF, code: str, colour: QColor, theme: Theme, open: bool = False) -> None:
    """Paint a badge into `rect`; `open` makes it the outline of a suggestion."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1) if open else Qt.PenStyle.NoPen)
    painter.setBrush(theme.panel if open else colour)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5) if open else rect, _RADIUS, _RADIUS)
    painter.setPen(colour if open else theme.on_label)
    painter.setFont(badge_font(painter.font()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, code)
    painter.restore()


class Badge(QWidget):
    """A badge that stands by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code = ""
        self._colour = theme.unknown
        self._open = False

    def show_label(self, code: str, colour: QColor, open: bool) -> None:
        """Show another label."""
        if (code, colour, open) == (self._code, self._colour, self._open):
            return
        wider = code != self._code
        self._code, self._colour, self._open = code, colour, open
        if wider:
            self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its letters."""
        return QSize(badge_width(self.font(), self._code), badge_height(self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._code, self._colour, self._theme, self._open)
        painter.end()
