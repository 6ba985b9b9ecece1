"""What stands under the words while annotators are compared: gold and what all agree on, and each answer that is still open."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.annotation import Annotation, Suggestion
from core.model.span import Span
from core.verbs import reading_order
from gui.reader.lanes import Lanes, Placed, stack

AGREED = "agreed"
"""The origin of a line on which all agree and which is not gold yet."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is open: where, as which label, and the letters of those who gave it."""

    span: Span
    label: str
    letters: str


class CompareLanes(Lanes):
    """Lanes of all of them together; an article's worth, laid out at once."""

    def __init__(self, gold: Sequence[Annotation], agreed: Sequence[Annotation], open_ones: Sequence[Answer]) -> None:
        shown: list[Annotation | Suggestion] = list(gold)
        there = {(a.span, a.label) for a in gold}
        shown += [Suggestion(a.span, a.label, AGREED) for a in agreed if (a.span, a.label) not in there]
        shown += [Suggestion(a.span, a.label, a.letters, reason=a.letters) for a in open_ones]
        shown.sort(key=reading_order)
        lanes = stack(shown, {})
        self._placed = [Placed(m, lane) for m, lane in zip(shown, lanes, strict=True)]
        self._reach_of_one = max((len(m.span) for m in shown), default=0)

    def over(self, span: Span) -> list[Placed]:
        """What is shown in a span, in reading order."""
        first = bisect_left(self._placed, span.start - self._reach_of_one, key=lambda p: p.mention.span.start)
        found = []
        for placed in self._placed[first:]:
            if placed.mention.span.start >= span.end:
                break
            if placed.mention.span.end > span.start:
                found.append(placed)
        return found

    def room(self, span: Span, beyond: int) -> list[tuple[Span, int]]:
        """Spans whose lane is `beyond` or more, with their lanes."""
        return [(p.mention.span, p.lane) for p in self.over(span) if p.lane >= beyond]
