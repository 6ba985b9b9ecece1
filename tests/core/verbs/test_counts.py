"""A desk counts on from edit to edit what it would find by counting anew."""

import random

from core import verbs
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.layer import Layer
from core.model.span import Span
from core.verbs import Desk


def test_counts_after_any_decisions_are_those_of_a_fresh_desk():
    article = Article.of("Ông Lụa ở Hà Nội gặp bà Mai. " * 9)
    spans = [Span(29 * n + start, 29 * n + end) for n in range(9) for start, end in ((4, 7), (10, 16), (24, 27))]
    found = Detection(tuple(Suggestion(span, "OFFICIAL", "rule:test") for span in spans))
    card = ArticleCard(b"C" * 16, article.id, b"L" * 16, b"")
    desk = Desk(article, Layer(article.id, b"L" * 16), found, card)
    dice, done = random.Random(1), list[Edit]()
    for _ in range(60):
        mention = dice.choice(desk.mentions or [None])
        edit = Edit("accept")
        if mention is not None:
            edit = verbs.accept(desk, [mention]) if dice.random() < 0.5 else verbs.reject(desk, mention)
        if done and dice.random() < 0.4:
            edit = done.pop().inverse
        elif edit:
            done.append(edit)
        desk.layer.apply(edit)
        assert (
            desk.counts == Desk(article, desk.layer, found, card).counts == (len(desk.layer.accepted), len(desk.open))
        )
    assert desk.row.accepted == desk.counts[0]
