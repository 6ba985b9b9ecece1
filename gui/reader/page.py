"""The article on show, as its layout and its painter need it: text, zones, lanes and measures, and Qt's positions."""

from bisect import bisect_right

from PySide6.QtGui import QTextBlock

from core.model.article import ZoneKind
from core.model.span import Span
from core.text.odd import odd
from core.text.offsets import Utf16
from core.verbs import Desk
from gui.reader.lanes import Lanes
from gui.reader.measures import Measures, ZoneMeasures


class Page:
    """One article at one zoom. Positions of Qt are UTF-16 units, everything else counts code points."""

    def __init__(self, desk: Desk, measures: Measures) -> None:
        self.article = desk.article
        self.text = desk.article.text
        self.units = Utf16(self.text)
        self.odd = odd(self.text)
        self.lanes = Lanes(desk)
        self.measures = measures
        self._zones = desk.article.zones
        self._starts = [zone.span.start for zone in self._zones]
        self._paragraphs: list[int] = []
        self._read = 0  # where the next one of them begins

    def kind(self, offset: int) -> ZoneKind:
        """The kind of the zone at `offset`."""
        at = bisect_right(self._starts, offset) - 1
        return self._zones[at].kind if at >= 0 and offset < self._zones[at].span.end else ZoneKind.BODY

    def zone(self, offset: int) -> ZoneMeasures:
        """How the zone at `offset` is set."""
        return self.measures.zones[self.kind(offset)]

    def span_of(self, block: QTextBlock) -> Span | None:
        """The text of a block without its line end; None for an empty one."""
        start = self.units.to_points(block.position())
        end = self.units.to_points(block.position() + block.length() - 1)
        return Span(start, end) if end > start else None

    def is_blank(self, span: Span | None) -> bool:
        """Whether a block has no letters."""
        return span is None or span.of(self.text).isspace()

    def paragraph(self, block: int) -> int:
        """The number of the paragraph that a block (by its number) is, counting from 1 those with letters."""
        while len(self._paragraphs) <= block:  # as far as needed: a long article has many
            end = self.text.find("\n", self._read)
            line = self.text[self._read : end if end >= 0 else len(self.text)]
            self._paragraphs.append((self._paragraphs[-1] if self._paragraphs else 0) + bool(line.strip()))
            self._read = end + 1 if end >= 0 else len(self.text)
        return self._paragraphs[block]
