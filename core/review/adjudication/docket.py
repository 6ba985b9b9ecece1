"""Which questions of an article are settled, which agreed, which open: what the gold layer's ledger makes of them."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from core.model.annotation import Annotation
from core.model.layer import Layer
from core.review.adjudication.ledger import Decided, Ledger
from core.review.questions import Kind, Question

Made = Mapping[int, tuple[bytes, ...]]
"""Items of the gold layer that are about to be written, by the place of their question."""


class Docket:
    """The questions of one article beside one state of its gold layer. Questions are known by their places in the list."""

    def __init__(self, questions: Sequence[Question], gold: Layer) -> None:
        self.questions = questions
        self._gold = gold
        ledger = Ledger.of(gold.records)
        self.found: list[Decided | None] = [ledger.find(question) for question in questions]
        self.settled = [
            found is not None and found.entry.stands(question)
            for question, found in zip(questions, self.found, strict=True)
        ]

    @cached_property
    def agreed(self) -> list[int]:
        """What all say alike and the gold layer has not yet."""
        return [n for n in self._unsettled if self.questions[n].agreed and not self.moot(n)]

    @cached_property
    def open(self) -> list[int]:
        """What has to be decided and can be: a link when both its ends stand in the gold layer."""
        return [n for n in self._unsettled if not self.questions[n].agreed and self.ready(n)]

    @cached_property
    def waiting(self) -> list[int]:
        """Disagreements about links whose ends are not decided yet."""
        left = [n for n in self._unsettled if not self.questions[n].agreed]
        return [n for n in left if not self.ready(n) and not self.moot(n)]

    @property
    def finished(self) -> bool:
        """Whether nothing is left."""
        return not (self.open or self.waiting or self.agreed)

    def at(self, question: Question) -> int:
        """The place of a question; KeyError where it is none of these."""
        for n, one in enumerate(self.questions):
            if one is question or (one.kind, one.key) == (question.kind, question.key):
                return n
        raise KeyError(question.key)

    def ends(self, n: int, gold: Layer, made: Made) -> tuple[bytes, bytes] | None:
        """The gold annotations that a link's ends have become or are about to; None where one is not there."""
        ends = self.questions[n].ends
        if ends is None:
            return None
        ids: list[bytes] = []
        for end in ends:
            found = self.found[end]
            there = made.get(end) or (found.entry.gold if found and self.settled[end] else ())
            ids += [id for id in there if isinstance(gold.get(id), Annotation)][:1]
        return (ids[0], ids[1]) if len(ids) == 2 else None

    def ready(self, n: int) -> bool:
        """Whether a question can be decided now."""
        return self.questions[n].kind is not Kind.RELATION or self.ends(n, self._gold, {}) is not None

    def moot(self, n: int) -> bool:
        """Whether a link has lost an end: it was decided that there is no such thing."""
        ends = self.questions[n].ends
        return ends is not None and any(self.settled[end] and not self._stands(end) for end in ends)

    def _stands(self, n: int) -> bool:
        found = self.found[n]
        return found is not None and any(self._gold.get(id) for id in found.entry.gold)

    @cached_property
    def _unsettled(self) -> list[int]:
        return [n for n in range(len(self.questions)) if not self.settled[n]]
