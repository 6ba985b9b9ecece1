"""Days of a search line: `2021`, `2021-09`, `9/2021`, `28/7/2021`, `2021-07..2021-09`, `20/10/2016..`."""

import calendar
from datetime import date

import regex

_ISO = regex.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_OURS = regex.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
FIRST, LAST = "0001-01-01", "9999-12-31"


def days(written: str) -> tuple[str, str] | None:
    """The first and the last day (ISO) of a day, month, year or stretch of them; None where it is none."""
    low, dots, high = written.partition("..")
    if dots:
        first, last = days(low) if low else (FIRST, FIRST), days(high) if high else (LAST, LAST)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    if found := _ISO.fullmatch(written):
        year, month, day = found.groups()
    elif found := _OURS.fullmatch(written):
        day, month, year = found.groups()
    else:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    month_last = first.month if month else 12
    last = first if day else date(first.year, month_last, calendar.monthrange(first.year, month_last)[1])
    return first.isoformat(), last.isoformat()
