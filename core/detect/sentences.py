"""Where sentences begin and end, without cutting an abbreviation or a span."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from core.model.span import Span

# One set of characters comes first: the expression's engine skips to it.
_STOP = re.compile(r"[\n.!?…](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"”’)]*[ \t]+(?=[\"“‘(]?(?:[^\W\d_a-z]|\d+ [^\W\d_]{2})))")
_LAST_WORD = re.compile(r"[^\W_]+$")
_SHORT_FORM = re.compile(
    r"\w|t[pxtshr]|ths|gs|pgs|bs|ks|tskh|bscki{1,2}|nxb|mrs?|ms|dr|st|kts|nsnd|nsưt|ub|tw|tư", re.IGNORECASE
)
_WORD = 8
_LONGEST = 4000


def sentences(text: str, unbroken: Iterable[Span] = ()) -> list[Span]:
    """The sentences of `text` in order, cut at line ends and at stops, but never within one of the spans `unbroken`.

    A full stop after a single letter or a known short form is an abbreviation's (TP. Huế, P. An Cựu). What goes on for
    thousands of characters without a stop is cut at a space, so that work on a sentence has a bound.
    """
    inside = sorted(unbroken, key=lambda span: (span.start, span.end))
    return [piece for whole in _whole(text, inside) for piece in _bounded(text, whole, inside)]


def _whole(text: str, inside: list[Span]) -> list[Span]:
    found, start, at = [], 0, 0
    for match in _STOP.finditer(text):
        while at < len(inside) and inside[at].end <= match.start():
            at += 1
        if match[0][0] != "\n":
            if at < len(inside) and inside[at].start < match.start():
                continue
            word = _LAST_WORD.search(text, max(0, match.start() - _WORD), match.start())
            if match[0][0] == "." and word and _SHORT_FORM.fullmatch(word[0]):
                continue
        if text[start : match.start()].strip():
            found.append(Span(start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append(Span(start, len(text)))
    return found


def _bounded(text: str, sentence: Span, inside: list[Span]) -> Iterator[Span]:
    """The sentence in pieces of at most some thousand characters, cut at spaces outside the spans."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        at = bisect_right(inside, cut, key=lambda span: span.start) - 1
        if at >= 0 and start < inside[at].start < cut < inside[at].end:
            cut = inside[at].start
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)
