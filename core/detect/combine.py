"""Rules and tagger together: for each label the way of combining them that proved best on articles not learned from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.detect.overlaps import resolve
from core.model.annotation import Suggestion
from core.model.span import Span

Place = tuple[Span, str]

_WORTH = 3
"""Errors that another way must save in all before it replaces the rules: fewer may be chance."""


class Way(StrEnum):
    """How a label's suggestions come about."""

    RULES = "rules"
    TAGGER = "tagger"
    EITHER = "either"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Count:
    """Spans of a label: in the gold, found, and right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def errors(self) -> int:
        """What was missed and what was found wrongly."""
        return self.gold + self.found - 2 * self.right

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing found."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0


Counts = dict[str, Count]


def combined(
    rules: Iterable[Suggestion], tagger: Iterable[Suggestion], ways: Mapping[str, Way], usual: Way = Way.RULES
) -> tuple[Suggestion, ...]:
    """The suggestions of both, each label in its way; what the rules found too keeps their value, origin and reason."""
    of_rules = {(s.span, s.label): s for s in rules}
    of_tagger = {(s.span, s.label): s for s in tagger}
    kept: list[Suggestion] = []
    for place, one in (of_tagger | of_rules).items():
        way = ways.get(place[1], usual)
        if place in of_rules:
            wanted = way in (Way.RULES, Way.EITHER) or place in of_tagger
        else:
            wanted = way is Way.TAGGER or (way is Way.EITHER and _free(one, of_rules.values()))
        if wanted:
            kept.append(one)
    return resolve(kept)


def _free(one: Suggestion, held: Iterable[Suggestion]) -> bool:
    """Whether no suggestion of that label is there already."""
    return not any(s.label == one.label and s.span.overlaps(one.span) for s in held)


def count(truth: Iterable[Place], found: Iterable[Suggestion]) -> Counts:
    """How well suggestions fit, label by label."""
    wanted, got = set(truth), {(s.span, s.label) for s in found}
    return {
        label: Count(*(sum(place[1] == label for place in places) for places in (wanted, got, wanted & got)))
        for label in {label for _, label in wanted | got}
    }


def add(into: Counts, more: Counts) -> None:
    """Add counts up in place."""
    for label, each in more.items():
        into[label] = into.get(label, Count()) + each


def best_ways(counts: Mapping[Way, Counts]) -> dict[str, Way]:
    """For each label the way with the highest F1, the rules' unless another saves enough errors."""
    ways = {}
    for label in sorted({label for each in counts.values() for label in each}):
        rules = counts[Way.RULES].get(label, Count())
        rest = [(counts[way].get(label, Count()), way) for way in Way if way is not Way.RULES]
        one, way = max(rest, key=lambda pair: pair[0].f1)
        ways[label] = way if one.f1 > rules.f1 and rules.errors - one.errors >= _WORTH else Way.RULES
    return ways
