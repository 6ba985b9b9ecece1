"""Where words begin and end, so that spans never cut one.

Vietnamese writes its syllables apart, so a word here is one syllable: a run of letters and digits, apostrophes within it
included (H'Yim). Misprints run words together (giáoTỉnh, 2.JPGĐại): a change of case begins a new piece, and a span may
begin or end at a piece.
"""

from functools import cache
from typing import TYPE_CHECKING

from core.model.span import Span

if TYPE_CHECKING:
    import regex

_REACH = 256


@cache
def _piece() -> "regex.Pattern[str]":
    import regex  # takes as long to load as a tenth of an empty window: not before the first span is moved

    return regex.compile(
        r"(?:\p{Lu}\p{M}*)+(?!\p{M}*\p{Ll})(?:['’ʼ][\p{L}\p{M}]+)*"  # capitals: JPG, H'Yim
        r"|(?:\p{Lu}\p{M}*)?(?:\p{Ll}\p{M}*)+(?:['’ʼ][\p{L}\p{M}]+)*"  # a syllable: Đại, khối
        r"|[\p{L}\p{M}]+|\p{N}+"
    )


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The pieces between two offsets (code points), in order; one that reaches over `end` is cut there."""
    return [Span(*m.span()) for m in _piece().finditer(text, start, len(text) if end is None else end)]


def _around(text: str, span: Span) -> list[Span]:
    """Pieces of the line around `span`, from a bounded stretch of it."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _REACH)
    stop = text.find("\n", span.end)
    return pieces(text, start, min(stop if stop >= 0 else len(text), span.end + _REACH))


def snap(text: str, span: Span) -> Span | None:
    """The smallest span of whole pieces that covers every piece `span` touches; None where it touches none."""
    touched = [p for p in _around(text, span) if p.overlaps(span)]
    return Span(touched[0].start, touched[-1].end) if touched else None


def step_start(text: str, span: Span, by: int) -> Span:
    """`span` with its start moved by `by` pieces (negative: to the left), as far as possible without emptying it."""
    around = _around(text, span)
    if by < 0:
        starts = [p.start for p in around if p.start < span.start]
        return Span(starts[max(by, -len(starts))], span.end) if starts else span
    starts = [p.start for p in around if span.start < p.start < span.end]
    return Span(starts[min(by, len(starts)) - 1], span.end) if starts and by else span


def step_end(text: str, span: Span, by: int) -> Span:
    """`span` with its end moved by `by` pieces (negative: to the left), as far as possible without emptying it."""
    around = _around(text, span)
    if by > 0:
        ends = [p.end for p in around if p.end > span.end]
        return Span(span.start, ends[min(by, len(ends)) - 1]) if ends else span
    ends = [p.end for p in around if span.start < p.end < span.end]
    return Span(span.start, ends[max(by, -len(ends))]) if ends and by else span
