"""What an auditor found in the articles of a sample, and the error rate that this makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from core.errors import UsageError
from core.model.annotation import Annotation, Decision
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.span import Span
from core.review.audit.rates import Rate, weighted, wilson
from core.review.audit.sampling import Method, Sample
from core.store import tables
from core.store.connect import speaking
from core.store.rows import item_of
from core.store.store import Store

AUDIT_FINDING = "audit_finding"
MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: where (None: the article as a whole), of what label, of which kind (`missed`, `border`, `label`, ...)."""

    span: Span | None
    label: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One article of a sample that has been looked at: how many things there were to get wrong, and the errors."""

    article: bytes
    auditor: bytes
    items: int
    faults: tuple[Fault, ...]


def judge(store: Store, auditor: bytes, sample: Sample, article: bytes, faults: Iterable[Fault]) -> Edit:
    """Keep what was found in one article, in place of what this auditor found before; the edit as written.

    Counted are the annotations that the audited layer accepts and those that it misses. UsageError where the article is not
    of the sample.
    """
    if article not in sample.chances:
        raise UsageError("not_in_sample")
    found = tuple(faults)
    accepted = sum(a.decision is Decision.ACCEPTED for a in store.layer(article, sample.layer))
    items = accepted + sum(fault.kind == MISSED for fault in found)
    fields = {"sample": sample.id.hex(), "items": max(items, len(found)), "faults": [_data(f) for f in found]}
    old = [r for r in store.layer(article, auditor).records if _of(r, sample)]
    places = tuple(fault.span for fault in found if fault.span)
    new = Record(new_id(), article, auditor, b"", AUDIT_FINDING, fields, {"place": places} if places else {})
    return store.apply(Edit("audit_finding", tuple(old), (new,)), auditor)


def judged(store: Store, sample: Sample) -> list[Judged]:
    """What has been found in a sample so far, in the order of its articles."""
    kept = tables.record
    query = select(kept).where(kept.c.kind == AUDIT_FINDING).order_by(kept.c.id)
    with speaking(store.path), store.engine.connect() as db:
        records = [item_of(Record, row) for row in db.execute(query).mappings()]
    by: dict[bytes, Judged] = {}
    for record in records:
        if isinstance(record, Record) and _of(record, sample):
            faults = tuple(_fault(row) for row in record.fields["faults"])
            by[record.article] = Judged(record.article, record.layer, record.fields["items"], faults)
    return [by[article] for article in sample.articles if article in by]


def error_rate(store: Store, sample: Sample) -> Rate:
    """The share of things that are wrong, estimated for all articles that the sample was drawn from."""
    rows = [(len(one.faults), one.items, sample.chances[one.article]) for one in judged(store, sample)]
    if sample.method is Method.RISK:
        return weighted(rows)
    return wilson(sum(row[0] for row in rows), sum(row[1] for row in rows))


def differing(layer: Layer, corrected: Layer) -> list[Fault]:
    """The errors of a layer beside one that is right: what `judge` is told where an auditor has corrected a copy."""
    ours, right = ({(a.span, a.label): a for a in each.accepted} for each in (layer, corrected))
    faults = []
    for place, one in right.items():
        mine = ours.get(place)
        if mine is None:
            near = next((a for a in ours.values() if _near(a, one) and (a.span, a.label) not in right), None)
            kind = MISSED if near is None else "label" if near.span == one.span else "border"
            faults.append(Fault(one.span, one.label, kind))
            if near is not None:
                del ours[near.span, near.label]
        elif (mine.value, mine.mod, mine.calendar) != (one.value, one.mod, one.calendar):
            faults.append(Fault(one.span, one.label, "value"))
    faults += [Fault(a.span, a.label, "spurious") for place, a in ours.items() if place not in right]
    return faults


def _near(one: Annotation, other: Annotation) -> bool:
    return one.span == other.span or (one.label == other.label and one.span.overlaps(other.span))


def _of(record: Record, sample: Sample) -> bool:
    return record.kind == AUDIT_FINDING and record.fields.get("sample") == sample.id.hex()


def _data(fault: Fault) -> dict[str, Any]:
    span = [fault.span.start, fault.span.end] if fault.span else None
    return {"span": span, "label": fault.label, "kind": fault.kind, "note": fault.note}


def _fault(row: dict[str, Any]) -> Fault:
    return Fault(Span(*row["span"]) if row.get("span") else None, row["label"], row["kind"], row.get("note", ""))
