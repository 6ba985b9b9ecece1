"""Where sentences begin and end, without cutting an abbreviation or a span."""

import re
from collections.abc import Iterable

from core.model.span import Span

_AFTER = r"[.!?…]+[\"”’)]*[ \t]+(?=[\"“‘(]?[^\W\d_a-z])"
_STOP = re.compile(rf"\n+|(?<=[^\W_]{{3}}){_AFTER}|(?<=[\d)\"”%]){_AFTER}|[!?…]+[ \t]+")


def sentences(text: str, unbroken: Iterable[Span] = ()) -> list[Span]:
    """The sentences of `text` in order, cut at line ends and at stops, but never within one of the spans `unbroken`.

    A full stop after a word of one or two letters is an abbreviation's (TP. Huế).
    """
    inside = sorted(unbroken)
    found, start, at = [], 0, 0
    for match in _STOP.finditer(text):
        while at < len(inside) and inside[at].end <= match.start():
            at += 1
        if at < len(inside) and inside[at].start < match.start() and match[0][0] != "\n":
            continue
        if text[start : match.start()].strip():
            found.append(Span(start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append(Span(start, len(text)))
    return found
