"""What of the article is in sight: where a span is on the screen, scrolling to it, and showing its lines anew."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QTextBlock

from core.model.span import Span
from gui.reader.decorations import Painting
from gui.reader.text_area import TextArea

_ABOVE = 0.35  # of the height that stays above what is revealed
_BELOW = 3  # em, at least, that stay below it


class Sight:
    """The window of a text area on its article."""

    def __init__(self, text: TextArea, painting: Painting) -> None:
        self._text = text
        self._painting = painting

    def rect_of(self, span: Span) -> QRect:
        """What of a span is on the screen, in the viewport's coordinates; an invalid rectangle if nothing."""
        found = QRectF()
        for row in self._text.rows_of(span):
            found = found.united(self._painting.area_of(row, span))
        return found.toAlignedRect() & self._text.viewport().rect() if found.isValid() else QRect()

    def shown(self) -> tuple[int, int]:
        """From where to where the article is on the screen."""
        page, area = self._text.page, self._text.viewport().rect()
        first = next((row.span for row in self._text.rows(area) if row.span is not None), None)
        if page is None or first is None:
            return 0, 1
        foot = QRect(area)
        foot.setTop(area.bottom() - 2 * page.measures.em)
        last = [row.span.end for row in self._text.rows(foot) if row.span is not None]
        return first.start, last[-1] if last else len(page.text)

    def reveal(self, span: Span) -> None:
        """Scroll so that a span stands well in sight, if it does not."""
        page, text = self._text.page, self._text
        if page is None:
            return
        height = text.viewport().height()
        rect = self.rect_of(span)
        if rect.isValid() and rect.top() >= 0 and rect.bottom() < height - page.measures.em * _BELOW:
            return
        block, line = self._line_of(span.start)
        above = text.lines.lines_above(block, line, height * _ABOVE)
        text.verticalScrollBar().setValue(block.firstLineNumber() + line - above)

    def scroll_to(self, offset: int) -> None:
        """Bring the line of an offset to the top."""
        if self._text.page is not None:
            block, line = self._line_of(offset)
            self._text.verticalScrollBar().setValue(block.firstLineNumber() + line)

    def respread(self, span: Span) -> bool:
        """Give lines the room that their lanes need now; whether that has moved anything."""
        page, moved = self._text.page, False
        if page is not None:
            block = self._text.document().findBlock(page.units.to_units(span.start))
            while block.isValid() and page.units.to_points(block.position()) < span.end:
                moved |= self._text.lines.spread_again(block, span)
                block = block.next()
        return moved

    def repaint(self, span: Span) -> None:
        """Paint the lines of a span anew."""
        area = QRect()
        for row in self._text.rows_of(span):
            if row.span is not None:
                area = area.united(self._painting.area_of(row, row.span).toAlignedRect())
        if area.isValid():
            viewport = self._text.viewport()
            viewport.update(0, area.top() - 4, viewport.width(), area.height() + 8)

    def _line_of(self, offset: int) -> tuple[QTextBlock, int]:
        """The block of an offset, laid out, and the line within it."""
        page = self._text.page
        position = page.units.to_units(offset) if page else 0
        block = self._text.document().findBlock(position)
        self._text.lines.blockBoundingRect(block)
        return block, block.layout().lineForTextPosition(position - block.position()).lineNumber()
