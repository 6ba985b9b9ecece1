"""Adjudication of random layers: whatever three people mark, the list can be emptied, undone, and nothing contradicts itself."""

from pathlib import Path
from random import Random

import pytest

from core import verbs
from core.errors import UsageError
from core.history import History
from core.model.annotation import Annotation
from core.model.article import Article, ArticleCard, Source, State
from core.model.edit import Edit
from core.model.ids import GOLD_LAYER, new_id
from core.model.relation import Relation
from core.model.span import Span
from core.review.adjudication import Adjudication, Choice, Policy, Rule
from core.review.questions import Kind
from core.store.store import Store

TEXT = "sáng nay ông Nam bí thư tỉnh ủy và bà Lan giám đốc sở y tế thăm huyện Bắc Hà theo kế hoạch số ba"
LABELS = ("OFFICIAL", "TITLE", "AGENCY", "DATE", "PLACE")


def random_layer(random: Random, article: Article, layer: bytes) -> list:
    """Marks on random words (none overlaps another of its label), and random links between them."""
    edges, at = [], 0
    for word in TEXT.split():
        edges.append((at, at + len(word)))
        at += len(word) + 1
    marks: list[Annotation] = []
    for _ in range(random.randint(0, 9)):
        first = random.randrange(len(edges))
        last = min(len(edges) - 1, first + random.randint(0, 3))
        span, label = Span(edges[first][0], edges[last][1]), random.choice(LABELS)
        if not any(verbs.clashes(span, label, m) or (m.span, m.label) == (span, label) for m in marks):
            value = random.choice((None, "2021", "2022")) if label == "DATE" else None
            marks.append(Annotation(new_id(), article.id, layer, b"", span, label, value=value))
    links = {}
    for head in marks:
        for tail in marks:
            if (head.label, tail.label) == ("OFFICIAL", "TITLE") and random.random() < 0.7:
                status = random.choice(("current", "former"))
                links[head.id, tail.id] = Relation(new_id(), article.id, layer, b"", "HOLDS", head.id, tail.id, status)
    return [*marks, *links.values()]


@pytest.mark.parametrize("seed", range(25))
def test_the_list_can_always_be_emptied_and_undone(tmp_path: Path, seed: int):
    random = Random(seed)
    store = Store(tmp_path / "gold.sqlite")
    article = Article.of(TEXT)
    judge = new_id()
    store.meet(judge, "Trọng tài")
    for name in "ABC"[: random.choice((2, 3, 3))]:
        who = new_id()
        store.meet(who, name)
        published = random.choice((None, "2021-01-02", "2021-01-03"))
        card = ArticleCard(
            new_id(), article.id, who, b"", "Tin", (), published, "person" if published else None, state=State.DONE
        )
        if name == "A":
            store.add(article, Source("a.txt", "0" * 64, "txt", "utf-8"), b"", card, who)
            if marks := random_layer(random, article, who):
                store.apply(Edit("annotate", (), tuple(marks)), who)
        else:
            store.apply(Edit("annotate", (), (card, *random_layer(random, article, who))), who)

    desk = Adjudication(store, judge, article.id, anonymous=True)
    desk.merge(Policy(random.choice((Rule.ALL, Rule.MAJORITY))))
    for _ in range(200):
        if not desk.open_items:
            break
        question = random.choice(desk.open_items)
        keys = [key for key in desk.choices(question) if key is not Choice.OWN]
        try:
            desk.decide(question, random.choice(keys))
        except UsageError:  # it would contradict what was decided beside it
            desk.decide(question, Choice.NEITHER)
    assert not desk.open_items
    desk.merge(Policy())
    stuck = desk.agreed  # only what contradicts a decision beside it is left for a person
    assert all(q.kind in (Kind.SPAN, Kind.RELATION) for q in stuck)
    for question in stuck:
        desk.decide(question, Choice.NEITHER)
    assert desk.finished
    assert desk.gold.card.state is State.DONE

    marks = desk.gold.accepted
    assert not any(verbs.clashes(one.span, one.label, other) for one in marks for other in marks if one is not other)
    there = {a.id for a in marks}
    assert all(r.head in there and r.tail in there for r in desk.gold.relations)
    assert {i.id: i for i in desk.gold.items} == {i.id: i for i in store.layer(article.id, GOLD_LAYER).items}
    assert Adjudication(store, judge, article.id).finished  # a re-run finds every decision again

    history = History(store, judge)
    while history.undo():
        pass
    assert not list(store.layer(article.id, GOLD_LAYER).items)
    store.close()
