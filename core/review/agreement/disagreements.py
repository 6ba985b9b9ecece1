"""The disagreements behind a figure: the questions of the articles on which the annotators it is about differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.annotation import Annotation
from core.review.agreement.counts import Pair
from core.review.agreement.measures import Measure
from core.review.questions import Difference, Kind, Question, differing_fields, questions
from core.review.scope import EVERYTHING, Scope
from core.review.stack import Stack, stacks
from core.store.store import Store

_KINDS = {
    Measure.RELATION: Kind.RELATION,
    Measure.STATUS: Kind.RELATION,
    Measure.RECORD: Kind.RECORD,
    Measure.PUBLISHED: Kind.PUBLISHED,
    Measure.PROVINCE: Kind.PROVINCE,
}
_NO_MATTER = {
    Measure.STRICT: {Difference.VALUE},
    Measure.LENIENT: {Difference.VALUE, Difference.BORDER},
    Measure.STATUS: {Difference.MISSED},
    Measure.RELATION: {Difference.STATUS},
}
"""Differences that a measure does not see; a value is seen by `VALUE` alone, syllables do not see it either."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question on which annotators differ, and its article."""

    article: bytes
    title: str
    text: str
    question: Question


def disagreements(
    store: Store,
    scope: Scope = EVERYTHING,
    annotators: Sequence[bytes] | None = None,
    *,
    measure: Measure | None = None,
    label: str = "",
    pair: Pair | None = None,
    finished: bool = True,
) -> Iterator[Disagreement]:
    """What lowers a figure of these articles: with a measure, a label (a kind of relation, a field of a record) or a pair, that
    of this figure; else every disagreement."""
    for stack in stacks(store, scope, pair or annotators, finished=finished):
        yield from disagreements_of(stack, measure, label)


def disagreements_of(stack: Stack, measure: Measure | None = None, label: str = "") -> Iterator[Disagreement]:
    """Those of one article, among the annotators of the stack."""
    for question in questions(stack):
        if not question.agreed and _matters(question, measure, label):
            yield Disagreement(stack.article.id, _title(stack), stack.article.text, question)


def _matters(question: Question, measure: Measure | None, label: str) -> bool:
    if measure is not None:
        if question.kind is not _KINDS.get(measure, Kind.SPAN) or question.difference in _NO_MATTER.get(measure, ()):
            return False
        if measure is Measure.VALUE:
            return question.difference is Difference.VALUE and label in ("", question.label)
        if question.kind is Kind.SPAN and question.difference is Difference.VALUE:
            return False
    if not label:
        return True
    if question.kind is Kind.RECORD:
        return label == question.label or label in differing_fields(question)
    return label in {v.said.label for v in question.variants if isinstance(v.said, Annotation)} | {question.label}


def _title(stack: Stack) -> str:
    cards = (sheet.card for sheet in stack.sheets.values())
    return next((card.title for card in cards if card and card.title), "") or stack.article.heading()
