"""Whether there is room for a mention among those that are there, without looking at all of them."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from core.detect.lessons import together
from core.model.annotation import Decision, Suggestion
from core.model.layer import Layer


class Room:
    """Suggestions shown beside what a layer has decided; they can be put in and taken out."""

    def __init__(self, shown: Iterable[Suggestion], layer: Layer) -> None:
        self._layer = layer
        self.shown = sorted(shown, key=_order)
        self._longest = max((len(s.span) for s in self.shown), default=0)

    def put(self, suggestion: Suggestion) -> None:
        """Put one in."""
        insort(self.shown, suggestion, key=_order)
        self._longest = max(self._longest, len(suggestion.span))

    def take(self, suggestion: Suggestion) -> None:
        """Take one out that is there."""
        self.shown.pop(bisect_left(self.shown, _order(suggestion), key=_order))

    def has(self, new: Suggestion) -> bool:
        """Whether a new suggestion may stand there: nothing decided on its place, nothing of its label rejected near it.

        And all that it overlaps, decided or shown, is an agency in a title with it.
        """
        if self._layer.at(new.span, new.label) is not None:
            return False
        for held in self._layer.overlapping(new.span):
            if held.label == new.label if held.decision is Decision.REJECTED else not together(new, held):
                return False
        at = bisect_left(self.shown, new.span.start - self._longest, key=lambda s: s.span.start)
        while at < len(self.shown) and self.shown[at].span.start < new.span.end:
            if not together(new, self.shown[at]):
                return False
            at += 1
        return True


def covered(suggestion: Suggestion, layer: Layer) -> bool:
    """Whether a suggestion lies in something accepted that has no room for it, which the rules did not know of."""
    return any(
        a.decision is Decision.ACCEPTED and a.span.contains(suggestion.span) and not together(a, suggestion)
        for a in layer.overlapping(suggestion.span)
    )


def _order(suggestion: Suggestion) -> tuple[int, int, str]:
    return suggestion.span.start, -suggestion.span.end, suggestion.label
