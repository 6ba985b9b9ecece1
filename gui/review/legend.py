"""The shades of the map from little to much, with what they stand for at both ends."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.parts.fonts import smaller
from gui.review.shades import shade
from gui.theme import Theme

_STEPS, _WIDE, _HIGH = 6, 20.0, 8.0


class Legend(QWidget):
    """One line below the map."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ends = "", ""

    def show_ends(self, least: str, most: str) -> None:
        """What the lightest and the darkest shade stand for."""
        self._ends = least, most
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, QFontMetricsF(self.font()).height().__ceil__() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setFont(smaller(self.font(), 2))
        metrics = painter.fontMetrics()
        painter.setPen(self._theme.soft)
        area = QRectF(self.rect())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, middle, self._ends[0])
        left = metrics.horizontalAdvance(self._ends[0]) + 8.0
        for n in range(_STEPS):
            painter.fillRect(
                QRectF(left + n * _WIDE, area.center().y() - _HIGH / 2, _WIDE, _HIGH),
                shade(self._theme, n / (_STEPS - 1)),
            )
        painter.drawText(area.adjusted(left + _STEPS * _WIDE + 8, 0, 0, 0), middle, self._ends[1])
        painter.end()
