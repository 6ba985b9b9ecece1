"""A page shows what was decided to anyone with a browser; TimeML carries the dates out and in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from layers import GOLD_TEXT, all_sheets
from lxml import etree, html

from core.errors import FormatError
from core.exchange import page, timeml
from core.exchange.registry import READERS
from core.store.store import Store


def test_a_browser_sees_the_text_with_its_highlights(example: Store, send: Callable):
    tree = html.document_fromstring(send(example, "html", "out.html").read_bytes())
    (text,) = tree.find_class("text")
    assert text.text_content() == GOLD_TEXT
    marks = {mark.text_content(): mark for mark in text.iter("mark")}
    assert marks["Chiều ngày 28/7"].get("title") == "Thời gian · 2021-07-28TAF"
    assert marks["Ban Tuyên giáo\nTỉnh ủy"].getparent() is marks["Trưởng Ban Tuyên giáo\nTỉnh ủy"]


def test_the_page_runs_nothing_and_loads_nothing(example: Store, send: Callable):
    tree = html.document_fromstring(send(example, "html", "out.html").read_bytes())
    assert not list(tree.iter("script", "link", "img", "iframe"))
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)")


def test_what_crosses_is_parted_and_markup_in_the_text_stays_text():
    pieces = [(0, 3, "<a>", "</a>"), (2, 5, "<b>", "</b>")]
    assert page.marked("<i>&o", pieces) == "<a>&lt;i<b>&gt;</b></a><b>&amp;o</b>"


def test_dates_come_back_from_timeml(example: Store, other: Store, send: Callable, bring: Callable):
    out = send(example, "timeml")
    root = etree.parse(out / "bai-1.tml").getroot()
    assert [(t.get("type"), t.get("value"), t.text) for t in root.iter("TIMEX3")] == [
        ("DATE", "2021-07-29", "2021-07-29"),
        ("TIME", "2021-07-28TAF", "Chiều ngày 28/7"),
    ]
    bring(other, out / "bai-1.tml")
    (sheet,) = all_sheets(other)
    assert sheet.article.text == GOLD_TEXT
    assert [(a.span.of(GOLD_TEXT), a.value) for a in sheet.annotations] == [("Chiều ngày 28/7", "2021-07-28TAF")]
    assert sheet.card
    assert sheet.card.published == "2021-07-29"


def test_the_tags_of_a_timebank_are_looked_through(tmp_path: Path):
    path = tmp_path / "a.tml"
    path.write_text(
        "<TimeML><DOCID>x</DOCID><TEXT>Ông <EVENT eid='e1'>nói</EVENT> "
        "<TIMEX3 tid='t1' type='DATE' value='2021-07' mod='END'>cuối <SIGNAL>tháng</SIGNAL> 7</TIMEX3>.</TEXT></TimeML>",
        "utf-8",
    )
    (arrival,) = READERS[".tml"](path)
    assert not isinstance(arrival, Exception)
    (mark,) = arrival.sheet.annotations
    assert mark.span.of(arrival.sheet.article.text) == "cuối tháng 7"
    assert (mark.value, mark.mod) == ("2021-07", "END")
    assert "EVENT" in arrival.notes[0]


@pytest.mark.parametrize(
    "content", ["<TimeML>", "<x/>", "", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><TimeML/>"]
)
def test_a_broken_timeml_is_named(content: str, tmp_path: Path):
    path = tmp_path / "a.tml"
    path.write_text(content, "utf-8")
    (error,) = timeml.read(path)
    assert isinstance(error, FormatError)
    assert str(path) in str(error)
