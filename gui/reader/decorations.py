"""What is painted around the words of an article: lines of mentions in their lanes, the current one, numbers and bars.

A decision is a solid line, a suggestion a dashed one, in the colour of the label; the current mention has a soft fill and
a ring, and its two letters stand in the margin, so that nothing ever covers a word.
"""

from bisect import bisect_left
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from core.model.annotation import Suggestion
from core.model.article import ZoneKind
from core.model.scheme import Scheme
from core.model.span import Span
from core.verbs import Mention
from gui.reader.lanes import Placed
from gui.reader.page import Page
from gui.reader.text_area import Row
from gui.theme import Theme

_DASH, _GAP = 3.0, 2.0  # of a suggestion's line, against its thickness
_CORNER = 4.0
_SHADE = 70


class Painting:
    """The decorations of one reader: of `page`, with one mention `current`, labels `hidden`, and `codes` in the lanes or not."""

    def __init__(self, theme: Theme) -> None:
        self.page: Page | None = None
        self.current: Mention | None = None
        self.hidden: frozenset[str] = frozenset()
        self.codes = False
        self._scheme: Scheme | None = None
        self.dress(theme)

    def dress(self, theme: Theme, scheme: Scheme | None = None) -> None:
        """Take the colours of a theme for the labels of a scheme."""
        self._theme = theme
        self._scheme = scheme or self._scheme
        labels = self._scheme.labels if self._scheme else ()
        self._colours = {label.name: theme.label(label) for label in labels}
        self._codes = {label.name: label.code for label in labels}

    def below(self, painter: QPainter, area: QRect, rows: list[Row]) -> None:
        """Paper, a shade behind what deceives the eye, and the current mention's fill and ring."""
        painter.fillRect(area, self._theme.paper)
        if self.page is not None and self.page.odd:
            self._paint_odd(painter, rows)
        if self.page is not None and self.current is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(self._theme.accent, 1.5)
            for row in self._rows_of(self.current.span, rows):
                box = self._box(row, self.current)
                if box is not None:
                    painter.fillPath(_outline(*box, closed=True), self._theme.current)
                    painter.strokePath(_outline(*box), pen)

    def above(self, painter: QPainter, rows: list[Row]) -> None:
        """Lines of mentions, numbers, bars and letters in the margin."""
        if self.page is None:
            return
        for row in rows:
            self._paint_margin(painter, row)
            if row.span is None or self._line_top(row, 0) <= self.page.measures.solid:  # its words are above the edge
                continue
            for placed in self.page.lanes.over(row.span):
                if placed.mention.label not in self.hidden:
                    self._paint_line(painter, row, placed)
        if self.current is not None:
            for row in rows:
                if self._begins_on(row, self.current):
                    self._paint_badge(painter, row, self.current)

    def lane_of(self, mention: Mention) -> int:
        """The lane in which a mention's line is."""
        placed = self.page.lanes.over(mention.span) if self.page else []
        return next((p.lane for p in placed if p.mention == mention), 0)

    def area_of(self, row: Row, span: Span) -> QRectF:
        """Where a span and its lines are on a line of text; empty where it is not there."""
        assert self.page is not None and row.span is not None
        ends = self._ends(row, span)
        if ends is None:
            return QRectF()
        lanes = max((p.lane for p in self.page.lanes.over(row.span)), default=0) + 1
        return QRectF(QPointF(ends[0], self._top(row)), QPointF(ends[1], self._line_top(row, lanes)))

    # -- the parts

    def _paint_odd(self, painter: QPainter, rows: list[Row]) -> None:
        """A shade behind hidden characters, which have a mark in their place, and behind letters of another script."""
        assert self.page is not None
        shade = QColor(self._theme.danger)
        shade.setAlpha(_SHADE)
        for row in rows:
            if row.span is None:
                continue
            first, last = (bisect_left(self.page.odd, Span(at, at + 1)) for at in (row.span.start, row.span.end))
            for span in self.page.odd[first:last]:
                if ends := self._ends(row, span):
                    left, right = min(ends), max(ends)
                    box = QPointF(left, self._top(row)), QPointF(right, self._line_top(row, 0))
                    painter.fillRect(QRectF(*box), shade)

    def _rows_of(self, span: Span, rows: list[Row]) -> Iterator[Row]:
        return (row for row in rows if row.span is not None and row.span.overlaps(span))

    def _ends(self, row: Row, span: Span) -> tuple[float, float] | None:
        """Where a span begins and ends on a line, without the space at which the line was broken."""
        assert self.page is not None and row.span is not None
        text, start, end = self.page.text, max(span.start, row.span.start), min(span.end, row.span.end)
        while end > start and text[end - 1].isspace():
            end -= 1
        if end <= start:
            return None
        position = row.block.position()
        x = (row.line.cursorToX(self.page.units.to_units(at) - position) for at in (start, end))
        left, right = (at[0] for at in x)  # pyright: ignore[reportIndexIssue]  # Qt returns (x, position)
        return left, right

    def _top(self, row: Row) -> float:
        """The top of a line's words."""
        assert self.page is not None and row.span is not None
        return row.baseline - self.page.zone(row.span.start).ascent

    def _line_top(self, row: Row, lane: int) -> float:
        """The top of a lane below a line of text."""
        assert self.page is not None
        assert row.span is not None
        return row.baseline + self.page.zone(row.span.start).descent + lane * self.page.measures.step

    def _paint_line(self, painter: QPainter, row: Row, placed: Placed) -> None:
        assert self.page is not None
        ends = self._ends(row, placed.mention.span)
        if ends is None:
            return
        measures, colour = self.page.measures, self._colours.get(placed.mention.label, self._theme.unknown)
        left, right, top = round(ends[0]), round(ends[1]), self._line_top(row, placed.lane)
        if self.codes and self._begins_on(row, placed.mention):
            left += self._paint_code(painter, QPointF(left, top), right - left, placed.mention.label, colour)
        if not isinstance(placed.mention, Suggestion):
            painter.fillRect(QRectF(left, top, right - left, measures.solid), colour)
            return
        dash, gap = _DASH * measures.dashed, _GAP * measures.dashed
        dashes = max(1, round((right - left + gap) / (dash + gap)))  # whole ones, so that both ends show
        pen = QPen(colour, measures.dashed)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes > 1:
            gap = (right - left - dashes * dash) / (dashes - 1)
            pen.setDashPattern([_DASH, gap / measures.dashed])
        painter.setPen(pen)
        y = top + measures.dashed / 2
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_code(self, painter: QPainter, at: QPointF, room: int, label: str, colour: QColor) -> int:
        """The two letters of a label at the head of its line, where they leave most of the line; the width they take."""
        assert self.page is not None
        font, code = self.page.measures.code_font, self._codes.get(label, "?")
        size = QFontMetricsF(font)
        width = ceil(size.horizontalAdvance(code)) + 2
        if width * 2 > room:
            return 0
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(at + QPointF(0, size.capHeight()), code)
        return width

    def _box(self, row: Row, mention: Mention) -> tuple[QRectF, bool, bool] | None:
        """The frame of a mention on one line, and whether the mention begins and ends on it."""
        assert self.page is not None and row.span is not None
        ends = self._ends(row, mention.span)
        if ends is None:
            return None
        top = self._top(row)
        bottom = self._line_top(row, self.lane_of(mention)) + self.page.measures.lane
        box = QRectF(QPointF(round(ends[0]) - 2.5, top - 0.5), QPointF(round(ends[1]) + 2.5, bottom + 2.5))
        return box, mention.span.start >= row.span.start, mention.span.end <= row.span.end

    def _paint_badge(self, painter: QPainter, row: Row, mention: Mention) -> None:
        """The two letters of a mention's label, in the margin beside its first line."""
        assert self.page is not None
        font = self.page.measures.badge_font
        size = QFontMetricsF(font)
        code = self._codes.get(mention.label, "?")
        width, height = size.horizontalAdvance(code) + 8, size.height()
        middle = row.baseline - self.page.measures.em * 0.35
        right = self.page.measures.margin - 8
        box = QRectF(right - width, round(middle - height / 2), width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.get(mention.label, self._theme.unknown))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(self._theme.on_label)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, code)

    def _paint_margin(self, painter: QPainter, row: Row) -> None:
        """The paragraph's number beside its first line, and the bar of a caption."""
        page = self.page
        assert page is not None
        if row.span is None or page.is_blank(page.span_of(row.block)):
            return
        measures = page.measures
        if row.line.lineNumber() == 0 and not (self.current and self._begins_on(row, self.current)):
            painter.setFont(measures.number_font)
            painter.setPen(self._theme.faint)
            number = str(page.paragraph(row.block.blockNumber()))
            painter.drawText(QPointF(6, row.baseline), number)
        if page.kind(row.span.start) is ZoneKind.CAPTION:
            zone = page.zone(row.span.start)
            painter.fillRect(QRectF(measures.margin, self._top(row), 2, zone.pitch(0, measures)), self._theme.line)

    def _begins_on(self, row: Row, mention: Mention) -> bool:
        """Whether a mention begins on a line, and its letters stand beside it."""
        return row.span is not None and row.span.start <= mention.span.start < row.span.end


def _outline(box: QRectF, begins: bool, ends: bool, closed: bool = False) -> QPainterPath:
    """A frame with round corners, open where the mention comes from the line before or goes on to the next."""
    path, c = QPainterPath(), _CORNER
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    if begins and ends:
        path.addRoundedRect(box, c, c)
        return path
    path.moveTo(left if not begins else left + c, top)
    if ends:
        path.lineTo(right - c, top)
        path.quadTo(right, top, right, top + c)
        path.lineTo(right, bottom - c)
        path.quadTo(right, bottom, right - c, bottom)
    else:
        path.lineTo(right, top)
        path.lineTo(right, bottom) if closed else path.moveTo(right, bottom)
    path.lineTo(left if not begins else left + c, bottom)
    if begins:
        path.quadTo(left, bottom, left, bottom - c)
        path.lineTo(left, top + c)
        path.quadTo(left, top, left + c, top)
    elif closed:
        path.closeSubpath()
    return path
