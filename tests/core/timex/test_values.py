"""Values: one surface by itself, the check while a person types, the words that say a value."""

import pytest

from core.timex.expression import Value
from core.timex.spoken import in_words
from core.timex.values import check, value_of


@pytest.mark.parametrize(
    ("surface", "published", "value"),
    [
        ("Chiều ngày 28/7", "2021-07-29", Value("2021-07-28TAF")),
        ("Chiều ngày 28/7", None, Value("XXXX-07-28TAF")),
        ("đầu tháng 12/2015", None, Value("2015-12", "START")),
        ("từ năm 2016 đến năm 2020", None, Value("2016/2020")),
        ("19/12", "2021-12-20", Value("2021-12-19")),
        ("2018", None, Value("2018")),
        ("mùng 1 Tết Tân Sửu", "2021-07-29", Value("2021-02-12", None, "lunar")),
        ("Ban Tuyên giáo", "2021-07-29", None),
        ("ngày 1/2 rồi ngày 5/6", "2021-07-29", None),
    ],
)
def test_a_surface_has_its_value(surface: str, published: str | None, value: Value | None) -> None:
    assert value_of(surface, published) == value


@pytest.mark.parametrize(
    "value",
    ["2021", "XXXX", "199X", "19XX", "2021-07", "XXXX-07", "XXXX-XX", "2021-07-28", "XXXX-07-28TAF", "XXXX-XX-XXTMO",
     "2016-10-20T05:10", "2021-Q2", "XXXX-H1", "2021-SU", "2021-W30", "XXXX-WXX-3TMO", "2021-W30-WE", "2016/2020",
     "2015-11/", "2021-07-20/2021-07-22", "2020-02-29", "XXXX-02-29", "2021-07-28T24:00"],
)  # fmt: skip
def test_a_value_of_ours_is_right(value: str) -> None:
    assert check(value)


@pytest.mark.parametrize(
    "value",
    ["", "21", "202", "2021-", "2021-13", "2021-7", "2021-07-32", "2021-02-29", "XXXX-02-30", "28/7/2021", "2021-07-28T",
     "2021-07-28T25:00", "2021-07-28TXX", "2021-Q5", "2021-W54", "/2020", "2016/2020/2021", "2016/", "năm 2021"],
)  # fmt: skip
def test_anything_else_is_not(value: str) -> None:
    assert check(value) is (value == "2016/")


@pytest.mark.parametrize(
    ("value", "mod", "calendar", "vietnamese", "english"),
    [
        ("2021-07-28TAF", None, None, "chiều thứ Tư 28/7/2021", "the afternoon of Wednesday 28 July 2021"),
        ("XXXX-07-28TAF", None, None, "chiều 28/7, chưa rõ năm", "the afternoon of 28 July, year unknown"),
        ("2021-07", "START", None, "đầu tháng 7/2021", "the beginning of July 2021"),
        ("2021-Q2", None, None, "quý II năm 2021", "the second quarter of 2021"),
        ("2021-H1", None, None, "6 tháng đầu năm 2021", "the first half of 2021"),
        ("2016/2020", None, None, "từ năm 2016 đến năm 2020", "from 2016 to 2020"),
        ("2015-11/", None, None, "từ tháng 11/2015 đến nay", "since November 2015"),
        ("199X", None, None, "thập niên 1990", "the 1990s"),
        ("19XX", None, None, "thế kỷ XX", "the 20th century"),
        ("2016-10-20T05:10", None, None, "05:10, thứ Năm 20/10/2016", "05:10, Thursday 20 October 2016"),
        ("2021-W30", None, None, "tuần 30 năm 2021 (26/7 – 1/8)", "week 30 of 2021 (26/7 – 1/8)"),
        (
            "2021-04-21",
            None,
            "lunar",
            "thứ Tư 21/4/2021 (10 tháng Ba âm lịch năm Tân Sửu)",
            "Wednesday 21 April 2021 (day 10 of month 3, lunar year Tân Sửu)",
        ),
        ("hôm nào đó", None, None, "hôm nào đó", "hôm nào đó"),
    ],
)
def test_a_value_is_said(value: str, mod: str | None, calendar: str | None, vietnamese: str, english: str) -> None:
    assert in_words(value, mod, calendar) == vietnamese
    assert in_words(value, mod, calendar, "en") == english
