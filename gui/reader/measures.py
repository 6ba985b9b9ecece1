"""The measures of a page: the typefaces of each zone, the room between lines and where the lanes lie, for one zoom."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat

from core.model.article import ZoneKind
from gui import fonts
from gui.theme import Theme

_COLUMN = 76  # characters a line
_SAMPLE = "đồng chí Nguyễn Văn Chính, Phó Bí thư Thường trực Thành ủy; lãnh đạo, chuyên viên các cơ quan "


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody likes to read: how long the lines are and how far apart, and whether their ends are even."""

    column: float = 1.0  # against the usual length of a line
    lead: float = 0.0  # more between the lines, in em
    justified: bool = False


PLAIN = Reading()


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a zone differs from the body: its size against the body's, and what is kept free above it and below a line."""

    size: float = 1.0
    weight: int = fonts.REGULAR
    italic: bool = False
    ink: str = "ink"
    gap: float = 0.35  # above a paragraph, in em of the body
    lead: float = 0.0  # more between its lines, in em of the body
    lanes: int = 2  # for which there is room below every line
    indent: float = 0.0  # em of the body


_MANNERS = {
    ZoneKind.TITLE: _Manner(size=1.38, weight=fonts.BOLD, gap=0.25, lead=0.12, lanes=1),
    ZoneKind.SAPO: _Manner(weight=fonts.MEDIUM, gap=0.6),
    ZoneKind.BODY: _Manner(),
    ZoneKind.CAPTION: _Manner(size=0.92, italic=True, ink="soft", gap=0.5, indent=1.1),
    ZoneKind.BOILERPLATE: _Manner(size=0.85, ink="faint", gap=0.25, lanes=1),
}


@dataclass(frozen=True, slots=True)
class ZoneMeasures:
    """One zone's: `format` is None where it is the body's own; heights are whole pixels, so that lines stay crisp."""

    format: QTextCharFormat | None
    even: bool  # whether its lines may be justified
    ascent: int  # from the top of a line's room to the baseline
    descent: int  # from the baseline to the first lane
    gap: int  # above a paragraph
    lead: int  # more between its lines
    lanes: int
    indent: int

    def pitch(self, lanes: int, measures: "Measures") -> int:
        """From one line's top to the next one's, with room for `lanes` at least."""
        return (
            self.ascent
            + self.descent
            + self.lead
            + max(lanes, self.lanes) * measures.step
            - (measures.step - measures.lane)
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """All that depends on the zoom and the theme; lengths in pixels."""

    font: QFont
    number_font: QFont
    badge_font: QFont
    code_font: QFont  # of the two letters in a lane
    em: int
    zones: dict[ZoneKind, ZoneMeasures]
    blank: int  # the height of a line without letters
    solid: int  # thickness of a decision's line
    dashed: int  # of a suggestion's
    lane: int  # height of what lies in a lane
    step: int  # from lane to lane
    column: int  # width of the text
    margin: int  # left and right of it and above its first line, for numbers and letters
    side: int  # of paper beyond the margin
    foot: int  # of paper, below the last line

    @classmethod
    def of(cls, theme: Theme, zoom: float, codes: bool = False, reading: Reading = PLAIN) -> "Measures":
        """The measures for a theme at a zoom of 1.0 (100 %) or another; `codes` for letters in the lanes."""
        em = fonts.text_pixels(zoom)
        font = fonts.text_font(em)
        solid = max(2, round(em * 0.16))
        code_font = _small(em * 0.47, fonts.BOLD)
        lane = max(solid, ceil(QFontMetricsF(code_font).capHeight())) if codes else solid
        width = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return cls(
            font,
            _small(em * 0.62, fonts.REGULAR),
            _small(em * 0.62, fonts.BOLD),
            code_font,
            em,
            {kind: _zone(manner, theme, em, reading) for kind, manner in _MANNERS.items()},
            blank=max(2, round(em * 0.15)),
            solid=solid,
            dashed=max(2, solid - 1),
            lane=lane,
            step=lane + max(4, round(em * 0.3)),
            column=ceil(_COLUMN * width * reading.column),
            margin=max(36, round(em * 2.1)),
            side=max(16, round(em)),
            foot=em * 4,
        )


def _zone(manner: _Manner, theme: Theme, em: int, reading: Reading) -> ZoneMeasures:
    font = fonts.text_font(round(em * manner.size), manner.weight, manner.italic)
    form = None
    if manner != _MANNERS[ZoneKind.BODY]:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(getattr(theme, manner.ink))
    size = QFontMetricsF(font)
    return ZoneMeasures(
        form,
        even=manner.size == 1,
        ascent=round(size.ascent()),
        descent=ceil(size.descent()),
        gap=max(1, round(manner.gap * em)),
        lead=round((manner.lead + reading.lead) * em),
        lanes=manner.lanes,
        indent=round(manner.indent * em),
    )


def _small(pixels: float, weight: int) -> QFont:
    font = fonts.interface_font()
    font.setPixelSize(max(7, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    return font
