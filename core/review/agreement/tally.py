"""What agreement is computed from: counts of one article each, which add up over articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy import func, select

from core.model.annotation import Annotation
from core.model.record import AGREEMENT
from core.review.agreement.counts import Counts, Pair
from core.review.agreement.gamma import count_gamma
from core.review.agreement.tokens import count_tokens
from core.review.agreement.unitizing import count_units
from core.review.align import align_records
from core.review.questions import answer_of
from core.review.scope import EVERYTHING, Scope
from core.review.stack import Stack, stacks
from core.store import tables
from core.store.connect import speaking
from core.store.dataset_io import Sheet
from core.store.store import Store

VALUED = ("DATE", "DOCUMENT")


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one article. `finished_at` is when the last of its annotators finished, in milliseconds since 1970 UTC."""

    article: bytes
    province: str | None
    published: str | None
    finished_at: int | None
    annotators: tuple[bytes, ...]
    counts: Counts = field(default_factory=Counts)


def collect(
    store: Store,
    scope: Scope = EVERYTHING,
    annotators: Sequence[bytes] | None = None,
    *,
    finished: bool = True,
    gamma: bool = False,
) -> Iterator[Tally]:
    """The counts of each article of a scope that at least two annotators have finished, those of gamma if it is asked for."""
    done = _finished_at(store)
    for stack in stacks(store, scope, annotators, finished=finished):
        yield count(stack, done.get(stack.article.id), gamma=gamma)


def count(stack: Stack, finished_at: int | None = None, *, gamma: bool = False) -> Tally:
    """Everything that agreement is computed from, of one article."""
    place = stack.place
    tally = Tally(place.article, place.province, place.published, finished_at, stack.annotators)
    counts, layers = tally.counts, {who: sheet.annotations for who, sheet in stack.sheets.items()}
    count_tokens(counts, stack.article.text, layers)
    count_units(counts, stack.article.text, layers)
    if gamma:
        count_gamma(counts, len(stack.article.text), layers)
    records = align_records({w: [r for r in s.records if r.kind == AGREEMENT] for w, s in stack.sheets.items()})
    for one, other in pairs(stack.annotators):
        pair = one, other
        _count_spans(counts, pair, layers[one], layers[other])
        _count_relations(counts, pair, stack.sheets[one], stack.sheets[other])
        for group in records:
            ours, theirs = (dict(group[who].fields) if who in group else None for who in pair)
            if ours is not None or theirs is not None:
                _count_fields(counts, pair, ours, theirs)
        for name in ("published", "province"):
            said = [getattr(s.card, name) for who in pair if (s := stack.sheets[who]).card]
            if len(said) == 2 and all(said):
                _share(counts, name, "", pair, said[0] == said[1])
    return tally


def pairs(annotators: Sequence[bytes]) -> list[Pair]:
    """Every two of some annotators, each pair always in the same order."""
    return list(combinations(sorted(annotators), 2))


def _share(counts: Counts, name: str, label: str, pair: Pair, same: bool) -> None:
    counts[name, "n", label, pair] += 1
    counts[name, "same", label, pair] += same


def _count_spans(counts: Counts, pair: Pair, ours: Sequence[Annotation], theirs: Sequence[Annotation]) -> None:
    """Spans of either, those that both have exactly, and those of either that one of the same label of the other overlaps."""
    there = {(a.span, a.label): a for a in theirs}
    for side, (some, others) in enumerate(((ours, theirs), (theirs, ours))):
        near = _by_label(others)
        for a in some:
            counts["span", "size", a.label, pair, side] += 1
            counts["span", "near", a.label, pair, side] += any(o.span.overlaps(a.span) for o in near.get(a.label, ()))
    for a in ours:
        twin = there.get((a.span, a.label))
        if twin is not None:
            counts["span", "exact", a.label, pair] += 1
            if a.label in VALUED:
                _share(counts, "value", a.label, pair, answer_of(a) == answer_of(twin))


def _by_label(annotations: Sequence[Annotation]) -> dict[str, list[Annotation]]:
    found: dict[str, list[Annotation]] = {}
    for a in annotations:
        found.setdefault(a.label, []).append(a)
    return found


def _count_relations(counts: Counts, pair: Pair, ours: Sheet, theirs: Sheet) -> None:
    """Relations with the same kind and exactly the same ends; of those that both have, whether the status is the same."""
    first, second = (_relations(sheet) for sheet in (ours, theirs))
    for side, some in enumerate((first, second)):
        for kind, _, _ in some:
            counts["relation", "size", kind, pair, side] += 1
    for place in first.keys() & second.keys():
        counts["relation", "exact", place[0], pair] += 1
        if first[place] or second[place]:
            _share(counts, "status", place[0], pair, first[place] == second[place])


def _relations(sheet: Sheet) -> dict[tuple[str, object, object], str | None]:
    at = {a.id: (a.span, a.label) for a in sheet.annotations}
    return {(r.kind, at[r.head], at[r.tail]): r.status for r in sheet.relations if r.head in at and r.tail in at}


def _count_fields(counts: Counts, pair: Pair, ours: dict | None, theirs: dict | None) -> None:
    """Fields of a record that at least one of two annotators fills; a record that one lacks differs in all of them."""
    for name in (ours or {}) | (theirs or {}):
        values = [(fields or {}).get(name) or None for fields in (ours, theirs)]
        if any(values):
            _share(counts, "record", name, pair, values[0] == values[1])


def _finished_at(store: Store) -> dict[bytes, int]:
    """When each article was last marked as done, by whomever."""
    kept = tables.journal.c
    done = select(kept.article, func.max(kept.at)).where(kept.name == "done", kept.kind.in_(("do", "redo")))
    with speaking(store.path), store.engine.connect() as db:
        return {row[0]: row[1] for row in db.execute(done.group_by(kept.article))}
