"""What it costs to bring an article to gold, counted as the keyboard has it."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from parts import TEXT, found

from core.cli import main
from core.cli.simulate import actions, play, unaware
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.span import Span
from core.people import Annotator
from core.review.goldfile import Gold
from core.review.simulate import annotate
from core.session import Session
from core.store.store import Store

ARTICLE = Article.of(TEXT)
RIGHT = found(ARTICLE, ArticleCard(b"", ARTICLE.id, b"", b""))


def gold_with(*spans: Suggestion, published: str | None = None) -> Gold:
    return Gold("bai", ARTICLE, spans, published=published)


def at(words: str, label: str, **more: str) -> Suggestion:
    start = TEXT.index(words)
    return Suggestion(Span(start, start + len(words)), label, "gold", 1.0, **more)  # type: ignore[arg-type]


def without(*words: str) -> list[Suggestion]:
    return [s for s in RIGHT.suggestions if s.span.of(TEXT) not in words]


@pytest.fixture
def cost(store: Store, annotator: Annotator, add: Callable[..., bytes]) -> Callable[[Gold], dict[str, int]]:
    """The actions that a gold takes, once it is checked that the layer is the gold in the end."""

    def costs(gold: Gold) -> dict[str, int]:
        add()
        session = Session(store, annotator, found, "test")
        done = annotate(session, gold)
        assert session.desk
        there = {(a.span, a.label): a.value for a in session.desk.layer.accepted if a.label == "DATE"}
        assert {(a.span, a.label) for a in session.desk.layer.accepted} == {(s.span, s.label) for s in gold.spans or ()}
        assert there == {(s.span, s.label): s.value for s in gold.spans or () if s.label == "DATE"}
        assert session.desk.card.state == "done"
        return {kind: number for kind, number in done.items() if number}

    return costs


def test_agreeing_with_everything_takes_two_keys(cost):
    assert cost(gold_with(*RIGHT.suggestions)) == {"accept_all": 1, "done": 1}


def test_a_suggestion_too_many_is_gone_to_and_rejected(cost):
    assert cost(gold_with(*without("UBND tỉnh"))) == {"go": 1, "reject": 1, "accept_all": 1, "done": 1}


def test_a_key_that_goes_on_saves_going_there(cost):
    here = cost(gold_with(*without("Trần Thị Lụa", "Trưởng Ban Tuyên giáo Tỉnh ủy")))
    assert here == {"go": 1, "reject": 2, "accept_all": 1, "done": 1}


def test_another_label_is_one_digit(cost):
    gold = gold_with(*without("UBND tỉnh"), at("UBND tỉnh", "PLACE"))
    assert cost(gold) == {"go": 1, "relabel": 1, "accept_all": 1, "done": 1}


def test_a_border_one_syllable_off_is_one_key_once_one_is_there(cost):
    gold = gold_with(*without("Trần Thị Lụa"), at("Thị Lụa", "OFFICIAL"))
    assert cost(gold) == {"go": 1, "border": 1, "accept_all": 1, "done": 1}


def test_a_border_farther_off_is_cheaper_marked_anew(cost):
    gold = gold_with(*without("Trần Thị Lụa"), at("Lụa", "OFFICIAL"))
    assert cost(gold) == {"mark": 2, "accept_all": 1, "done": 1}


def test_what_is_missing_is_a_drag_and_a_digit(cost):
    assert cost(gold_with(*RIGHT.suggestions, at("hội nghị", "DOCUMENT"))) == {"mark": 2, "accept_all": 1, "done": 1}


def test_a_date_value_is_typed_character_by_character(cost):
    gold = gold_with(*without("Chiều ngày 28/7"), at("Chiều ngày 28/7", "DATE", value="2021-07-28"))
    assert cost(gold) == {"accept_all": 1, "value": 3 + 10, "done": 1}


def test_a_publication_date_that_was_not_read_is_typed_and_gives_the_dates_their_year(cost):
    dates = [replace(s, value="2021-07-28TAF") if s.label == "DATE" else s for s in RIGHT.suggestions]
    typed = 2 + len("29/7/2021")
    assert cost(gold_with(*dates, published="2021-07-29")) == {"published": typed, "accept_all": 1, "done": 1}


def test_an_empty_article_is_only_done():
    empty = Gold("bai", Article.of("Không có gì."), ())
    assert play([empty], 0, False, lambda article, card: Detection()) == {"done": 1}


def test_learning_saves_what_was_already_said():
    texts = [f"Bài {n}: sáng nay Tổ Công tác 79 họp tại xã." for n in range(6)]
    golds = []
    for number, text in enumerate(texts):
        start = text.index("Tổ")
        span = Suggestion(Span(start, start + len("Tổ Công tác 79")), "AGENCY", "gold")
        golds.append(Gold(str(number), Article.of(text), (span,)))
    off, on = (play(golds, 1, learning, lambda article, card: Detection()) for learning in (False, True))
    assert off == Counter(mark=12, done=6)
    assert on == Counter(mark=2, accept_all=5, done=6)
    assert actions(on) < actions(off)


def test_the_command_prints_both_over_several_orders(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for number in range(2):
        text = f"Bài {number}. Chiều 28/7/2021, UBND tỉnh Lào Cai họp."
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
        start = text.index("UBND")
        row = {"start": start, "end": start + len("UBND tỉnh Lào Cai"), "label": "AGENCY"}
        (tmp_path / f"{number}.json").write_text(json.dumps({"spans": [row]}), "utf-8")
    assert main(["simulate", str(tmp_path), "--orders", "2", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["articles"], data["spans"]) == (2, 2)
    for state in ("off", "on"):
        assert [order["seed"] for order in data[state]["orders"]] == [0, 1]
        assert data[state]["actions_per_span"] >= 1  # at the least, each article is marked as done


def test_rules_can_be_made_not_to_know_a_share_of_surfaces():
    article = Article.of("Sáng 2/3/2021, Chủ tịch UBND tỉnh Lào Cai họp với Sở Y tế, Sở Nội vụ.")
    card = ArticleCard(b"", article.id, b"", b"")
    everything, some, nothing = (unaware(share)(article, card) for share in (0.0, 0.5, 1.0))
    assert nothing.suggestions == nothing.relations == ()
    assert set(some.suggestions) < set(everything.suggestions)
