"""What an adjudicator can answer and why annotators differed; by which policy agreed items go into the gold layer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model.annotation import Annotation
from core.review.questions import Difference, Kind, Question, Variant
from core.verbs import clashes


class Choice(StrEnum):
    """One key each: the first, second or third answer, both of the first two, one's own, or none of them."""

    LEFT = "left"
    RIGHT = "right"
    THIRD = "third"
    BOTH = "both"
    OWN = "own"
    NEITHER = "neither"


class Reason(StrEnum):
    """Why annotators differed, as the adjudicator sees it."""

    BORDER = "border"
    LABEL = "label"
    MISSED = "missed"
    SPURIOUS = "spurious"
    VALUE = "value"
    RELATION = "relation"
    RECORD = "record"
    GUIDELINE = "guideline"
    SLIP = "slip"
    OTHER = "other"


class Rule(StrEnum):
    """When an answer needs no adjudicator."""

    ALL = "all"
    MAJORITY = "majority"
    NAMED = "named"


_PLACES = (Choice.LEFT, Choice.RIGHT, Choice.THIRD)


@dataclass(frozen=True, slots=True)
class Policy:
    """All annotators say it, more than half of them, or all of the `named`; in articles that at least `least` have finished."""

    rule: Rule = Rule.ALL
    named: frozenset[bytes] = frozenset()
    least: int = 2

    def pick(self, question: Question, annotators: Collection[bytes]) -> Variant | None:
        """The answer that the policy takes; None where it leaves the question open."""
        if len(annotators) < self.least:
            return None
        if self.rule is Rule.ALL:
            return question.variants[0] if question.agreed else None
        if self.rule is Rule.MAJORITY:
            voters = sum(len(v.by) for v in question.variants)
            return next((v for v in question.variants if len(v.by) > voters / 2), None)
        theirs = [v for v in question.variants if self.named & set(v.by)]
        return theirs[0] if len(theirs) == 1 else None


def possible(question: Question) -> tuple[Choice, ...]:
    """The choices that make sense for a question."""
    found: list[Choice] = [*_PLACES[: len(question.variants)]]
    if question.kind is Kind.SPAN and len(_both(question)) == 2:
        found.append(Choice.BOTH)
    return (*found, Choice.OWN, Choice.NEITHER)


def chosen(question: Question, choice: Choice | int) -> tuple[Variant, ...]:
    """The answers that a choice takes (a number is the place of one); none for `OWN` and `NEITHER`."""
    if choice in (Choice.OWN, Choice.NEITHER):
        return ()
    if choice is Choice.BOTH:
        return _both(question)
    at = choice if isinstance(choice, int) else _PLACES.index(choice)
    return question.variants[at : at + 1]


def _both(question: Question) -> tuple[Variant, ...]:
    """The first two answers, where both can be true at once."""
    said = [(v, v.said) for v in question.variants if isinstance(v.said, Annotation)][:2]
    if len(said) < 2:
        return ()
    (first, one), (second, other) = said
    return () if clashes(one.span, one.label, other) or one.span == other.span else (first, second)


def likely_reason(question: Question, taken: Sequence[Variant]) -> Reason:
    """The reason that the answers themselves suggest, with what was taken of them."""
    if question.kind is Kind.RELATION:
        return Reason.RELATION
    if question.kind is Kind.RECORD:
        return Reason.RECORD
    match question.difference:
        case Difference.BORDER:
            return Reason.BORDER
        case Difference.LABEL:
            return Reason.LABEL
        case Difference.VALUE:
            return Reason.VALUE
        case Difference.MISSED:
            return Reason.MISSED if any(v.said is not None for v in taken) else Reason.SPURIOUS
    return Reason.OTHER
