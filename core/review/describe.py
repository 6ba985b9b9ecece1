"""Answers of annotators in words, for lists and for the lanes of adjudication."""

from core.model.annotation import Annotation
from core.model.record import Record
from core.model.relation import Relation
from core.provinces.map import name_of
from core.review.questions import Kind, Question, Said, differing_fields
from core.wording import say


def answers(question: Question, text: str) -> list[tuple[str, tuple[bytes, ...]]]:
    """Each answer in words and who gave it, in the order of the variants."""
    return [(describe(question, variant.said, text), variant.by) for variant in question.variants]


def describe(question: Question, said: Said, text: str) -> str:
    """One answer to a question in words."""
    if said is None:
        return say("curation.said_nothing")
    if isinstance(said, str):
        return name_of(said) if question.kind is Kind.PROVINCE else said
    if isinstance(said, Annotation):
        words = " ".join(said.span.of(text).split())
        value = " ".join(part for part in (said.value, said.mod, said.calendar) if part)
        return f"{said.label} “{words}”" + (f" = {value}" if value else "")
    if isinstance(said, Relation):
        return f"{said.kind} {said.status or ''} “{' '.join(question.words(text).split())}”"
    return _record(question, said)


def _record(question: Question, record: Record) -> str:
    """What a record says in the fields that are disputed, or where none is, what it is."""
    names = differing_fields(question) or ("kind", "parties")
    return "; ".join(f"{name}: {_value(record.fields.get(name))}" for name in names)


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "–")
