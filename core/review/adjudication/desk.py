"""One article being adjudicated: its layers side by side, what is agreed, what is open, and the gold layer as it grows."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from core.errors import UsageError
from core.model.article import ArticleCard, State
from core.model.edit import Edit
from core.model.ids import GOLD_LAYER, new_id
from core.model.layer import Layer
from core.model.record import Record
from core.review.adjudication.choices import Choice, Policy, Reason, Rule, chosen, likely_reason, possible
from core.review.adjudication.docket import Docket, Made
from core.review.adjudication.golden import Golden
from core.review.adjudication.ledger import AGREED, Decided, Entry, record_of
from core.review.questions import Kind, Question, Said, questions
from core.review.stack import Stack, people, stack_of
from core.store.store import Store


class Adjudication:
    """What the adjudicator of one article leans on; nothing is written but by `decide` and `merge`.

    Both write one Edit in the gold layer with a record of what it came from, so undo takes it back as everything else; then,
    and when somebody else has written, `refresh` reads the article again.
    """

    def __init__(
        self,
        store: Store,
        adjudicator: bytes,
        article: bytes | Stack,
        *,
        anonymous: bool = False,
        annotators: Sequence[bytes] | None = None,
        finished: bool = True,
    ) -> None:
        """`article` is its id, or its layers where they have been read already. `annotators` are all who have finished it (or,
        if not `finished`, begun it) unless some are named. StoreError if there is no such article."""
        self.anonymous = anonymous
        self._store = store
        self._adjudicator = adjudicator
        self._wanted = annotators
        self._finished = finished
        self._names: dict[bytes, str] | None = None
        if isinstance(article, Stack):
            self._take(article)
        else:
            self._take(stack_of(store, article, annotators, finished=finished))

    def refresh(self) -> None:
        """Read the layers and the gold anew."""
        self._take(stack_of(self._store, self.stack.article.id, self._wanted, finished=self._finished))

    def _take(self, stack: Stack) -> None:
        self.stack = stack
        self.gold: Layer = self._store.layer(stack.article.id, GOLD_LAYER)
        self.questions: list[Question] = questions(stack)
        self._docket = Docket(self.questions, self.gold)

    # -- who

    @property
    def lanes(self) -> tuple[bytes, ...]:
        """Whose layers stand side by side; where they are anonymous, in an order of this article alone."""
        if not self.anonymous:
            return self.stack.annotators
        salt = self.stack.article.id + self._adjudicator
        return tuple(sorted(self.stack.annotators, key=lambda who: hashlib.sha256(salt + who).digest()))

    def name(self, annotator: bytes) -> str:
        """What an annotator is called here: by name, or A, B, C."""
        if self.anonymous:
            return chr(ord("A") + self.lanes.index(annotator)) if annotator in self.lanes else "?"
        if self._names is None:
            self._names = people(self._store)
        return self._names.get(annotator, annotator.hex()[:6])

    # -- what

    @property
    def agreed(self) -> list[Question]:
        """What all say alike and the gold layer has not yet; a policy merges it."""
        return [self.questions[n] for n in self._docket.agreed]

    @property
    def open_items(self) -> list[Question]:
        """What has to be decided: disagreements, and decisions since which somebody has said otherwise.

        A link is open when both its ends have been decided and stand in the gold layer.
        """
        return [self.questions[n] for n in self._docket.open]

    @property
    def waiting(self) -> int:
        """Disagreements about links whose ends are not decided yet."""
        return len(self._docket.waiting)

    @property
    def decided(self) -> list[tuple[Question, Decided]]:
        """The questions that are settled, each with its decision."""
        rows = zip(self.questions, self._docket.found, self._docket.settled, strict=True)
        return [(question, found) for question, found, settled in rows if found and settled]

    def before(self, question: Question) -> Decided | None:
        """The decision that a question is open again after."""
        n = self._docket.at(question)
        return None if self._docket.settled[n] else self._docket.found[n]

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The choices that make sense."""
        return possible(question)

    def suggested_reason(self, question: Question, choice: Choice | int = Choice.LEFT) -> Reason:
        """The reason that will be recorded for a choice unless another is named."""
        return likely_reason(question, chosen(question, choice))

    @property
    def finished(self) -> bool:
        """Whether nothing is left: no disagreement is open and all that is agreed is in the gold layer."""
        return self._docket.finished

    # -- changes

    def decide(
        self, question: Question, choice: Choice | int, reason: Reason | None = None, own: Sequence[Said] = ()
    ) -> Edit:
        """Answer one question, again if it was answered before; the edit as written.

        A number chooses the answer at that place. `own` are the adjudicator's answers for `Choice.OWN`: annotations (place,
        label and value count), a record, or for the card a date or a unit's id. Raises UsageError where the choice is none, or
        contradicts what stands in the gold layer, Conflict where somebody else has written there meanwhile.
        """
        n = self._docket.at(question)
        taken = chosen(question, choice)
        if not taken and choice not in (Choice.OWN, Choice.NEITHER):
            raise UsageError("no_such_choice", choice=choice)
        said = list(own) if choice is Choice.OWN else [variant.said for variant in taken]
        draft = self._draft()
        entry = Entry.of(question, self._put(draft, n, said, {}))
        why = reason or likely_reason(question, taken)
        name = choice.value if isinstance(choice, Choice) else str(choice + 1)
        record = record_of(self.stack.article.id, self._adjudicator, name, [entry], reason=why.value)
        draft.do(Edit("adjudicate", (), (record,)))
        self._follow(draft, n, {n: entry.gold})
        return self._write(draft, "adjudicate")

    def merge(self, policy: Policy, *, batch: bytes | None = None) -> Edit:
        """Put what a policy takes into the gold layer, all at once; the edit as written, empty where there is nothing."""
        draft = self._draft()
        made: dict[int, tuple[bytes, ...]] = {}
        for n, question in enumerate(self.questions):
            picked = None if self._docket.settled[n] else policy.pick(question, self.stack.annotators)
            if picked is None or (question.kind is Kind.RELATION and not self._docket.ends(n, draft.layer, made)):
                continue
            try:
                made[n] = self._put(draft, n, [picked.said], made)
            except UsageError:  # it contradicts something beside it: for a person to decide
                continue
        if not made:
            return Edit("adjudicate_agreed")
        entries = [Entry.of(self.questions[n], gold) for n, gold in made.items()]
        record = record_of(self.stack.article.id, self._adjudicator, AGREED, entries, policy=policy.rule.value)
        draft.do(Edit("adjudicate", (), (record,)))
        return self._write(draft, "adjudicate_agreed", batch)

    # -- inner

    def _draft(self) -> Golden:
        other = next((sheet.card for sheet in self.stack.sheets.values() if sheet.card), None)
        title, sources = (other.title, other.sources) if other else (self.stack.article.title, ())
        blank = ArticleCard(new_id(), self.stack.article.id, GOLD_LAYER, b"", title, sources)
        return Golden(self.stack.article, self.gold, blank)

    def _put(self, draft: Golden, n: int, said: Sequence[Said], made: Made) -> tuple[bytes, ...]:
        """Make the gold layer say an answer, in the place of what was decided before."""
        found = self._docket.found[n]
        ends = self._docket.ends(n, draft.layer, made)
        gold = draft.put(self.questions[n], said, found.entry.gold if found else (), ends)
        if found:
            draft.do(_without(draft.layer, found))
        return gold

    def _follow(self, draft: Golden, n: int, made: dict[int, tuple[bytes, ...]]) -> None:
        """Put in the links on which all agree and which only waited for the end that has now been decided."""
        entries = []
        for at in self._docket.agreed:
            question = self.questions[at]
            if question.ends and n in question.ends and self._docket.ends(at, draft.layer, made):
                gold = self._put(draft, at, [question.variants[0].said], made)
                entries.append(Entry.of(question, gold))
        if entries:
            policy = Rule.ALL.value
            record = record_of(self.stack.article.id, self._adjudicator, AGREED, entries, policy=policy)
            draft.do(Edit("adjudicate", (), (record,)))

    def _write(self, draft: Golden, name: str, batch: bytes | None = None) -> Edit:
        """Write the draft, with the card begun or, where nothing is left, done."""
        if draft.card.state in (State.NEW, State.STARTED):
            after = Docket(self.questions, draft.layer)
            draft.mark(State.DONE if after.finished else State.STARTED)
        edit = draft.edit(name)
        if edit:
            edit = self._store.apply(edit, self._adjudicator, batch=batch)
            self.gold.apply(edit)
            self._docket = Docket(self.questions, self.gold)
        return edit


def _without(layer: Layer, decided: Decided) -> Edit:
    """The ledger without a decision that another takes the place of."""
    record = layer.get(decided.record.id)
    if not isinstance(record, Record):
        return Edit("adjudicate")
    gone = decided.entry.data()
    rest = [row for row in record.fields.get("items", ()) if row != gone]
    if not rest:
        return Edit("adjudicate", (record,), ())
    return Edit("adjudicate", (record,), (replace(record, fields={**record.fields, "items": rest}),))
