"""Items of the gold layer made from answers: an Edit in the making on a copy of that layer."""

from collections.abc import Iterable
from dataclasses import replace

from core.errors import UsageError
from core.model.annotation import PERSON, Annotation, Decision
from core.model.article import Article, ArticleCard, State
from core.model.edit import Edit, Item
from core.model.ids import GOLD_LAYER, new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.relation import Relation
from core.review.questions import Kind, Question, Said
from core.verbs import clashes, closed, joined

ORIGIN = "adjudication"
"""Who found what stands in the gold layer: its sources are in the ledger."""


class Golden:
    """The gold layer of an article with changes that are not written yet."""

    def __init__(self, article: Article, gold: Layer, blank: ArticleCard) -> None:
        """`blank` is the card that the gold layer starts from while it has none."""
        self.layer = gold.copy()
        self._article = article
        self._blank = blank
        self._edits: list[Edit] = []

    def edit(self, name: str) -> Edit:
        """All changes as one edit."""
        return joined(name, self._edits)

    def put(
        self, question: Question, said: Iterable[Said], before: Iterable[bytes], ends: tuple[bytes, bytes] | None
    ) -> tuple[bytes, ...]:
        """Make the gold layer say these answers to a question where it said the items `before`; the ids of what it says now.

        `ends` are the annotations that a relation links. What changes keeps its id, so that links hold on. UsageError where
        an answer contradicts what the gold layer has beside it.
        """
        answers = [one for one in said if one is not None]
        if question.kind in (Kind.PUBLISHED, Kind.PROVINCE):
            return (self._card(question.kind, str(answers[0]) if answers else None),)
        old = [item for id in before if (item := self.layer.get(id))]
        new: list[Item] = []
        for at, answer in enumerate(answers):
            last = old[at] if at < len(old) else None
            made = self._made(answer, last, ends)
            if made is not None:
                new.append(made)
        kept = {item.id for item in new}
        gone = [item for item in old if item.id not in kept] + [i for item in new if (i := self.layer.get(item.id))]
        gone = list({item.id: item for item in gone}.values())
        self._check(new, {item.id for item in gone})
        self.do(closed(self.layer, Edit("adjudicate", tuple(gone), tuple(new))))
        return tuple(item.id for item in new)

    def do(self, edit: Edit) -> None:
        """Take an edit in."""
        if edit:
            self.layer.apply(edit)
            self._edits.append(edit)

    def mark(self, state: State) -> None:
        """Set the state of the gold layer's card."""
        self._change_card(state=state)

    @property
    def card(self) -> ArticleCard:
        """The gold layer's card, or the one that it will start from."""
        return self.layer.card or self._blank

    def _card(self, kind: Kind, value: str | None) -> bytes:
        by = PERSON if value else None
        if kind is Kind.PUBLISHED:
            return self._change_card(published=value, published_by=by)
        return self._change_card(province=value, province_by=by)

    def _change_card(self, **changes: object) -> bytes:
        old = self.layer.card
        new = replace(self.card, **changes)  # type: ignore[arg-type]
        if new != old:
            self.do(Edit("adjudicate", (old,) if old else (), (new,)))
        return new.id

    def _made(self, said: Said, last: Item | None, ends: tuple[bytes, bytes] | None) -> Item | None:
        """The answer as an item of the gold layer, in the place of `last`."""
        id = last.id if last is not None and type(last) is type(said) else new_id()
        at = self._article.id, GOLD_LAYER, last.rev if last is not None and last.id == id else b""
        if isinstance(said, Annotation):
            twin = self.layer.at(said.span, said.label)
            if twin is not None:
                id, at = twin.id, (*at[:2], twin.rev)
            values = said.value, said.mod, said.calendar, said.value_by
            return Annotation(id, *at, said.span, said.label, Decision.ACCEPTED, ORIGIN, 1.0, *values)
        if isinstance(said, Relation):
            if ends is None:
                return None
            twin = next(
                (r for r in self.layer.relations_of(ends[0]) if (r.kind, r.head, r.tail) == (said.kind, *ends)), None
            )
            if twin is not None:
                id, at = twin.id, (*at[:2], twin.rev)
            return Relation(id, *at, said.kind, *ends, said.status)
        if isinstance(said, Record):
            return Record(id, *at, said.kind, said.fields, said.evidence)
        return None

    def _check(self, new: list[Item], gone: set[bytes]) -> None:
        marks = [item for item in new if isinstance(item, Annotation)]
        for one in marks:
            beside = [
                a for a in self.layer.overlapping(one.span) if a.id not in gone and a.decision is Decision.ACCEPTED
            ]
            beside += [other for other in marks if other is not one]
            other = next((a for a in beside if clashes(one.span, one.label, a)), None)
            if other is not None:
                words = (a.span.of(self._article.text) for a in (one, other))
                raise UsageError("gold_clash", words=next(words), other=next(words))
