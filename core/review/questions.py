"""What the annotators of one article say, thing by thing: where they agree, and the questions where they do not."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.model.annotation import Annotation
from core.model.record import AGREEMENT, Record
from core.model.relation import Relation
from core.model.span import Span
from core.review.align import Group, align, align_records
from core.review.stack import Stack

Said = Annotation | Relation | Record | str | None
"""One answer: an item, of the card a date or a unit's id, or None for nothing there."""


class Kind(StrEnum):
    """What a question is about."""

    PUBLISHED = "published"
    PROVINCE = "province"
    SPAN = "span"
    RELATION = "relation"
    RECORD = "record"


class Difference(StrEnum):
    """In what the answers differ most."""

    LABEL = "label"
    BORDER = "border"
    MISSED = "missed"
    VALUE = "value"
    STATUS = "status"
    FIELDS = "fields"


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer (as the first who gave it has it) and who gave it."""

    said: Said
    by: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing in an article and what is said of it.

    `variants` are the different answers, the one that most gave first and *nothing there* last; with one variant all agree.
    `label` is that of the first variant (a relation's or record's kind), `span` covers all that the answers stand on.
    `answers` tells each annotator's answer as a short text that changes when the answer does (empty: nothing there), and
    `sources` the items themselves; who `abstains` has said nothing that bears on it (no date, not both ends of a link).
    """

    kind: Kind
    label: str
    span: Span | None
    variants: tuple[Variant, ...]
    difference: Difference | None
    answers: Mapping[bytes, str]
    sources: tuple[tuple[bytes, bytes], ...] = ()
    abstains: tuple[bytes, ...] = ()
    ends: tuple[int, int] | None = None  # of a relation: the questions of its ends, as places in the list of questions

    @property
    def agreed(self) -> bool:
        """Whether everyone who says something says the same."""
        return len(self.variants) == 1

    @property
    def key(self) -> str:
        """The same as long as everyone says the same."""
        return _hash([self.kind, sorted((who.hex(), said) for who, said in self.answers.items())])

    def said(self, annotator: bytes) -> Said:
        """What one annotator says."""
        return next((v.said for v in self.variants if annotator in v.by), None)

    def words(self, text: str) -> str:
        """The words that the answers stand on."""
        return self.span.of(text) if self.span else ""


def questions(stack: Stack, records: tuple[str, ...] = (AGREEMENT,)) -> list[Question]:
    """Everything that the annotators of a stack say: the card's first, then spans, relations and records in text order.

    `records` are the kinds of records that annotators fill in.
    """
    found = [*_of_cards(stack)]
    groups = align({who: sheet.annotations for who, sheet in stack.sheets.items()})
    first = len(found)
    found += [_of_span(stack, group) for group in groups]
    found += _of_relations(stack, groups, first)
    kept = {who: [r for r in sheet.records if r.kind in records] for who, sheet in stack.sheets.items()}
    found += [_of_record(stack, group) for group in align_records(kept)]
    return found


def answer_of(said: Said) -> str:
    """An answer as a short text: equal for equal answers, whoever gave them; a relation's ends are questions of their own."""
    if said is None:
        return ""
    if isinstance(said, str):
        return said
    if isinstance(said, Annotation):
        return _hash([said.span.start, said.span.end, said.label, said.value, said.mod, said.calendar])
    if isinstance(said, Relation):
        return f"{said.kind} {said.status or ''}"
    return _hash([said.kind, {k: v for k, v in said.fields.items() if v}])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _variants(said: Mapping[bytes, Said], same: Mapping[bytes, str]) -> tuple[Variant, ...]:
    """The different answers by `same`, what most say first."""
    by: dict[str, list[bytes]] = {}
    for who in said:
        by.setdefault(same[who], []).append(who)
    rows = sorted(by.items(), key=lambda row: (row[0] == "", -len(row[1])))
    return tuple(Variant(said[whose[0]], tuple(whose)) for _, whose in rows)


def _of_cards(stack: Stack) -> Iterator[Question]:
    for kind in (Kind.PUBLISHED, Kind.PROVINCE):
        said: dict[bytes, Said] = {}
        sources = []
        for who, sheet in stack.sheets.items():
            if sheet.card and (value := getattr(sheet.card, kind)):
                said[who] = value
                sources.append((who, sheet.card.id))
        if said:
            answers = {who: str(value) for who, value in said.items()}
            variants = _variants(said, answers)
            differ = Difference.VALUE if len(variants) > 1 else None
            abstains = tuple(who for who in stack.sheets if who not in said)
            yield Question(kind, kind, None, variants, differ, answers, tuple(sources), abstains)


def _of_span(stack: Stack, group: Group) -> Question:
    said: dict[bytes, Said] = {who: group.get(who) for who in stack.sheets}
    answers = {who: answer_of(one) for who, one in said.items()}
    variants = _variants(said, answers)
    spans, labels = {a.span for a in group.values()}, {a.label for a in group.values()}
    differ = None
    if len(variants) > 1:
        missed = Difference.MISSED if len(group) < len(said) else Difference.VALUE
        differ = Difference.LABEL if len(labels) > 1 else Difference.BORDER if len(spans) > 1 else missed
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    label = next((v.said.label for v in variants if isinstance(v.said, Annotation)), "")
    sources = tuple((who, a.id) for who, a in group.items())
    return Question(Kind.SPAN, label, whole, variants, differ, answers, sources)


def _of_relations(stack: Stack, groups: list[Group], first: int) -> list[Question]:
    """Links between the same things: who has not marked both ends abstains."""
    at = {(who, a.id): n for n, group in enumerate(groups) for who, a in group.items()}
    links: dict[tuple[str, int, int], dict[bytes, Relation]] = {}
    for who, sheet in stack.sheets.items():
        for r in sheet.relations:
            if (who, r.head) in at and (who, r.tail) in at:
                links.setdefault((r.kind, at[who, r.head], at[who, r.tail]), {})[who] = r
    found = []
    for (kind, head, tail), by in sorted(links.items(), key=lambda row: (*row[0][1:], row[0][0])):
        both = [who for who in stack.sheets if who in groups[head] and who in groups[tail]]
        said: dict[bytes, Said] = {who: by.get(who) for who in both}
        answers = {who: answer_of(by.get(who)) for who in both}
        variants = _variants(said, answers)
        differ = None
        if len(variants) > 1:
            differ = Difference.MISSED if len(by) < len(both) else Difference.STATUS
        spans = [group[who].span for group in (groups[head], groups[tail]) for who in group]
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        sources = tuple((who, r.id) for who, r in by.items())
        abstains = tuple(who for who in stack.sheets if who not in both)
        ends = first + head, first + tail
        found.append(Question(Kind.RELATION, kind, whole, variants, differ, answers, sources, abstains, ends))
    return found


def _of_record(stack: Stack, group: dict[bytes, Record]) -> Question:
    said: dict[bytes, Said] = {who: group.get(who) for who in stack.sheets}
    answers = {who: answer_of(one) for who, one in said.items()}
    variants = _variants(said, answers)
    differ = None
    if len(variants) > 1:
        differ = Difference.MISSED if len(group) < len(said) else Difference.FIELDS
    spans = [s for record in group.values() for some in record.evidence.values() for s in some]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
    kind = next(iter(group.values())).kind
    sources = tuple((who, r.id) for who, r in group.items())
    return Question(Kind.RECORD, kind, whole, variants, differ, answers, sources)


def differing_fields(question: Question) -> tuple[str, ...]:
    """The fields in which the records of a question differ, in the order of the first."""
    rows = [v.said.fields for v in question.variants if isinstance(v.said, Record)]
    names = dict.fromkeys(name for row in rows for name in row)
    return tuple(name for name in names if len({_hash(row.get(name) or None) for row in rows}) > 1)
