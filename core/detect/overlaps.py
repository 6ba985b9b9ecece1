"""Which of several suggestions stays where they overlap."""

from collections.abc import Iterable, Iterator

from core.model.annotation import Suggestion

_STRENGTH = {"DOCUMENT": 6, "DATE": 5, "TITLE": 4, "OFFICIAL": 3, "AGENCY": 2, "PLACE": 1}


def resolve(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions without crossings, nested only as agencies in a title, in text order with the outer one first.

    Where several meet, the stronger label stays, of one label the longer span.
    """
    kept: list[Suggestion] = []
    for cluster in _clusters(suggestions):
        if len(cluster) == 1:
            kept.extend(cluster)
            continue
        best: list[Suggestion] = []
        for one in sorted(cluster, key=lambda s: (-_STRENGTH.get(s.label, 0), -len(s.span), s.span.start)):
            if all(_together(other, one) for other in best):
                best.append(one)
        kept.extend(sorted(best, key=_text_order))
    return tuple(kept)


def _text_order(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.span.start, -suggestion.span.end


def _clusters(suggestions: Iterable[Suggestion]) -> Iterator[list[Suggestion]]:
    """Suggestions that touch one another, directly or through others."""
    cluster: list[Suggestion] = []
    end = 0
    for one in sorted(suggestions, key=_text_order):
        if cluster and one.span.start >= end:
            yield cluster
            cluster = []
        cluster.append(one)
        end = max(end, one.span.end)
    if cluster:
        yield cluster


def _together(held: Suggestion, new: Suggestion) -> bool:
    """Whether both may stay: they do not overlap, or the new one is an agency within a title."""
    if not held.span.overlaps(new.span):
        return True
    return held.label == "TITLE" and new.label == "AGENCY" and held.span.contains(new.span)
