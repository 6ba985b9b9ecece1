"""Offsets of a text as others wrote it, brought to the normal form that an article's text has."""

from bisect import bisect_left, bisect_right

import regex

from core.model.span import Span
from core.text.normal import normalize

_CLUSTER = regex.compile(r"\X")


class Shift:
    """A text in normal form, and where the code points of the text that it was made from are in it.

    A character with its marks is one: an offset within it goes to its edge, outwards.
    """

    def __init__(self, raw: str) -> None:
        self.text = normalize(raw)
        self._froms: list[int] | None = None
        self._tos: list[int] = []
        if self.text == raw:
            return
        self._froms = []
        at = 0
        for cluster in _CLUSTER.finditer(raw):
            self._froms.append(cluster.start())
            self._tos.append(at)
            at += len(normalize(cluster[0])) if cluster.start() else len(normalize(cluster[0].removeprefix("\ufeff")))
        self._froms.append(len(raw))
        self._tos.append(at)
        if at != len(self.text):
            raise ValueError("NFC")

    def span(self, start: int, end: int) -> Span:
        """The span of the normal text for code points `start` to `end` of the raw one; ValueError if empty or outside."""
        froms = self._froms
        if froms is None:
            if end > len(self.text):
                raise ValueError(f"{start}..{end} > {len(self.text)}")
            return Span(start, end)
        if not 0 <= start < end <= froms[-1]:
            raise ValueError(f"{start}..{end}")
        return Span(self._tos[bisect_right(froms, start) - 1], self._tos[bisect_left(froms, end)])
