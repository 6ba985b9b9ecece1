"""The tagger learns from accepted articles, is measured before it is used, and is kept in the dataset."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.batch import detect_all, train_tagger
from core.detect.combine import Count, Way, best_ways, combined
from core.detect.lessons import Pieces
from core.detect.tagger import Tagger
from core.detect.tagger_text import OUT, features, lines, places, stretches, tags
from core.detect.training import Example, Training, train
from core.errors import UsageError
from core.exchange.export import choose
from core.learning import detector_of, is_on, kept, switch
from core.model.annotation import Annotation, Suggestion
from core.model.article import State
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store.store import Store

_NAMES = ("Lò Văn Pó", "Giàng A Chu", "Vàng Thị Sa", "Lê Minh", "Hà Thị Nga", "Tráng A Lử")
_MADE_UP = re.compile(r"Tổ hành động \d+")


def text(number: int) -> str:
    """An article with bodies that no rule knows, and a name that rules find."""
    one, other = _NAMES[number % 6], _NAMES[(number * 5 + 1) % 6]
    return (
        f"Sáng nay, Tổ hành động {number + 3} họp tại nhà văn hóa.\n"
        f"Đồng chí {one} nói với Tổ hành động {number * 7 % 50 + 1} về mùa vụ.\n"
        f"Bà con cùng {other} ra đồng; hành động 5 lần trong ngày."
    )


def bodies(words: str) -> set[tuple[Span, str]]:
    return {(Span(*m.span()), "AGENCY") for m in _MADE_UP.finditer(words)}


def names(words: str) -> list[Suggestion]:
    return [
        Suggestion(Span(at, at + len(name)), "OFFICIAL", "rule:test", 0.9)
        for name in _NAMES
        if (at := words.find(name)) >= 0
    ]


def example(number: int) -> Example:
    words = text(number)
    by_rules = names(words)
    return Example(words, tuple(by_rules), frozenset(bodies(words) | {(s.span, s.label) for s in by_rules}))


def last(steps: list[Training]):
    assert steps[-1].trained
    return steps[-1].trained


def test_it_finds_what_the_rules_do_not_know_in_articles_it_has_not_seen():
    trained = last(list(train(map(example, range(15)), folds=3, processes=0)))
    report = trained.report
    assert report.rules["AGENCY"].f1 == 0
    assert report.combined["AGENCY"].f1 > 0.9
    assert trained.ways["AGENCY"] in (Way.TAGGER, Way.EITHER)
    assert trained.ways["OFFICIAL"] is Way.RULES  # nothing to win there
    fresh = text(99)
    found = Tagger(trained.model).suggest(fresh, names(fresh))
    assert bodies(fresh) <= {(s.span, s.label) for s in found}
    assert all(s.origin == "tagger" and 0 < s.score <= 1 for s in found)


def test_progress_is_told_and_stopping_early_leaves_no_result():
    steps = train(map(example, range(6)), folds=2, processes=0)
    first = next(steps)
    assert 0 < first.done < first.total
    assert first.trained is None
    steps.close()


def test_processes_of_their_own_give_the_same():
    alone = last(list(train(map(example, range(6)), folds=2, processes=0)))
    together = last(list(train(map(example, range(6)), folds=2, processes=2)))
    assert together.report == alone.report


def test_one_article_is_too_few_to_measure_anything():
    assert list(train([example(1)], processes=0)) == []


def test_tags_hold_both_layers_of_mentions():
    words = "Ông A, Trưởng Ban Tuyên giáo Tỉnh ủy, nói.\nHết."
    pieces = Pieces(words)
    title, agency = Span(7, 36), Span(14, 36)
    tagged = tags(pieces, [(agency, "AGENCY"), (title, "TITLE")])
    assert tagged[3:6] == ["B-TITLE|O", "I-TITLE|B-AGENCY", "I-TITLE|I-AGENCY"]
    line = lines(pieces)[0]
    back = {(pieces.span(first, end), label) for first, end, label in places(tagged[line.start : line.stop])}
    assert back == {(title, "TITLE"), (agency, "AGENCY")}
    assert len(features(pieces, line, tagged)) == len(line)
    assert set(tags(pieces, [])) == {OUT}


def test_rules_give_way_only_where_it_saves_errors_enough():
    rules, better, hardly = Count(100, 100, 90), Count(100, 100, 96), Count(100, 100, 91)
    counts = {
        Way.RULES: {"A": rules, "B": rules},
        Way.TAGGER: {"A": better, "B": hardly},
        Way.EITHER: {"A": hardly, "B": rules},
        Way.BOTH: {"A": rules, "B": rules},
    }
    assert best_ways(counts) == {"A": Way.TAGGER, "B": Way.RULES}


def test_where_both_found_it_the_rules_value_and_reason_stay():
    at = Span(0, 4)
    by_rules = Suggestion(at, "DATE", "rule:dates", 0.9, value="2021", reason="date")
    by_tagger = Suggestion(at, "DATE", "tagger", 0.7)
    new = Suggestion(Span(9, 12), "DATE", "tagger", 0.7)
    for way in (Way.TAGGER, Way.EITHER, Way.BOTH):
        assert by_rules in combined([by_rules], [by_tagger], {"DATE": way})
    assert combined([by_rules], [new], {"DATE": Way.EITHER}) == (by_rules, new)
    assert combined([by_rules], [new], {"DATE": Way.TAGGER}) == (new,)
    assert combined([by_rules], [new], {}) == (by_rules,)


@pytest.fixture
def taught(store: Store, annotator: Annotator, add: Callable[..., bytes]) -> Store:
    """A dataset in which a dozen articles are done."""
    for number in range(12):
        id = add(text(number), path=f"{number}.txt")
        card = store.layer(id, annotator.id).card
        assert card
        marks = [
            Annotation(new_id(), id, annotator.id, b"", span, label)
            for span, label in bodies(text(number)) | {(s.span, s.label) for s in names(text(number))}
        ]
        store.apply(Edit("accept_all", (card,), (replace(card, state=State.DONE), *marks)), annotator.id)
    return store


def test_the_model_is_kept_in_the_dataset_and_used_once_it_is_switched_on(
    taught: Store, annotator: Annotator, add: Callable[..., bytes]
):
    assert kept(taught) is None
    switch(taught, True)
    assert not is_on(taught)  # there is none yet
    switch(taught, False)
    steps = list(train_tagger(taught, choose(taught)))
    assert steps[-1].done == steps[-1].total
    about = kept(taught)
    assert about and about.report.articles == 12
    assert about.report.micro("combined").f1 > about.report.micro("rules").f1
    fresh = add(text(99), path="new.txt")
    by_rules = detector_of(taught)[1]
    session = Session(taught, annotator, learning=False)
    assert "tagger" not in {s.origin for s in session.open(fresh).open}
    desk = session.switch_tagger(True)
    assert desk and is_on(taught)
    shown = {(s.span, s.label) for s in desk.open if s.origin == "tagger"}
    assert bodies(text(99)) <= shown
    assert detector_of(taught)[1] != by_rules
    list(detect_all(taught, annotator))
    assert {s.origin for s in Session(taught, annotator).open(fresh).open} >= {"tagger"}


def test_too_few_done_articles_say_so(store: Store, annotator: Annotator, add: Callable[..., bytes]):
    add(text(1))
    with pytest.raises(UsageError) as told:
        list(train_tagger(store, choose(store)))
    assert "5" in str(told.value)


def test_only_stretches_near_capitals_numbers_and_what_the_rules_tag_are_read():
    words = "Ông A nói. Rồi " + "mọi người cùng nhau ra đồng làm cỏ " * 3 + "với bí thư.\nHết chuyện."
    pieces = Pieces(words)
    post = Span(words.index("bí thư"), words.index("bí thư") + 6)
    by_rules = tags(pieces, [(post, "TITLE")])
    read = [pieces.join(stretch.start, stretch.stop) for stretch in stretches(pieces, by_rules)]
    assert [one.split()[0] for one in read] == ["ông", "làm", "hết"]
    assert [one.split()[-1] for one in read] == ["cùng", ".", "."]
