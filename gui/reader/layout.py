"""The layout of an article's lines: Qt breaks them, here they are moved apart, so that the lanes have room below the words.

Only `blockBoundingRect` is ours (the rest of Qt asks it). Qt lays a paragraph out with its first line at 0; one that was
spread has it further down. A paragraph's height is kept in its `userState`.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from core.model.span import Span
from gui.reader.measures import ZoneMeasures
from gui.reader.page import Page

_LONG = 4096  # from so many letters on, a paragraph is kept as Qt shaped it, or every frame would shape it anew


class ReaderLayout(QPlainTextDocumentLayout):
    """A plain text layout that gives every line the room of its lanes, and every zone its typeface."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.page: Page | None = None
        self._deep: dict[int, dict[int, int]] = {}  # by where a block begins, lines with more lanes than usual

    def take(self, page: Page | None) -> None:
        """Lay out another article from now on."""
        self.page = page
        self._deep.clear()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Where a block lies, spread if it was not yet."""
        rect = super().blockBoundingRect(block)
        if self.page is None or not block.isValid():
            return rect
        layout = block.layout()
        if not layout.lineCount():
            return rect
        if layout.lineAt(0).y() == 0:
            self._set(block, layout)
        rect.setHeight(block.userState())
        return rect

    def spread_again(self, block: QTextBlock, span: Span) -> bool:
        """Give a block's lines the room that their lanes need now that those in `span` have changed; whether any moved."""
        layout, whole = block.layout(), self.page.span_of(block) if self.page else None
        if whole is None or not whole.overlaps(span) or not layout.lineCount() or layout.lineAt(0).y() == 0:
            return False
        here = Span(max(span.start, whole.start), min(span.end, whole.end))
        first, last = self._lines(block, layout, here)
        known = self._deep.get(whole.start, {})
        if {n: d for n, d in known.items() if first <= n <= last} == self._depths(block, layout, here):
            return False
        self._spread(block, layout)
        return True

    def lines_above(self, block: QTextBlock, line: int, room: float) -> int:
        """How many lines above a line of a block fit into `room` pixels."""
        count, y = 0, block.layout().lineAt(line).y()
        while block.isValid():
            for number in range(line - 1, -1, -1):
                if y - block.layout().lineAt(number).y() > room:
                    return count
                count += 1
            block = block.previous()
            y += self.blockBoundingRect(block).height()
            line = block.lineCount() if block.isValid() else 0
        return count

    def _set(self, block: QTextBlock, layout: QTextLayout) -> None:
        assert self.page is not None
        span = self.page.span_of(block)
        layout.setCacheEnabled(block.length() > _LONG)
        if span is not None:
            zone = self.page.zone(span.start)
            if zone.format is not None:
                self._shape(block, layout, zone)
        self._spread(block, layout)

    def _shape(self, block: QTextBlock, layout: QTextLayout, zone: ZoneMeasures) -> None:
        """Break the lines anew in the zone's typeface and width."""
        assert zone.format is not None
        width, before = layout.lineAt(0).width() - zone.indent, layout.lineCount()
        whole = QTextLayout.FormatRange()
        whole.start, whole.length, whole.format = 0, block.length(), zone.format  # pyright: ignore[reportAttributeAccessIssue]
        layout.setFormats([whole])
        if not zone.even:
            option = layout.textOption()
            option.setAlignment(Qt.AlignmentFlag.AlignLeft)
            layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        block.setLineCount(layout.lineCount())
        if layout.lineCount() != before:
            self.documentSizeChanged.emit(self.documentSize())

    def _spread(self, block: QTextBlock, layout: QTextLayout) -> None:
        """Move the lines to their places and remember the height of the block."""
        page = self.page
        assert page is not None
        span, measures = page.span_of(block), page.measures
        foot = 0 if block.next().isValid() else measures.foot
        if span is None or page.is_blank(span):
            layout.lineAt(0).setPosition(QPointF(measures.margin, 1))
            block.setUserState(measures.blank + foot)
            return
        zone, depths = page.zone(span.start), self._depths(block, layout, span)
        self._deep.pop(span.start, None)
        if depths:
            self._deep[span.start] = depths
        plain = zone.pitch(0, measures)
        x, y = measures.margin + zone.indent, zone.gap
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            # Qt scrolls to the bottoms of lines: whole pixels there keep the words crisp, whatever fonts they fell back to
            line.setPosition(QPointF(x, y + round(zone.ascent + line.descent()) - line.naturalTextRect().height()))
            y += zone.pitch(depths[number], measures) if number in depths else plain
        block.setUserState(y + foot)

    def _depths(self, block: QTextBlock, layout: QTextLayout, span: Span) -> dict[int, int]:
        """How many lanes lines in `span` need, of those that need more than their zone gives every line."""
        page, found = self.page, dict[int, int]()
        assert page is not None
        for deep, lane in page.lanes.room(span, page.zone(span.start).lanes):
            here = Span(max(deep.start, span.start), min(deep.end, span.end))
            first, last = self._lines(block, layout, here)
            for number in range(first, last + 1):
                found[number] = max(found.get(number, 0), lane + 1)
        return found

    def _lines(self, block: QTextBlock, layout: QTextLayout, span: Span) -> tuple[int, int]:
        """The first and the last line of a span within a block."""
        assert self.page is not None
        start, last = (self.page.units.to_units(at) - block.position() for at in (span.start, span.end - 1))
        return layout.lineForTextPosition(start).lineNumber(), layout.lineForTextPosition(last).lineNumber()
