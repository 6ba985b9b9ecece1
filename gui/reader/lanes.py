"""Lanes: how far below the words the line of each mention runs, so that nested ones never lie on each other.

The inner mention is nearer to the words. A lane depends on what is on the desk alone, not on how it came about, and does
not jump while one works: a detected span keeps, as its least, the lane that it has among all detected spans, decided or
not, so rejecting an inner one does not lift the outer one, nor does it move the lines of text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from core.model.span import Span
from core.verbs import Desk, Mention

STRETCH = 1024
"""Lanes are worked out for so many code points at a time, when they are first looked at."""


class Placed(NamedTuple):
    """A mention and its lane, 0 being nearest to the words."""

    mention: Mention
    lane: int


class _Stretch(NamedTuple):
    placed: list[Placed]  # what touches the stretch, in reading order
    room: list[tuple[Span, int]]  # lanes that are kept free: of what is shown, and of detected spans decided away


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


class Lanes:
    """The lanes of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._detected = desk.detection.suggestions
        self._longest = max((s.span.end - s.span.start for s in self._detected), default=0)
        self._stretches: dict[int, _Stretch] = {}

    def over(self, span: Span) -> list[Placed]:
        """What is shown in `span`, in reading order."""
        first, last = span.start // STRETCH, (span.end - 1) // STRETCH
        found = []
        for number in range(first, last + 1):
            for placed in self._stretch(number).placed:
                own = placed.mention.span
                new = number == first or own.start >= number * STRETCH  # else it was in the stretch before
                if new and own.start < span.end and own.end > span.start:
                    found.append(placed)
        return found

    def room(self, span: Span, beyond: int) -> list[tuple[Span, int]]:
        """Spans in `span` whose lane is `beyond` or more, with their lanes; a span may come twice."""
        first, last = span.start // STRETCH, (span.end - 1) // STRETCH
        kept = (pair for number in range(first, last + 1) for pair in self._stretch(number).room)
        return [(s, lane) for s, lane in kept if lane >= beyond and s.overlaps(span)]

    def forget(self, spans: Iterable[Span]) -> Span | None:
        """Work out anew what is around `spans`, which an edit has changed; returns the text whose lanes may differ."""
        changed = list(spans)
        if not changed:
            return None
        whole = [self._reach(span)[0] for span in changed]
        for span in whole:
            for number in range(span.start // STRETCH, (span.end - 1) // STRETCH + 1):
                self._stretches.pop(number, None)
        return Span(min(s.start for s in whole), max(s.end for s in whole))

    def _stretch(self, number: int) -> _Stretch:
        known = self._stretches.get(number)
        if known is None:
            known = self._stretches[number] = self._work_out(Span(number * STRETCH, (number + 1) * STRETCH))
        return known

    def _work_out(self, span: Span) -> _Stretch:
        _, shown, detected = self._reach(span)
        distinct = [s for n, s in enumerate(detected) if n == 0 or s.span != detected[n - 1].span]
        floors = {s.span: lane for s, lane in zip(distinct, stack(distinct, {}), strict=True)}
        placed = [Placed(m, lane) for m, lane in zip(shown, stack(shown, floors), strict=True) if m.span.overlaps(span)]
        room = [(p.mention.span, p.lane) for p in placed]
        room += [(s, lane) for s, lane in floors.items() if lane and s.overlaps(span)]
        return _Stretch(placed, room)

    def _reach(self, span: Span) -> tuple[Span, list[Mention], list[Mention]]:
        """The span widened to all that hangs together with it by overlapping, what is shown there and what was detected."""
        while True:
            shown, detected = self._desk.mentions_at(span), self._detected_at(span)
            starts = min([span.start, *(m.span.start for m in (*shown[:1], *detected[:1]))])
            ends = max([span.end, *(m.span.end for m in (*shown, *detected))])
            if (starts, ends) == (span.start, span.end):
                return span, shown, detected
            span = Span(starts, ends)

    def _detected_at(self, span: Span) -> list[Mention]:
        found: list[Mention] = []
        at = bisect_left(self._detected, span.start - self._longest, key=lambda s: s.span.start)
        while at < len(self._detected) and (one := self._detected[at]).span.start < span.end:
            if one.span.end > span.start:
                found.append(one)
            at += 1
        return found


def stack(mentions: Sequence[_Spanned], floors: Mapping[Span, int]) -> list[int]:
    """A lane for each of `mentions` (in reading order): above those within it, apart from those it crosses.

    `floors` gives the least lane of a span.
    """
    meets: list[list[int]] = [[] for _ in mentions]
    before: list[int] = []
    for n, mention in enumerate(mentions):
        before = [b for b in before if mentions[b].span.end > mention.span.start]
        for b in before:
            meets[n].append(b)
            meets[b].append(n)
        before.append(n)
    lanes = [-1] * len(mentions)
    for n in sorted(range(len(mentions)), key=lambda n: len(mentions[n].span)):
        span = mentions[n].span
        laid = [m for m in meets[n] if lanes[m] >= 0]
        lane = max([floors.get(span, 0), *(lanes[m] + 1 for m in laid if span.contains(mentions[m].span))])
        taken = {lanes[m] for m in laid}
        while lane in taken:
            lane += 1
        lanes[n] = lane
    return lanes
