"""What was decided about questions, kept as Records of the gold layer beside the items that came of it.

A record of kind `adjudication` has the fields `choice`, `reason`, `policy`, `by` (the adjudicator) and `items`: each with the
`question` (its kind), `label`, `answers` (annotator: what they said, as a short text), `sources` (annotator and item) and
`gold`, the ids of the items in the gold layer. Ids are in hex. One decision is a record with one item, a merge by a policy one
with many. The evidence `place` is where it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.model.ids import GOLD_LAYER, new_id
from core.model.record import Record
from core.model.span import Span
from core.review.questions import Kind, Question

ADJUDICATION = "adjudication"
AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decided question."""

    kind: Kind
    label: str
    answers: Mapping[bytes, str]
    sources: tuple[tuple[bytes, bytes], ...]
    gold: tuple[bytes, ...]
    place: Span | None = None

    @classmethod
    def of(cls, question: Question, gold: Iterable[bytes]) -> "Entry":
        """A question with the items of the gold layer that answer it."""
        return cls(question.kind, question.label, question.answers, question.sources, tuple(gold), question.span)

    def stands(self, question: Question) -> bool:
        """Whether nobody has said otherwise since: the same people the same, new ones nothing that was not heard then."""
        heard = set(self.answers.values())
        return all(
            self.answers.get(who, said if said in heard else None) == said for who, said in question.answers.items()
        )

    def data(self) -> dict[str, Any]:
        """As a field of the record."""
        return {
            "question": self.kind.value,
            "label": self.label,
            "answers": {who.hex(): said for who, said in self.answers.items()},
            "sources": [[who.hex(), item.hex()] for who, item in self.sources],
            "gold": [id.hex() for id in self.gold],
            "place": [self.place.start, self.place.end] if self.place else None,
        }

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> "Entry":
        """The inverse of `data`. Raises KeyError or ValueError for what is none."""
        return cls(
            Kind(row["question"]),
            str(row["label"]),
            {bytes.fromhex(who): str(said) for who, said in row["answers"].items()},
            tuple((bytes.fromhex(who), bytes.fromhex(item)) for who, item in row["sources"]),
            tuple(bytes.fromhex(id) for id in row["gold"]),
            Span(*row["place"]) if row.get("place") else None,
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """An entry with the record it stands in: who decided how, and why."""

    entry: Entry
    record: Record

    @property
    def choice(self) -> str:
        """The choice, or `agreed` for what a policy merged."""
        return str(self.record.fields.get("choice", ""))

    @property
    def reason(self) -> str:
        """The reason, empty for what a policy merged."""
        return str(self.record.fields.get("reason") or "")

    @property
    def by(self) -> bytes:
        """The adjudicator."""
        return bytes.fromhex(str(self.record.fields.get("by", "")))


def entries_of(record: Record) -> list[Entry]:
    """The entries of a record; those that are not ours to read are passed over."""
    found = []
    for row in record.fields.get("items", ()) if record.kind == ADJUDICATION else ():
        try:
            found.append(Entry.parse(row))
        except (KeyError, ValueError, TypeError, AttributeError):
            continue
    return found


def record_of(
    article: bytes, by: bytes, choice: str, entries: Iterable[Entry], *, reason: str = "", policy: str = ""
) -> Record:
    """The record of some decisions that were made at once."""
    items = list(entries)
    facts = {"choice": choice, "reason": reason, "policy": policy, "by": by.hex()}
    fields = {name: value for name, value in facts.items() if value} | {"items": [entry.data() for entry in items]}
    places = tuple(entry.place for entry in items if entry.place)
    return Record(new_id(), article, GOLD_LAYER, b"", ADJUDICATION, fields, {"place": places} if places else {})


@dataclass(slots=True)
class Ledger:
    """The decisions of one article, found again by what they were about."""

    decided: list[Decided] = field(default_factory=list)
    _by_source: dict[tuple[bytes, bytes], Decided] = field(default_factory=dict)
    _by_answer: dict[tuple[Kind, bytes, str], Decided] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Ledger":
        """The decisions that some records of the gold layer keep, oldest first."""
        ledger = cls()
        for record in records:
            for entry in entries_of(record):
                ledger._add(Decided(entry, record))
        return ledger

    def find(self, question: Question) -> Decided | None:
        """The decision about a question, though somebody may say otherwise now."""
        keys = [(question.kind, who, said) for who, said in question.answers.items() if said]
        if question.kind in (Kind.PUBLISHED, Kind.PROVINCE):
            return next((d for d in reversed(self.decided) if d.entry.kind is question.kind), None)
        found = (self._by_source.get(source) for source in question.sources)
        return next((d for d in found if d), None) or next((d for k in keys if (d := self._by_answer.get(k))), None)

    def _add(self, decided: Decided) -> None:
        self.decided.append(decided)
        for source in decided.entry.sources:
            self._by_source[source] = decided
        if decided.entry.kind is Kind.SPAN:  # an answer tells the place; those of links and records do not
            for who, said in decided.entry.answers.items():
                if said:
                    self._by_answer[decided.entry.kind, who, said] = decided
