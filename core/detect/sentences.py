"""Where sentences begin and end, without cutting an abbreviation or a span."""

import re
from collections.abc import Iterable

from core.model.span import Span

_STOP = re.compile(r"\n+|[.!?…]+[\"”’)]*[ \t]+(?=[\"“‘(]?[^\W\d_a-z])")
_LAST_WORD = re.compile(r"[^\W_]+$")
_SHORT_FORM = re.compile(
    r"\w|t[pxtshr]|ths|gs|pgs|bs|ks|tskh|bscki{1,2}|nxb|mrs?|ms|dr|st|kts|nsnd|nsưt|ub|tw|tư", re.IGNORECASE
)
_LONGEST = 8


def sentences(text: str, unbroken: Iterable[Span] = ()) -> list[Span]:
    """The sentences of `text` in order, cut at line ends and at stops, but never within one of the spans `unbroken`.

    A full stop after a single letter or a known short form is an abbreviation's (TP. Huế, P. An Cựu).
    """
    inside = sorted(unbroken)
    found, start, at = [], 0, 0
    for match in _STOP.finditer(text):
        while at < len(inside) and inside[at].end <= match.start():
            at += 1
        if match[0][0] != "\n":
            if at < len(inside) and inside[at].start < match.start():
                continue
            word = _LAST_WORD.search(text, max(0, match.start() - _LONGEST), match.start())
            if match[0][0] == "." and word and _SHORT_FORM.fullmatch(word[0]):
                continue
        if text[start : match.start()].strip():
            found.append(Span(start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append(Span(start, len(text)))
    return found
