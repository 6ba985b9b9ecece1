"""Phrases, the stretches of a line between two marks: how far a border goes that is moved to the whole phrase."""

import regex

from core.model.span import Span
from core.text.syllables import pieces

# A mark ends a phrase where a space follows it (7/2021, TP.HCM and 238-QĐ/TW hold together), brackets and quotes always.
_MARK = regex.compile(
    r"[,;:!?…]+(?=\s|$)|[()\[\]{}\"“”«»]+|(?<=\s)[-–—]+(?=\s|\p{L})"
    r"|(?<!(?<![\p{L}])(?:\p{Lu}\p{L}?|\p{Lu}{3}))\.+(?=\s|$)"  # but TP. Huế, GS. Nam
)
_REACH = 400  # code points of a line around a span that are read


def phrases(text: str, start: int, end: int) -> list[Span]:
    """The phrases between two offsets, without the marks and spaces around them."""
    edges = [start, *(edge for m in _MARK.finditer(text, start, end) for edge in m.span()), end]
    found = [pieces(text, low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]
    return [Span(words[0].start, words[-1].end) for words in found if words]


def _around(text: str, span: Span) -> list[Span]:
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _REACH)
    stop = text.find("\n", span.end)
    return phrases(text, start, min(stop if stop >= 0 else len(text), span.end + _REACH))


def phrase_start(text: str, span: Span, by: int) -> Span:
    """`span` with its start moved to where a phrase begins: `by` phrases, negative to the left, without emptying it."""
    starts = [p.start for p in _around(text, span)]
    if by < 0:
        left = [s for s in starts if s < span.start]
        return Span(left[max(by, -len(left))], span.end) if left else span
    inside = [s for s in starts if span.start < s < span.end]
    return Span(inside[min(by, len(inside)) - 1], span.end) if inside and by else span


def phrase_end(text: str, span: Span, by: int) -> Span:
    """`span` with its end moved to where a phrase ends: `by` phrases, negative to the left, without emptying it."""
    ends = [p.end for p in _around(text, span)]
    if by > 0:
        right = [e for e in ends if e > span.end]
        return Span(span.start, right[min(by, len(right)) - 1]) if right else span
    inside = [e for e in ends if span.start < e < span.end]
    return Span(span.start, inside[max(by, -len(inside))]) if inside and by else span


def whole_phrase(text: str, span: Span) -> Span:
    """`span` grown on both sides to the neighbouring marks; one that reaches over marks takes in every phrase it touches."""
    touched = [p for p in _around(text, span) if p.overlaps(span)]
    return Span(touched[0].start, touched[-1].end) if touched else span
