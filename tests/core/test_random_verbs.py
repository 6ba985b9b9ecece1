"""All verbs in any order: none raises, memory and disk agree, and undo goes back over every state."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from parts import TEXT, found
from sittings import snapshot

from core import identical, verbs
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.record import AGREEMENT, SuggestedRecord
from core.model.scheme import shipped
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.standing import Rule, Verdict
from core.store.store import Store

LONG = "\n".join(f"{TEXT}\nNgày {n}/7, Giám đốc Sở Y tế và UBND tỉnh họp." for n in range(1, 5))
LABELS = ["OFFICIAL", "TITLE", "AGENCY", "DATE", "DOCUMENT", "PLACE", "lạ"]
FIELDS = ["kind", "signed_on", "province", "parties", "contents", "lạ"]


def with_record(article: Article, card: ArticleCard) -> Detection:
    detection = found(article, card)
    spans = tuple(s.span for s in detection.suggestions if s.label == "AGENCY")
    fields = {"kind": "quy chế", "parties": [s.of(article.text) for s in spans]}
    return replace(detection, records=(SuggestedRecord(AGREEMENT, fields, {"parties": spans}),))


class Monkey:
    """Does something at random, as likely as not something strange, with what it still remembers from before."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.chance = session, random.Random(seed)
        self.remembered: list[verbs.Mention] = []
        self.made: list[Edit] = []

    def span(self) -> Span:
        start = self.chance.randrange(len(LONG) + 10)
        return Span(start, start + self.chance.randrange(1, 30))

    def mention(self) -> verbs.Mention | None:
        """One that stands there, or one from before, which may be gone."""
        self.remembered = [*self.remembered, *self.session.desk.mentions][-60:]
        return self.chance.choice(self.remembered) if self.remembered else None

    def edit(self) -> Edit:
        desk, chance = self.session.desk, self.chance
        span, label, at = self.span(), chance.choice(LABELS), chance.randrange(-3, len(LONG) + 5)
        choices: list[Callable[[], Edit]] = [
            lambda: verbs.annotate(desk, span, label),
            lambda: verbs.accept_open(desk, desk.paragraph_at(at), chance.choice([None, label]), chance.random()),
            lambda: verbs.reject_open(desk, span, label),
            lambda: verbs.new_record(desk),
            lambda: verbs.change_card(desk, "set_published", published="2021-07-29"),
        ]
        some, other = self.mention(), self.mention()
        now = desk.now(some) if some else None
        if some and other:
            kind = chance.choice(shipped().relations)
            deed = verbs.Deed(chance.choice(list(verbs.Verb)), label, some.span.of(LONG), "TITLE", -1, 1)
            choices += [
                lambda: verbs.split(desk, some, at),
                lambda: verbs.split(desk, some, some.span.start + len(some.span) // 2),
                lambda: verbs.merge(desk, some),
                lambda: verbs.merge(desk, some, span),
                lambda: verbs.wrap(desk, some),
                lambda: verbs.link(desk, kind.name, some, other, chance.choice([None, "former"])),
                lambda: verbs.link_next(desk, kind, some, self.made[-2:]),
                lambda: verbs.replay(desk, deed, some.span),
                lambda: identical.replay_here(desk, deed, [h.span for h in identical.hits(desk, deed)]),
            ]
        if now:
            choices += [
                lambda: verbs.accept(desk, [now]),
                lambda: verbs.reject(desk, now),
                lambda: verbs.relabel(desk, now, label),
                lambda: verbs.move_border(desk, now, span),
            ]
        for record in verbs.records_of(desk)[:2]:
            field = chance.choice(FIELDS)
            choices += [
                lambda record=record, field=field: verbs.set_field_from(desk, record, field, span),
                lambda record=record, field=field: verbs.set_field(
                    desk, record, field, chance.choice(["2021", "x", []])
                ),
                lambda record=record, field=field: verbs.drop_entry(desk, record, field, chance.randrange(-1, 3)),
                lambda record=record: verbs.reject_record(desk, record),
            ]
        return chance.choice(choices)()

    def act(self) -> bool:
        """Do something; whether anything changed."""
        if self.chance.random() < 0.05:
            rule = Rule(self.span().of(LONG), self.chance.choice(LABELS), self.chance.choice(list(Verdict)))
            return bool(self.session.keep_rule(rule))
        written = self.session.apply(self.edit())
        self.made.append(written)
        return bool(written)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_verbs_undo_to_where_they_began_and_redo_to_where_they_ended(
    store: Store, annotator: Annotator, add: Callable[..., bytes], seed: int
):
    session = Session(store, annotator, with_record, "test", learning=False)
    session.open(add(LONG))
    monkey = Monkey(session, seed)
    states = [snapshot(session)]
    for _ in range(150):
        if monkey.act():
            states.append(snapshot(session))
            assert {i.id: i for i in session.desk.layer.items} == states[-1]
    assert len(states) > 80
    for state in reversed(states[:-1]):
        session.undo()
        assert snapshot(session) == state
        assert {i.id: i for i in session.desk.layer.items} == state
    assert session.standing.rules == ()
    for state in states[1:]:
        session.redo()
        assert snapshot(session) == state
