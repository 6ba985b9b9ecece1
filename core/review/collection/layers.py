"""What each annotator says of the articles of the sample collection: the truth, the faults that all share, and their slips."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from core.model.annotation import PERSON, Suggestion
from core.model.record import SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.review.collection.news import SampleArticle

Place = tuple[Span, str]

_PLAIN = ("cán bộ", "đại biểu", "bà con", "địa phương", "hộ nghèo", "cơ sở", "cử tri", "hai bên")
_YEAR = re.compile(r"\d{4}")


class Slip(StrEnum):
    """How an annotator's layer differs from what the others say."""

    MISSING = "missing"
    EXTRA = "extra"
    BORDER = "border"
    LABEL = "label"
    VALUE = "value"
    RELATION = "relation"
    STATUS = "status"
    RECORD = "record"
    PUBLISHED = "published"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class SampleLayer:
    """One annotator's say on one article, as it will be written."""

    spans: tuple[Suggestion, ...]
    relations: tuple[SuggestedRelation, ...]
    records: tuple[SuggestedRecord, ...]
    published: str
    province: str

    @classmethod
    def true(cls, sample: SampleArticle, random: Random) -> "SampleLayer":
        """A layer that says what is true; most of it was suggested by rules, with scores as theirs are."""
        spans = tuple(_found(span, random) for span in sample.spans)
        return cls(spans, sample.relations, sample.records, sample.published, sample.province)

    def without(self, place: Place) -> "SampleLayer":
        """The layer with one span fewer, and what hangs on it."""
        spans = tuple(s for s in self.spans if (s.span, s.label) != place)
        relations = tuple(r for r in self.relations if place not in (r.head, r.tail))
        return replace(self, spans=spans, relations=relations)

    def changed(self, place: Place, new: Suggestion) -> "SampleLayer":
        """The layer with one span as it should not be; its relations hold on."""
        spans = tuple(new if (s.span, s.label) == place else s for s in self.spans)
        there = new.span, new.label
        moved = (
            replace(r, head=there if r.head == place else r.head, tail=there if r.tail == place else r.tail)
            for r in self.relations
        )
        return replace(self, spans=tuple(sorted(spans, key=_order)), relations=tuple(moved))

    def added(self, new: Suggestion) -> "SampleLayer":
        """The layer with one span more."""
        return replace(self, spans=tuple(sorted((*self.spans, new), key=_order)))

    def linked(self, place: Place) -> bool:
        """Whether a relation hangs on a span."""
        return any(place in (r.head, r.tail) for r in self.relations)

    def alone(self) -> list[Suggestion]:
        """Spans that no other span overlaps."""
        return [s for s in self.spans if not any(o is not s and o.span.overlaps(s.span) for o in self.spans)]


def _found(span: Suggestion, random: Random) -> Suggestion:
    if random.random() < 0.25:
        return replace(span, origin=PERSON, score=1.0)
    return replace(span, origin=f"rule:{span.label.lower()}", score=round(random.uniform(0.7, 0.99), 2))


def _order(span: Suggestion) -> tuple[int, int, str]:
    return span.span.start, -span.span.end, span.label


@dataclass(frozen=True, slots=True)
class Slipped:
    """A layer after a slip, and where that was (None: the article as a whole)."""

    layer: SampleLayer
    span: Span | None
    label: str


def slip(kind: Slip, sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    """One slip in a layer, away from what was slipped in already; None where the article offers no occasion."""
    return _SLIPS[kind](sample, layer, taken, random)


def _free(spans: Iterable[Suggestion], taken: set[Place]) -> list[Suggestion]:
    return [s for s in spans if not any(s.span.overlaps(span) for span, _ in taken)]


def _missing(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    found = [s for s in _free(layer.alone(), taken) if not layer.linked((s.span, s.label))]
    if not found:
        return None
    lost = random.choice(found)
    return Slipped(layer.without((lost.span, lost.label)), lost.span, lost.label)


def _extra(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    text = sample.article.text
    body = sample.article.zones[2].span.start
    for words in random.sample(_PLAIN, len(_PLAIN)):
        match = re.compile(rf"\b{words}\b").search(text, body)
        if match is None:
            continue
        span = Span(*match.span())
        near = [s.span for s in layer.spans] + [s for s, _ in taken]
        if not any(span.overlaps(other) for other in near):
            label = random.choice(("AGENCY", "OFFICIAL"))
            return Slipped(layer.added(Suggestion(span, label, PERSON)), span, label)
    return None


def _border(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    text = sample.article.text
    ways: list[tuple[Suggestion, Span]] = []
    for span in _free(layer.alone(), taken):
        at = span.span
        if span.label == "OFFICIAL" and text[: at.start].endswith("đồng chí "):
            ways.append((span, Span(at.start - len("đồng chí "), at.end)))
        elif span.label in ("PLACE", "DATE") and (head := at.of(text).find(" ")) > 0:
            ways.append((span, Span(at.start + head + 1, at.end)))
    if not ways:
        return None
    old, new = random.choice(ways)
    return Slipped(layer.changed((old.span, old.label), replace(old, span=new)), old.span, old.label)


def _label(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    swaps = {"PLACE": "AGENCY", "AGENCY": "PLACE", "DOCUMENT": "AGENCY"}
    found = [s for s in _free(layer.alone(), taken) if s.label in swaps]
    if not found:
        return None
    old = random.choice(found)
    new = replace(old, label=swaps[old.label], value=None)
    return Slipped(layer.changed((old.span, old.label), new), old.span, old.label)


def _value(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    found = [s for s in _free(layer.spans, taken) if s.label == "DATE" and s.value and _YEAR.match(s.value)]
    if not found:
        return None
    old = random.choice(found)
    value = _YEAR.sub(lambda year: str(int(year[0]) - 1), old.value or "", count=1)
    return Slipped(layer.changed((old.span, old.label), replace(old, value=value)), old.span, old.label)


def _relation(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    found = _holding(layer, taken)
    if not found:
        return None
    lost = random.choice(found)
    rest = tuple(r for r in layer.relations if r is not lost)
    return Slipped(replace(layer, relations=rest), lost.tail[0], "HOLDS")


def _status(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    found = [r for r in _holding(layer, taken) if r.status == "current"]
    if not found:
        return None
    old = random.choice(found)
    rest = tuple(replace(r, status="former") if r is old else r for r in layer.relations)
    return Slipped(replace(layer, relations=rest), old.tail[0], "HOLDS")


def _holding(layer: SampleLayer, taken: set[Place]) -> list[SuggestedRelation]:
    clear = [r for r in layer.relations if r.kind == "HOLDS"]
    return [r for r in clear if not any(end[0].overlaps(s) for end in (r.head, r.tail) for s, _ in taken)]


def _record(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    if not layer.records:
        return None
    record = layer.records[0]
    fields = dict(record.fields) | random.choice(({"period": None}, {"chairs": []}, {"legal_basis": []}))
    return Slipped(replace(layer, records=(replace(record, fields=fields),)), None, "agreement")


def _published(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    other = date.fromisoformat(layer.published) + timedelta(days=random.choice((1, 2, 30)))
    return Slipped(replace(layer, published=other.isoformat()), None, "")


def _province(sample: SampleArticle, layer: SampleLayer, taken: set[Place], random: Random) -> Slipped | None:
    others = {"lao-cai-1991": "yen-bai-1991", "yen-bai-1991": "lao-cai-1991", "quang-nam-1997": "da-nang-1997"}
    other = others.get(layer.province, "can-tho-2025")
    return Slipped(replace(layer, province=other), None, "")


_SLIPS: dict[Slip, Callable[[SampleArticle, SampleLayer, set[Place], Random], Slipped | None]] = {
    Slip.MISSING: _missing,
    Slip.EXTRA: _extra,
    Slip.BORDER: _border,
    Slip.LABEL: _label,
    Slip.VALUE: _value,
    Slip.RELATION: _relation,
    Slip.STATUS: _status,
    Slip.RECORD: _record,
    Slip.PUBLISHED: _published,
    Slip.PROVINCE: _province,
}
