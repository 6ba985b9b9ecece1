"""The Vietnamese lunar calendar against days that are known, and against itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.timex.lunar import LunarDay, month_span, tet, to_gregorian, to_lunar

TET = {
    1945: "02-13", 1954: "02-03", 1968: "01-29", 1969: "02-16", 1975: "02-11", 1976: "01-31", 1985: "01-21", 1986: "02-09",
    1990: "01-27", 1995: "01-31", 2000: "02-05", 2001: "01-24", 2002: "02-12", 2003: "02-01", 2004: "01-22", 2005: "02-09",
    2006: "01-29", 2007: "02-17", 2008: "02-07", 2009: "01-26", 2010: "02-14", 2011: "02-03", 2012: "01-23", 2013: "02-10",
    2014: "01-31", 2015: "02-19", 2016: "02-08", 2017: "01-28", 2018: "02-16", 2019: "02-05", 2020: "01-25", 2021: "02-12",
    2022: "02-01", 2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2030: "02-02", 2033: "01-31", 2034: "02-19",
}  # fmt: skip
LEAP_MONTHS = {
    1985: 2, 1987: 7, 2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5,
    2033: 11,
}  # fmt: skip
KNOWN = {
    "2021-04-21": LunarDay(2021, 3, 10),  # Giỗ Tổ Hùng Vương
    "2022-04-10": LunarDay(2022, 3, 10),
    "2021-08-22": LunarDay(2021, 7, 15),
    "2021-09-21": LunarDay(2021, 8, 15),
    "2021-02-04": LunarDay(2020, 12, 23),
    "2020-05-23": LunarDay(2020, 4, 1, leap=True),
    "2019-05-08": LunarDay(2019, 4, 4),
    "1945-09-02": LunarDay(1945, 7, 26),
    "1969-09-02": LunarDay(1969, 7, 21),
    "1975-04-30": LunarDay(1975, 3, 20),  # the 19th by the Chinese calendar: the new moon came at 23:39 (UTC+7)
}


@pytest.mark.parametrize(("year", "day"), TET.items())
def test_tet_is_on_its_day(year: int, day: str) -> None:
    assert tet(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize("year", range(1984, 2035))
def test_leap_months_stand_where_they_do(year: int) -> None:
    leap = [m for m in range(1, 13) if month_span(year, m, leap=True)]
    assert leap == ([LEAP_MONTHS[year]] if year in LEAP_MONTHS else leap)
    assert len(leap) <= 1


@pytest.mark.parametrize(("day", "lunar"), KNOWN.items())
def test_known_days(day: str, lunar: LunarDay) -> None:
    assert to_lunar(date.fromisoformat(day)) == lunar
    assert to_gregorian(lunar) == date.fromisoformat(day)


def test_a_last_month_of_29_days_has_no_30th() -> None:
    assert to_gregorian(LunarDay(2020, 12, 30)) == date(2021, 2, 11)
    assert to_gregorian(LunarDay(2021, 12, 30)) is None
    assert to_gregorian(LunarDay(2021, 12, 29)) == date(2022, 1, 31)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_goes_there_and_back(day: date) -> None:
    assert to_gregorian(to_lunar(day)) == day


@pytest.mark.parametrize("year", range(1900, 2101))
def test_a_lunar_year_is_whole(year: int) -> None:
    spans = [s for m in range(1, 13) for leap in (False, True) if (s := month_span(year, m, leap))]
    assert len(spans) in (12, 13)
    assert {length for _, length in spans} <= {29, 30}
    assert sum(length for _, length in spans) == (tet(year + 1) - tet(year)).days
