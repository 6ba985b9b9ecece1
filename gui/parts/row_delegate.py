"""One line of a list: its ground, its ring, and what it shows on it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.parts.index import Index
from gui.theme import Theme

_LEAST, _ROOM = 28, 8  # pixels: a line's height, and what it has beside its letters


class RowDelegate(QStyledItemDelegate):
    """Paints a line softly filled where it is marked or under the mouse, with a ring where it has the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def is_marked(self, index: Index) -> bool:
        """Whether a line is the chosen one."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRect, font: QFont, index: Index) -> None:
        """Paint what a line says."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, max(_LEAST, QFontMetrics(option.font).height() + _ROOM))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        painter.save()
        painter.setFont(font)
        if self.is_marked(index):
            painter.fillRect(rect, self.theme.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.theme.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.theme.accent, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        self.paint_row(painter, rect, font, index)
        painter.restore()
