"""What lines of a concordance are painted of: words under one another in their context, and a tick before them."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from gui.theme import Theme

_CUT = 48  # code points from which on a context is no whole line

TICK = 14
"""The side of a tick's box, in pixels."""


def paint_words(
    painter: QPainter, rect: QRect, font: QFont, left: str, words: str, right: str, ink: QColor, colour: QColor
) -> tuple[int, int, int]:
    """Words in the middle of a line, their context at both sides; where they are underlined: left, right and height."""
    middle = Qt.AlignmentFlag.AlignVCenter
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    plain, strong = QFontMetrics(font), QFontMetrics(bold)
    words = strong.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, rect.width() // 2)
    wide = strong.horizontalAdvance(words)
    start = rect.x() + int((rect.width() - wide) * 0.45)
    gap = plain.horizontalAdvance(" ")
    before = QRect(rect.x(), rect.y(), start - gap - rect.x(), rect.height())
    after = QRect(start + wide + gap, rect.y(), rect.right() - start - wide - gap, rect.height())
    painter.setFont(font)
    painter.setPen(ink)
    shown = plain.elidedText(_from_word(left), Qt.TextElideMode.ElideLeft, before.width())
    tight = 0 if left[-1:].isspace() else gap - 2  # a bracket or a comma stands at its word
    painter.drawText(before.adjusted(0, 0, tight, 0), middle | Qt.AlignmentFlag.AlignRight, shown.rstrip())
    shown = plain.elidedText(_to_word(right), Qt.TextElideMode.ElideRight, after.width())
    tight = 0 if right[:1].isspace() else gap - 2
    painter.drawText(after.adjusted(-tight, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, shown.lstrip())
    painter.setFont(bold)
    painter.setPen(colour)
    painter.drawText(QRect(start, rect.y(), wide + 2, rect.height()), middle, words)
    return start, start + wide, rect.center().y() + plain.height() // 2 + 2


def paint_tick(painter: QPainter, box: QRectF, theme: Theme, on: bool, able: bool = True) -> None:
    """A tick in its box; `able` tells whether it can be changed."""
    painter.setPen(QPen(theme.accent if on else theme.soft if able else theme.line, 1))
    painter.setBrush(theme.accent if on else theme.field)
    painter.drawRoundedRect(box, 4, 4)
    if on:
        painter.setPen(QPen(theme.on_accent, 2))
        x, y = box.x(), box.y()
        painter.drawPolyline([QPointF(x + 3, y + 7), QPointF(x + 6, y + 10), QPointF(x + 11, y + 4)])


def _from_word(context: str) -> str:
    """The context on the left; where it was cut, without the word that is cut."""
    if len(context) < _CUT:
        return context
    cut, space, rest = context.partition(" ")
    return f"…{rest if space and cut else context}"


def _to_word(context: str) -> str:
    """The context on the right; where it was cut, without the word that is cut."""
    return context if len(context) < _CUT else f"{context.rpartition(' ')[0] or context}…"
