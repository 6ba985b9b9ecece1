"""Which annotations and records of several annotators are about the same thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.detect.bodies import same_body
from core.model.annotation import Annotation
from core.model.record import AGREEMENT, Record
from core.model.span import Span

NESTS = {("AGENCY", "TITLE")}
"""Labels that stand within one another by the guideline, and so are never two answers to one question."""

_ALIKE = 0.5  # two spans of different labels are about the same thing where they share at least this part

Group = dict[bytes, Annotation]
"""What some annotators say of one thing, at most one annotation each."""


def align(layers: Mapping[bytes, Sequence[Annotation]]) -> list[Group]:
    """The annotations of several layers in groups, each about one thing, in text order.

    Same span and label first; then same span, then overlapping spans of one label, the more alike first, then spans of
    different labels that share half of what they cover.
    """
    by_place: dict[tuple[Span, str], Group] = defaultdict(dict)
    for annotator, annotations in layers.items():
        for annotation in annotations:
            by_place[annotation.span, annotation.label][annotator] = annotation
    groups = list(by_place.values())
    partial = [n for n, group in enumerate(groups) if len(group) < len(layers)]
    into = list(range(len(groups)))
    for _, _, one, other in sorted(_candidates(groups, partial)):
        first, second = _root(into, one), _root(into, other)
        if first != second and not groups[first].keys() & groups[second].keys():
            groups[first] |= groups[second]
            into[second] = first
    found = [group for n, group in enumerate(groups) if into[n] == n]
    return sorted(found, key=lambda group: min((a.span.start, -a.span.end, a.label) for a in group.values()))


def _candidates(groups: list[Group], partial: list[int]) -> list[tuple[int, float, int, int]]:
    """Pairs of groups that may be one, with how readily: kind of likeness, then the part that is not shared."""
    heads = sorted(((next(iter(groups[n].values())), n) for n in partial), key=lambda row: row[0].span)
    found = []
    for at, (one, n) in enumerate(heads):
        for other, m in heads[at + 1 :]:
            if other.span.start >= one.span.end:
                break
            if groups[n].keys().isdisjoint(groups[m].keys()) and (rank := _rank(one, other)) is not None:
                found.append((rank, 1 - _shared(one.span, other.span), n, m))
    return found


def _rank(one: Annotation, other: Annotation) -> int | None:
    if one.span == other.span:
        return 0
    if one.label == other.label:
        return 1
    inner, outer = (one, other) if other.span.contains(one.span) else (other, one)
    if (inner.label, outer.label) in NESTS and outer.span.contains(inner.span):
        return None
    return 2 if _shared(one.span, other.span) >= _ALIKE else None


def _shared(one: Span, other: Span) -> float:
    """The part of both that is common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


def _root(into: list[int], n: int) -> int:
    while into[n] != n:
        n = into[n]
    return n


def align_records(layers: Mapping[bytes, Sequence[Record]]) -> list[dict[bytes, Record]]:
    """Records of several layers in groups: of one kind, agreements by the parties that they share, others by their fields."""
    groups: list[dict[bytes, Record]] = []
    for annotator, records in layers.items():
        pairs = [
            (-_likeness(record, next(iter(group.values()))), n, at)
            for at, record in enumerate(records)
            for n, group in enumerate(groups)
        ]
        placed: set[int] = set()
        taken: set[int] = set()
        for likeness, n, at in sorted(pairs):
            if likeness < 0 and at not in placed and n not in taken:
                groups[n][annotator] = records[at]
                placed.add(at)
                taken.add(n)
        groups += [{annotator: record} for at, record in enumerate(records) if at not in placed]
    return groups


def _likeness(one: Record, other: Record) -> float:
    if one.kind != other.kind:
        return 0.0
    if one.kind != AGREEMENT:
        return float(dict(one.fields) == dict(other.fields))
    ours, theirs = (list(r.fields.get("parties") or ()) for r in (one, other))
    if not ours or not theirs:
        return 0.1  # a signing whose parties somebody left open
    return sum(any(same_body(a, b) for b in theirs) for a in ours) / (len(ours) + len(theirs))
