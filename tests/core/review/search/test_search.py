"""The search line and patterns over annotations, on a real dataset."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard, Source, State
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.scheme import shipped
from core.model.span import Span
from core.people import Annotator
from core.review.search.days import days
from core.review.search.find import search, tally
from core.review.search.language import QueryError, parse
from core.store.dataset_io import layers
from core.store.store import Store

LAN, HOA = Annotator(b"\1" * 16, "Trần Lan"), Annotator(b"\2" * 16, "Hòa")

FIRST = (
    "Hội nghị tuyên giáo\n"
    "Sáng 28/7, ông Trần Văn Hòa, Trưởng Ban Tuyên giáo Tỉnh ủy Lào Cai, phát biểu.\n"
    "Bà Lý Thị Mai, Phó Chủ tịch UBND tỉnh, và Ban tuyên giáo các huyện cùng dự."
)
SECOND = "Đoàn kiểm tra\nNgày 2/8, Thường trực Tỉnh uỷ làm việc với UBND huyện Bát Xát."


@pytest.fixture
def store(target: Path | str):
    store = Store(target)
    _put(
        store,
        LAN,
        FIRST,
        "2021-07-29",
        "lao-cai",
        ("Sáng 28/7", "DATE", "2021-07-28TMO"),
        ("Trần Văn Hòa", "OFFICIAL"),
        ("Trưởng Ban Tuyên giáo Tỉnh ủy Lào Cai", "TITLE"),
        ("Ban Tuyên giáo Tỉnh ủy Lào Cai", "AGENCY"),
        ("Lý Thị Mai", "OFFICIAL"),
        ("Phó Chủ tịch UBND tỉnh", "TITLE"),
        ("UBND tỉnh", "AGENCY"),
    )
    _put(
        store,
        HOA,
        SECOND,
        "2021-10-02",
        "lang-son",
        ("Ngày 2/8", "DATE", "2021-08-02"),
        ("Thường trực Tỉnh uỷ", "AGENCY"),
        ("UBND huyện Bát Xát", "AGENCY"),
        state=State.DONE,
    )
    yield store
    store.close()


def _put(
    store: Store, who: Annotator, text: str, published: str, province: str, *marks: tuple[str, ...], state=State.NEW
):
    article = Article.of(text)
    source = Source(f"{who.name}.txt", new_id().hex() * 2, "txt", "utf-8")
    store.meet(who.id, who.name)
    title = text.split("\n")[0]
    card = ArticleCard(
        new_id(), article.id, who.id, b"", title, (source,), published, "person", _unit(province), "person"
    )
    store.add(article, source, text.encode(), replace(card, state=state), who.id)
    items = []
    for words, label, *value in marks:
        span = Span(text.index(words), text.index(words) + len(words))
        items.append(Annotation(new_id(), article.id, who.id, b"", span, label, value=value[0] if value else None))
    store.apply(Edit("import", (), tuple(items)), who.id)


def _unit(name: str) -> str:
    from core.provinces.map import find

    unit = find(name.replace("-", " "))
    assert unit
    return unit.id


def _found(store: Store, line: str) -> list[str]:
    return [hit.words for hits in search(store, line, layers(store), shipped()) for hit in hits]


def test_the_line_of_the_drawing_finds_titles_with_these_words_in_this_province_before_that_month(store: Store):
    line = 'nhãn:TITLE "ban tuyên giáo" tỉnh:"Lào Cai" trước:2021-09'
    assert _found(store, line) == ["Trưởng Ban Tuyên giáo Tỉnh ủy Lào Cai"]
    assert _found(store, line.replace("2021-09", "2021-07")) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tuyen giao tinh", ["Tuyên giáo Tỉnh"]),  # no marks typed: any
        ("tuyên giáo", ["tuyên giáo", "Tuyên giáo", "tuyên giáo"]),
        ("thương trực", []),  # marks typed: those
        ("tỉnh ủy", ["Tỉnh ủy", "Tỉnh uỷ"]),  # wherever the tone stands
        ("doan kiem", ["Đoàn kiểm"]),
        ("tuy", ["tuyên", "Tuyên", "tuyên"]),  # a word being typed
        ('"tuy"', []),
        ("Mai huyện", ["Mai", "huyện"]),  # not in a row: each
        ("huyện -mai", ["huyện"]),
        ("nhãn:AGENCY", ["Ban Tuyên giáo Tỉnh ủy Lào Cai", "UBND tỉnh", "Thường trực Tỉnh uỷ", "UBND huyện Bát Xát"]),
        ("nhan:AGENCY ubnd", ["UBND tỉnh", "UBND huyện Bát Xát"]),
        ('nhãn:"cơ quan" -huyện -giáo', ["UBND tỉnh", "Thường trực Tỉnh uỷ"]),
        ("label:OFFICIAL,TITLE mai", ["Lý Thị Mai"]),
        ("giá trị:2021-07", ["Sáng 28/7"]),
        ("nhãn:DATE -giátrị:2021-07", ["Ngày 2/8"]),
        ("người:hoa nhãn:AGENCY", ["Thường trực Tỉnh uỷ", "UBND huyện Bát Xát"]),
        ("tỉnh:lạng-sơn", ["Đoàn kiểm tra"]),
        ("sau:9/2021", ["Đoàn kiểm tra"]),
        ("ngày:2021-07..2021-08 mai", ["Mai"]),
        ("trạng thái:xong", ["Đoàn kiểm tra"]),
        ("state:new", ["Hội nghị tuyên giáo"]),
        ("tên bài:kiểm", ["Đoàn kiểm tra"]),
        ('tên bài:"đoàn kiểm tra" ubnd', ["UBND"]),
        ("nguồn:person nhãn:TITLE -phó", ["Trưởng Ban Tuyên giáo Tỉnh ủy Lào Cai"]),
        ("quyết định:bỏ nhãn:TITLE", []),
        ("cờ:có", []),
        ("", []),
    ],
)
def test_a_line_finds(store: Store, line: str, words: list[str]):
    assert _found(store, line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            '{OFFICIAL} "," {TITLE}',
            ["Trần Văn Hòa, Trưởng Ban Tuyên giáo Tỉnh ủy Lào Cai", "Lý Thị Mai, Phó Chủ tịch UBND tỉnh"],
        ),
        ('OFFICIAL . TITLE tỉnh:"Lạng Sơn"', []),
        ('DATE "," {AGENCY "tỉnh uỷ"}', ["Ngày 2/8, Thường trực Tỉnh uỷ"]),
        ("AGENCY .*4 AGENCY", ["Thường trực Tỉnh uỷ làm việc với UBND huyện Bát Xát"]),
        ("AGENCY .*2 AGENCY", []),
        ('"ông" OFFICIAL', ["ông Trần Văn Hòa"]),
        ('"ông"? {OFFICIAL|DATE}', ["Sáng 28/7", "ông Trần Văn Hòa", "Trần Văn Hòa", "Lý Thị Mai", "Ngày 2/8"]),
        ("DATE", ["Sáng 28/7", "Ngày 2/8"]),
        ('"phó" AGENCY', []),
    ],
)
def test_a_pattern_finds(store: Store, line: str, words: list[str]):
    assert _found(store, line) == words


def test_capitals_that_are_no_label_are_words(store: Store):
    assert _found(store, '"UBND tỉnh"') == ["UBND tỉnh"]
    assert "UBND" in _found(store, "UBND Xát")


def test_what_was_rejected_is_found_when_asked_for(store: Store):
    article = Article.of(FIRST)
    no = Annotation(new_id(), article.id, LAN.id, b"", Span(0, 8), "TITLE", Decision.REJECTED)
    store.apply(Edit("reject", (), (no,)), LAN.id)
    assert "Hội nghị" not in _found(store, "nhãn:TITLE")
    assert _found(store, "nhãn:TITLE quyết định:bỏ") == ["Hội nghị"]


def test_hits_are_counted_by_words_label_and_province(store: Store):
    *_, counts = tally(store, search(store, "nhãn:AGENCY", layers(store), shipped()), layers(store))
    assert (counts.hits, counts.articles) == (4, 2)
    assert counts.provinces == {"Lào Cai": 2, "Lạng Sơn": 2}
    assert counts.words["ubnd tinh"] == 1
    assert counts.layers == {LAN.id: 2, HOA.id: 2}


@pytest.mark.parametrize(
    ("line", "key", "at"),
    [
        ("mai nhãn:", "query_no_value", "nhãn:"),
        ("nhãn:TILE ab", None, ""),
        ("nhãn:chucvu", "query_no_label", "nhãn:chucvu"),
        ("tỉnh:Atlantis", "query_no_province", "tỉnh:Atlantis"),
        ("trước:mai", "query_no_before", "trước:mai"),
        ("người:Nobody x", "query_no_who", "người:Nobody"),
        ("{TILE} x", "query_no_label", "{TILE}"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(store: Store, line: str, key: str | None, at: str):
    if key is None:
        assert _found(store, line) == []
        return
    with pytest.raises(QueryError) as error:
        _found(store, line)
    assert (error.value.key, line[error.value.start : error.value.end]) == (key, at)
    assert str(error.value)


def test_days_are_read_as_people_write_them():
    assert days("2021") == ("2021-01-01", "2021-12-31")
    assert days("2/2024") == ("2024-02-01", "2024-02-29")
    assert days("28/7/2021") == days("2021-07-28") == ("2021-07-28", "2021-07-28")
    assert days("2021-07..2021-08-03") == ("2021-07-01", "2021-08-03")
    assert days("..2021")[1] == "2021-12-31"  # type: ignore[index]
    assert days("31/2/2021") is None
    assert days("mai") is None


def test_curly_quotes_hold_words_together_too():
    assert [t.written for t in parse("“ban tuyên giáo” mới").terms] == ["ban tuyên giáo", "mới"]
