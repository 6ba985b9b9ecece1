"""Tokens for formats that count in them: words, and every other mark by itself, parted where a span begins or ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import regex

from core.model.span import Span

_TOKEN = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ][\p{L}\p{M}\p{N}]+)*|[^\s\x1c-\x1f]\p{M}*")


def has_token(text: str, span: Span) -> bool:
    """Whether a span has anything but spaces in it."""
    return _TOKEN.search(text, span.start, span.end) is not None


def tokens(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Start and end of each token in text order; no border of `spans` is within one."""
    found = [match.span() for match in _TOKEN.finditer(text)]
    for border in {border for span in spans for border in (span.start, span.end)}:
        at = bisect_left(found, (border,)) - 1
        if at >= 0 and border < found[at][1]:
            found[at : at + 1] = [(found[at][0], border), (border, found[at][1])]
    return found


class Tokens:
    """The tokens of one article, and which of them a span covers."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.all = tokens(text, spans)
        self._starts = [start for start, _ in self.all]
        self._ends = [end for _, end in self.all]

    def within(self, span: Span) -> range:
        """The numbers of the tokens in `span`, which is one of those that parted them; empty for a span of spaces."""
        return range(bisect_left(self._starts, span.start), bisect_right(self._ends, span.end))

    def edges(self, numbers: range) -> tuple[int, int]:
        """Where the first of some tokens begins and the last ends."""
        return self._starts[numbers[0]], self._ends[numbers[-1]]
