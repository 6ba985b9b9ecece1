"""Dates of articles: the publication date in the head, values that follow it, and any text at all."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detect.dates import detect_dates, published_in_head
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.text.normal import normalize
from core.timex.values import check
from core.wording import say

PHRASES = Path(__file__).parent.parent / "timex" / "phrases.txt"
# fmt: off
_PIECES = st.sampled_from(
    ["ngày", "Ngày", "tháng", "năm", "Chiều", "sáng", "nay", "hôm", "qua", "từ", "đến", "-", "–", "/", "28/7",
     "28-7-2021", "2021", "28", "2/9", "99", "0", "31/4", "2016-2020", "quý", "II", "tuần", "trước", "đó", "sau",
     "mùng", "Tết", "rằm", "tháng Giêng", "thứ", "Hai", "Chủ nhật", "14h30", "giai đoạn", "nhiệm kỳ", "thế kỷ", "XX",
     "những năm", "90", "đầu", "cuối", "cùng ngày", "cách đây", "999", "Quốc khánh", "âm lịch", "Tân Sửu", "nửa",
     "6 tháng", "hai mươi", "một", "nghìn", ",", ".", "\n", "(", ")", "🙂", "\u200b", "\xa0", "Ban", "phiếu", "số",
     "0001", "9999", "sẽ", "tới", "cùng năm", "xuân", "hè này", "giao thừa", "30", "hằng tháng", ":", "08:30", "PM"]
)
# fmt: on
_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat) | st.none()


def found(text: str, published: str | None = None) -> list[Suggestion]:
    article = Article.of(text)
    return list(detect_dates(article, ArticleCard(b"", article.id, b"", b"", published=published)))


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Ký kết quy chế\n\n05:10, 20/10/2016\n\n(LĐ online) - Chiều ngày 20/10, các đồng chí họp.", "2016-10-20"),
        ("Print Thứ Năm, 22/07/2021 20:00 Gốc\n\nChiều 22/7, thành phố họp.", "2021-07-22"),
        ("Hội nghị tổng kết\nNgày đăng: 28/07/2021\nSáng 28/7, huyện họp.", "2021-07-28"),
        ("Hội nghị tổng kết\nCập nhật: 28-07-2021 | 08:30 (GMT+7) Lượt xem: 120\nSáng 28/7, huyện họp.", "2021-07-28"),
        ("Hội nghị tổng kết\nThứ Tư, ngày 28 tháng 07 năm 2021\nSáng 28/7, huyện họp.", "2021-07-28"),
        ("Hội nghị tổng kết\n2021-07-28\nSáng 28/7, huyện họp.", "2021-07-28"),
        ("Hội nghị tổng kết\nTin: Minh Triết - 28/07/2021 09:15\nSáng 28/7, huyện họp.", "2021-07-28"),
        ("Hội nghị tổng kết\n\nSáng ngày 08/9/2021, tại Ban Tuyên giáo Tỉnh ủy diễn ra lễ ký kết.", None),
        ("Hội nghị tổng kết\n\nCăn cứ Quyết định số 238-QĐ/TW, ngày 30/9/2020 của Ban Bí thư.", None),
        ("Hội nghị tổng kết\n\nSáng 28/7, huyện họp.", None),
        ("", None),
    ],
)
def test_an_article_may_say_when_it_was_published(text: str, published: str | None) -> None:
    assert published_in_head(Article.of(text)) == published


def test_the_card_comes_before_the_head() -> None:
    text = "Hội nghị\n20/10/2016\nChiều 5/8, huyện họp."
    assert [s.value for s in found(text)] == ["2016-10-20", "2016-08-05TAF"]
    assert [s.value for s in found(text, "2021-08-06")] == ["2016-10-20", "2021-08-05TAF"]


def test_a_new_publication_date_moves_every_open_value() -> None:
    text = "Sáng nay, xã họp. Ngày 28/7, huyện họp. Năm ngoái xã về đích. Ngày 1/2/2003 xã thành lập."
    assert [s.value for s in found(text, "2021-07-29")] == ["2021-07-29TMO", "2021-07-28", "2020", "2003-02-01"]
    assert [s.value for s in found(text, "2015-07-29")] == ["2015-07-29TMO", "2015-07-28", "2014", "2003-02-01"]
    assert [s.value for s in found(text)] == ["XXXX-XX-XXTMO", "XXXX-07-28", "XXXX", "2003-02-01"]


def test_spelling_spaces_and_dashes_do_not_matter() -> None:
    plain = "Từ ngày 3 - 5/8/2021, quý II/2021, thế kỷ XX"
    odd = "Từ\xa0ngày  3 — 5/8/2021, Quý II/2021, THẾ KỈ XX"
    assert (
        [s.value for s in found(plain)] == [s.value for s in found(odd)] == ["2021-08-03/2021-08-05", "2021-Q2", "19XX"]
    )
    decomposed = normalize(unicodedata.normalize("NFD", plain))
    assert [s.value for s in found(decomposed)] == [s.value for s in found(plain)]


def test_every_reason_is_worded() -> None:
    rows = "\n".join(
        line for line in PHRASES.read_text(encoding="utf-8").splitlines() if not line.startswith(("@", "#"))
    )
    reasons = {s.reason for s in found(rows.replace("⟦", "").replace("⟧", ""))}
    assert len(reasons) > 12 and all(say(reason) for reason in reasons)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.sampled_from(["", " ", "  "]), _DAYS)
def test_whatever_the_text_spans_are_words_and_values_are_ours(
    pieces: list[str], glue: str, published: str | None
) -> None:
    text, end = normalize(glue.join(pieces)), 0
    for suggestion in found(text, published):
        surface = suggestion.span.of(text)
        assert suggestion.span.start >= end
        assert surface[0].isalnum() and (surface[-1].isalnum() or surface[-1] == "'")
        assert suggestion.value is not None and check(suggestion.value), (text, surface, suggestion.value)
        end = suggestion.span.end


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    found(normalize(text), "2021-07-29")


@pytest.mark.parametrize(
    "piece",
    [
        "Chiều ngày 28/7, huyện họp. ",
        "ngày ",
        "28/7 - ",
        "2021, ",
        "một ",
        "từ ngày 3, ",
        "1/2/3/4/",
        "cuối ",
        "tháng 7 ",
        "thứ hai ",
    ],
)
def test_work_grows_with_the_text(piece: str, counted_matches: "Counter") -> None:
    def work(times: int) -> int:
        counted_matches.reset()
        found(piece * times)
        return counted_matches.steps

    small, large = work(200), work(1600)
    assert large <= 9 * small + 200


class Counter:
    """Counts the readers tried, which is what the time of reading is spent on."""

    def __init__(self) -> None:
        self.steps = 0

    def reset(self) -> None:
        self.steps = 0


@pytest.fixture
def counted_matches(monkeypatch: pytest.MonkeyPatch) -> Counter:
    from core.timex import triggers

    counter = Counter()

    def counting(reader: object) -> object:
        def read(source: object, at: int) -> object:
            counter.steps += 1
            return reader(source, at)  # type: ignore[operator]

        return read

    rows = {row: tuple(counting(r) for r in readers) for row, readers in triggers._READERS.items()}
    monkeypatch.setattr(triggers, "_READERS", rows)
    return counter


def test_a_long_line_is_read_to_its_end() -> None:
    text = "Chiều ngày 28/7/2021, Ban Tuyên giáo Tỉnh ủy tổ chức hội nghị với 39/50 đại biểu. " * 3000
    assert len(found(text)) == 3000
