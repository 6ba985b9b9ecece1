"""The sign-off sheet of a province: its figures are those of the collection, it prints by itself, and signing is an Edit."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_files import collection, sample_dataset

from core.cli import main
from core.history import History
from core.model.ids import new_id
from core.model.span import Span
from core.review.adjudication import Policy, merge_all
from core.review.agreement import Measure, agreement, collect, number
from core.review.audit import Fault, draw, judge
from core.review.scope import EVERYTHING, province_scope
from core.review.signoff import OpenCheck, SignoffSheet, page, prepare, sign, signatures
from core.review.signoff.checking import open_checks
from core.store.store import Store
from core.wording import use_language

PLACE = "yen-bai-1991"
AN = collection().annotators[0].id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(sample_dataset(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def reviewer(store: Store) -> bytes:
    who = new_id()
    store.meet(who, "Bùi Thị Duyệt")
    return who


def sheet_of(store: Store, checks: tuple[OpenCheck, ...] = ()) -> SignoffSheet:
    *steps, last = prepare(store, province_scope(PLACE), "Yên Bái", checks=checks)
    assert [step.sheet for step in steps] == [None] * 25
    assert last.sheet
    return last.sheet


class Words(HTMLParser):
    """The words that a reader of the page sees, and what it would load from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.elsewhere: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elsewhere += [tag for name, _ in attrs if name in ("src", "href")]


def test_the_sheet_tells_what_was_covered_and_how_far_people_agree(store: Store, reviewer: bytes):
    sheet = sheet_of(store)
    planted = [p for p in collection().disagreements if collection().of(p.article).province == PLACE]
    assert (sheet.articles, sheet.gold, sheet.open, sheet.decided) == (25, 0, len(planted), 0)
    assert dict(sheet.people)["Nguyễn Thu An"] == 25
    expected = agreement(collect(store, province_scope(PLACE)))
    assert sheet.agreement.of(Measure.ALPHA) == expected.of(Measure.ALPHA)
    list(merge_all(store, reviewer, Policy(), province_scope(PLACE)))
    sheet = sheet_of(store)
    assert sheet.open == len(planted)
    assert sheet.gold == 25 - len({p.article for p in planted})
    truth = [s for a in collection().articles if a.province == PLACE for s in a.spans]
    assert sheet.items["TITLE"] <= sum(s.label == "TITLE" for s in truth) + 5


def test_the_page_says_it_all_and_needs_nothing_beside_it(store: Store, reviewer: bytes):
    sample = draw(store, reviewer, 5, AN, province_scope(PLACE))
    judge(store, reviewer, sample, sample.articles[0], [Fault(Span(0, 3), "DATE", "value")])
    sheet = sheet_of(store, (OpenCheck("Một chức hai người", 3, 1),))
    found = Words(page(sheet))
    assert found.elsewhere == []
    figure = sheet.agreement.of(Measure.STRICT)
    assert figure
    for words in (
        "Phiếu nghiệm thu",
        "Yên Bái",
        "Một chức hai người",
        number(figure.value),
        "Thấy 1 lỗi trong",
        "5 trên 25 bài",
    ):
        assert words in found.words
    assert "<script" not in page(sheet)


def test_what_people_have_typed_is_no_html(store: Store, reviewer: bytes):
    sign(store, reviewer, sheet_of(store), "<b>được</b>")
    assert "&lt;b&gt;được" in page(sheet_of(store))


def test_the_page_is_there_in_english_too(store: Store):
    use_language("en")
    try:
        assert "Sign-off sheet" in page(sheet_of(store))
    finally:
        use_language("vi")


def test_signing_keeps_who_and_when_and_can_be_undone(store: Store, reviewer: bytes):
    sign(store, reviewer, sheet_of(store), "Đồng ý")
    (one,) = signatures(store, province_scope(PLACE))
    assert (one.name, one.note, one.articles) == ("Bùi Thị Duyệt", "Đồng ý", 25)
    assert "Bùi Thị Duyệt" in page(sheet_of(store))
    assert signatures(store, EVERYTHING) == []
    History(store, reviewer).undo()
    assert signatures(store, province_scope(PLACE)) == []


def test_open_checks_are_counted_for_the_sheet(store: Store):
    *_, last = open_checks(store, province_scope(PLACE))
    planted = [f for f in collection().faults if collection().of(f.article).province == PLACE]
    assert last.checks
    assert sum(check.open for check in last.checks) >= len({f.check for f in planted}) - 1


def test_the_commands_draw_a_sample_and_write_the_sheet(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "phieu.html"
    drawing = ["--size", "4", "--method", "risk", "--layer", "Nguyễn Thu An", "--province", "Yên Bái"]
    assert main(["audit", str(store.path), *drawing, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == 4
    assert main(["audit", str(store.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["size"] == 4
    writing = ["--province", "Yên Bái", "-o", str(out), "--no-checks", "--sign"]
    assert main(["signoff", str(store.path), *writing, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["signatures"] == 1
    assert "Yên Bái" in out.read_text("utf-8")
    assert main(["signoff", str(store.path), "-o", str(tmp_path / "no" / "such.html"), "--no-checks"]) == 1
