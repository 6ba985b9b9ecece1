"""Going from mention to mention in reading order, without looking at the whole article."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Sequence

from core.model.annotation import Annotation, Decision, Suggestion
from core.model.edit import Item
from core.model.span import Span
from core.verbs import Desk, Mention, reading_order
from gui.reader.lanes import STRETCH, Lanes

Place = tuple[int, int, str]
"""Where one is, as `reading_order` sorts."""

Allowed = Callable[[Mention], bool]


def before_all_at(offset: int) -> Place:
    """The place in front of everything that begins at `offset` or later."""
    return offset, -(2**62), ""


def open_after(desk: Desk, place: Place, allowed: Allowed) -> Suggestion | None:
    """The first open suggestion after a place."""
    suggestions = desk.detection.suggestions
    for at in range(bisect_right(suggestions, place, key=reading_order), len(suggestions)):
        if _is_open(desk, suggestions[at]) and allowed(suggestions[at]):
            return suggestions[at]
    return None


def open_before(desk: Desk, place: Place, allowed: Allowed) -> Suggestion | None:
    """The last open suggestion before a place."""
    suggestions = desk.detection.suggestions
    for at in range(bisect_left(suggestions, place, key=reading_order) - 1, -1, -1):
        if _is_open(desk, suggestions[at]) and allowed(suggestions[at]):
            return suggestions[at]
    return None


def mention_after(lanes: Lanes, length: int, place: Place, allowed: Allowed) -> Mention | None:
    """The first mention after a place in a text of `length`."""
    for number in range(place[0] // STRETCH, length // STRETCH + 1):
        for mention in _beginning_in(lanes, number):
            if reading_order(mention) > place and allowed(mention):
                return mention
    return None


def mention_before(lanes: Lanes, place: Place, allowed: Allowed) -> Mention | None:
    """The last mention before a place."""
    for number in range(place[0] // STRETCH, -1, -1):
        for mention in reversed(_beginning_in(lanes, number)):
            if reading_order(mention) < place and allowed(mention):
                return mention
    return None


def stack_at(lanes: Lanes, offset: int, hidden: Container[str]) -> list[Mention]:
    """What is shown at the caret, the innermost first; what only ends there comes last."""
    near = [p.mention for p in lanes.over(Span(max(0, offset - 1), offset + 1)) if p.mention.label not in hidden]
    return sorted(near, key=lambda m: (m.span.end == offset, len(m.span)))


def successor(desk: Desk, before: Mention | None, added: Sequence[Item]) -> Mention | None:
    """What a mention has become after `added` came in: itself, decided, relabelled or moved; None where it is gone."""
    if before is None:
        return None
    here = [m for m in desk.mentions_at(before.span) if m.span == before.span]
    arrived = [i for i in added if isinstance(i, Annotation) and i.decision is Decision.ACCEPTED]
    candidates = (
        *(m for m in here if m.label == before.label),
        *(a for a in arrived if isinstance(before, Annotation) and a.id == before.id),
        *here,
        *(a for a in arrived if a.span.overlaps(before.span)),
    )
    return next(iter(candidates), None)


def _is_open(desk: Desk, suggestion: Suggestion) -> bool:
    return desk.layer.at(suggestion.span, suggestion.label) is None


def _beginning_in(lanes: Lanes, number: int) -> list[Mention]:
    start = number * STRETCH
    return [p.mention for p in lanes.over(Span(start, start + STRETCH)) if p.mention.span.start >= start]
