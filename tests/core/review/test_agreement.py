"""Agreement of annotators: hand-worked on one article, and on the sample collection, where every disagreement is known."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sample_files import collection, sample_dataset

from core.cli import main
from core.model.annotation import Annotation
from core.model.article import Article, ArticleCard
from core.model.ids import new_id
from core.model.relation import Relation
from core.model.span import Span
from core.review.agreement import (
    Measure,
    agreement,
    agreement_by,
    by_article,
    by_month,
    by_province,
    by_week,
    collect,
    count,
    disagreements,
    number,
    province_name,
)
from core.review.collection import Slip
from core.review.questions import Difference, Kind, questions
from core.review.scope import Place, Scope, province_scope
from core.review.stack import Stack
from core.store.dataset_io import LayerName, Sheet
from core.store.store import Store
from core.wording import percent

TEXT = "Sáng 28/7, bà Trần Thị Lụa, Trưởng Ban Tuyên giáo Tỉnh ủy dự họp tại huyện Bát Xát"
A, B = b"a" * 16, b"b" * 16


def mark(who: bytes, words: str, label: str, value: str | None = None) -> Annotation:
    at = TEXT.index(words)
    return Annotation(new_id(), Article.of(TEXT).id, who, b"", Span(at, at + len(words)), label, value=value)


def stack(ours: list[Annotation], theirs: list[Annotation], **cards: str) -> Stack:
    """Two layers on one article; relations hold between the first official and title of a layer."""
    article = Article.of(TEXT)
    sheets = {}
    for who, marks in ((A, ours), (B, theirs)):
        card = ArticleCard(new_id(), article.id, who, b"", published=cards.get(who.decode()[0]))
        ends = {m.label: m for m in reversed(marks)}
        links = ()
        if "OFFICIAL" in ends and "TITLE" in ends:
            link = Relation(new_id(), article.id, who, b"", "HOLDS", ends["OFFICIAL"].id, ends["TITLE"].id, "current")
            links = (link,)
        sheets[who] = Sheet(article, LayerName(who, "annotator", who.decode()), card, tuple(marks), links)
    return Stack(article, Place(article.id), sheets)


@pytest.fixture
def two() -> Stack:
    """Four mentions of one, four of the other: two the same, one off at a border, one of each alone; a date's value off."""
    ours = [
        mark(A, "Sáng 28/7", "DATE", "2021-07-28TMO"),
        mark(A, "Trần Thị Lụa", "OFFICIAL"),
        mark(A, "Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"),
        mark(A, "huyện Bát Xát", "PLACE"),
    ]
    theirs = [
        mark(B, "Sáng 28/7", "DATE", "2020-07-28TMO"),
        mark(B, "bà Trần Thị Lụa", "OFFICIAL"),
        mark(B, "Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"),
        mark(B, "Ban Tuyên giáo Tỉnh ủy", "AGENCY"),
    ]
    return stack(ours, theirs, a="2021-07-29", b="2021-07-29")


def test_spans_are_counted_as_one_would_by_hand(two: Stack):
    found = agreement([count(two)], resamples=0)
    strict, lenient = found.of(Measure.STRICT, pair=(B, A)), found.of(Measure.LENIENT, pair=(A, B))
    assert strict and lenient
    assert (strict.precision, strict.recall, strict.value) == (0.5, 0.5, 0.5)  # two of four
    assert (lenient.precision, lenient.recall, lenient.value) == (0.75, 0.75, 0.75)  # and the border that is off
    assert found.of(Measure.STRICT).value == 0.5
    assert strict.items == 6
    assert found.of(Measure.STRICT, "OFFICIAL").value == 0
    assert found.of(Measure.LENIENT, "OFFICIAL").value == 1
    assert found.of(Measure.STRICT, "PLACE").value == 0
    assert found.of(Measure.VALUE, "DATE").value == 0
    assert found.of(Measure.PUBLISHED).value == 1
    assert found.of(Measure.RELATION, "HOLDS").value == 0  # the ends are not the same
    assert found.of(Measure.STRICT, "DOCUMENT") is None


def test_syllables_are_counted_as_one_would_by_hand(two: Stack):
    found = agreement([count(two)], resamples=0)
    # 20 syllables: Sáng 28 7 | bà | Trần Thị Lụa | Trưởng Ban Tuyên giáo Tỉnh ủy | dự họp tại | huyện Bát Xát
    assert found.of(Measure.ALPHA).items == 19
    # OFFICIAL: three and four syllables, three in common, 19 in all
    chance = (3 * 4 + 16 * 15) / 19**2
    assert found.of(Measure.COHEN, "OFFICIAL").value == pytest.approx((18 / 19 - chance) / (1 - chance))
    # all labels: DATE 3 = 3; TITLE 6 against 1 + 5 as AGENCY+TITLE; off on bà, five of AGENCY, three of PLACE
    ours = {"DATE": 3, "OFFICIAL": 3, "TITLE": 6, "PLACE": 3, "": 4}
    theirs = {"DATE": 3, "OFFICIAL": 4, "TITLE": 1, "AGENCY+TITLE": 5, "": 6}
    chance = sum(ours[c] * theirs.get(c, 0) for c in ours) / 19**2
    assert found.of(Measure.COHEN).value == pytest.approx((10 / 19 - chance) / (1 - chance))


def test_everything_agrees_with_itself():
    marks = [mark(A, "Trần Thị Lụa", "OFFICIAL"), mark(A, "Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE")]
    found = agreement([count(stack(marks, [mark(B, m.span.of(TEXT), m.label) for m in marks]))], resamples=0)
    assert {f.value for f in found.figures if f.items} <= {1.0, None}
    assert found.of(Measure.RELATION).value == 1


def test_what_is_about_the_same_thing_is_one_question(two: Stack):
    spans = [q for q in questions(two) if q.kind is Kind.SPAN]
    assert [(q.words(TEXT), q.difference) for q in spans] == [
        ("Sáng 28/7", Difference.VALUE),
        ("bà Trần Thị Lụa", Difference.BORDER),
        ("Trưởng Ban Tuyên giáo Tỉnh ủy", None),
        ("Ban Tuyên giáo Tỉnh ủy", Difference.MISSED),
        ("huyện Bát Xát", Difference.MISSED),
    ]
    (link,) = (q for q in questions(two) if q.kind is Kind.RELATION)
    assert link.agreed  # the same link, though its one end is not the same to the letter


def test_an_agency_within_a_title_is_no_other_answer_to_the_title():
    found = questions(
        stack([mark(A, "Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE")], [mark(B, "Ban Tuyên giáo Tỉnh ủy", "AGENCY")])
    )
    assert [q.difference for q in found] == [Difference.MISSED, Difference.MISSED]


def test_another_label_on_the_same_words_is_one_question():
    (found,) = questions(stack([mark(A, "huyện Bát Xát", "PLACE")], [mark(B, "huyện Bát Xát", "AGENCY")]))
    assert found.difference is Difference.LABEL
    assert {v.said.label for v in found.variants} == {"PLACE", "AGENCY"}


# -- on the sample collection


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Store]:
    store = Store(sample_dataset(tmp_path))
    yield store
    store.close()


_AS = {
    Slip.MISSING: (Kind.SPAN, Difference.MISSED),
    Slip.EXTRA: (Kind.SPAN, Difference.MISSED),
    Slip.BORDER: (Kind.SPAN, Difference.BORDER),
    Slip.LABEL: (Kind.SPAN, Difference.LABEL),
    Slip.VALUE: (Kind.SPAN, Difference.VALUE),
    Slip.RELATION: (Kind.RELATION, Difference.MISSED),
    Slip.STATUS: (Kind.RELATION, Difference.STATUS),
    Slip.RECORD: (Kind.RECORD, Difference.FIELDS),
    Slip.PUBLISHED: (Kind.PUBLISHED, Difference.VALUE),
    Slip.PROVINCE: (Kind.PROVINCE, Difference.VALUE),
}


def test_every_planted_disagreement_is_found_and_no_other(sample: Store):
    found = Counter((d.article, d.question.kind, d.question.difference) for d in disagreements(sample))
    planted = Counter((p.article, *_AS[p.slip]) for p in collection().disagreements)
    assert found == planted


def test_who_slipped_stands_alone_with_their_answer(sample: Store):
    slips = {(p.article, p.span): p for p in collection().disagreements if p.slip is Slip.LABEL}
    for each in disagreements(sample, measure=Measure.STRICT):
        slip = slips.get((each.article, each.question.span))
        if slip and each.question.difference is Difference.LABEL:
            truth = collection().of(each.article)
            said = {who: v.said for v in each.question.variants for who in v.by}
            right = {(s.span, s.label) for s in truth.spans}
            assert {who for who, a in said.items() if (a.span, a.label) not in right} == {slip.annotator}


def test_figures_have_intervals_around_them_and_a_sentence_in_both_languages(sample: Store):
    found = agreement(collect(sample), resamples=100)
    assert found.articles == 200
    for figure in found.figures:
        if figure.value is None:
            continue
        assert figure.low <= figure.value <= figure.high, figure
        assert number(figure.value) in figure.meaning() or percent(figure.value) in figure.meaning()
    assert found == agreement(collect(sample), resamples=100)


def test_gamma_is_counted_where_it_is_asked_for(sample: Store):
    scope = province_scope("lao-cai-1991")
    assert agreement(collect(sample, scope), resamples=0).of(Measure.GAMMA) is None
    figure = agreement(collect(sample, scope, gamma=True), resamples=100).of(Measure.GAMMA)
    assert 0.9 < figure.low <= figure.value <= figure.high < 1
    assert "γ" in figure.meaning()


def test_figures_by_province_article_and_time(sample: Store):
    tallies = list(collect(sample))
    by = agreement_by(tallies, by_province(), resamples=0, measures=(Measure.STRICT,))
    assert len(by) == 8
    assert all(one.articles == 25 for one in by.values())
    since = agreement_by(tallies, by_province(date(2026, 1, 1)), resamples=0, measures=(Measure.STRICT,))
    assert {province_name(key): one.articles for key, one in since.items()} == {
        "An Giang (2025–)": 50, "Đà Nẵng (2025–)": 50, "Hải Phòng (2025–)": 25, "Lào Cai (2025–)": 75,
    }  # fmt: skip
    assert list(agreement_by(tallies, by_week, resamples=0)) == ["2026-W41", "2026-W42", "2026-W43"]
    assert list(agreement_by(tallies, by_month, resamples=0)) == ["2026-10"]
    each = agreement_by(tallies, by_article, resamples=0, measures=(Measure.STRICT,))
    apart = {p.article.hex() for p in collection().disagreements if p.slip is Slip.LABEL}
    assert all(each[id].of(Measure.STRICT).value < 1 for id in apart)


def test_a_scope_is_respected(sample: Store):
    scope = province_scope("lao-cai-1991")
    assert agreement(collect(sample, scope), resamples=0).articles == 25
    assert agreement(collect(sample, province_scope("lao-cai-1991", date(2026, 1, 1))), resamples=0).articles == 75
    some = frozenset(p.article for p in collection().disagreements[:3])
    assert {d.article for d in disagreements(sample, Scope(articles=some))} == some


def test_the_disagreements_behind_a_figure_are_those_it_sees(sample: Store):
    values = list(disagreements(sample, measure=Measure.VALUE))
    assert len(values) == sum(p.slip is Slip.VALUE for p in collection().disagreements)
    places = list(disagreements(sample, measure=Measure.STRICT, label="PLACE"))
    assert 0 < len(places) < len(list(disagreements(sample, measure=Measure.STRICT)))
    one, other, _ = collection().annotators
    between = list(disagreements(sample, measure=Measure.STATUS, pair=(one.id, other.id)))
    who = {
        p.annotator
        for p in collection().disagreements
        if p.slip is Slip.STATUS and p.article in {d.article for d in between}
    }
    assert who <= {one.id, other.id, collection().annotators[2].id}
    assert all(d.question.said(one.id) != d.question.said(other.id) for d in between)


def test_the_command_tells_of_a_province(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = sample_dataset(tmp_path)
    assert main(["agreement", str(path), "--province", "Yên Bái", "--json", "--errors"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["articles"] == 25
    assert [row["name"] for row in data["by_province"]] == ["Yên Bái"]
    planted = [p for p in collection().disagreements if collection().of(p.article).province == "yen-bai-1991"]
    assert len(data["disagreements"]) == len(planted)
    assert main(["agreement", str(path), "--province", "Yên Bái"]) == 0
    assert "F1" in capsys.readouterr().out
    assert main(["agreement", str(path), "--province", "Atlantis"]) == 2
    assert main(["agreement", str(path), "--province", "Yên Bái", "--by", "article", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["by_article"]
    assert [row["strict"] for row in rows] == sorted(row["strict"] for row in rows)
    assert len(rows) == 25
    assert main(["agreement", str(path), "--by", "week"]) == 0
    assert "2026-W42" in capsys.readouterr().out
