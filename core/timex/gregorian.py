"""Counting with Gregorian days whose year may be unknown, and choosing the year that a text leaves out."""

from collections.abc import Iterable
from datetime import date, timedelta

UNKNOWN = "XXXX"
_AHEAD = 31  # a bare day is at most so many days after the publication
_LEAP_YEAR = 2000  # stands for an unknown one


def add_days(value: str, by: int) -> str:
    """A day (`2021-07-28`, `XXXX-07-28`) so many days later; an unknown year stays unknown."""
    year, month, day = value[:4], value[5:7], value[8:10]
    if not (month.isdecimal() and day.isdecimal()):
        return value[:10]
    try:
        moved = date(int(year) if year.isdecimal() else _LEAP_YEAR, int(month), int(day)) + timedelta(by)
    except (ValueError, OverflowError):
        return value[:10]
    return f"{moved.year:04}{moved:-%m-%d}" if year.isdecimal() else f"{UNKNOWN}{moved:-%m-%d}"


def add_months(year: str, month: int, by: int) -> tuple[str, int]:
    """A month so many months later; an unknown year stays unknown."""
    months = month - 1 + by
    return add_years(year, months // 12), months % 12 + 1


def add_years(year: str, by: int) -> str:
    """A year so many years later; unknown where it was, and where no calendar has it."""
    later = int(year) + by if year.isdecimal() else 0
    return f"{later:04}" if 1 <= later <= 9999 else UNKNOWN


def years_about(day: date) -> range:
    """The years that a day or month without a year may lie in, written on `day`."""
    return range(day.year - 4, day.year + 5)  # four years either way hold a 29 February


def nearest(
    days: Iterable[date], written: date, ahead: bool, whole_month: bool = False, after: date | None = None
) -> date | None:
    """Which of some days is meant by a text written on `written`: the nearest one that is not more than 31 days later.

    `ahead`: the next one instead; `whole_month`: the days stand for months; `after`: the first one from that day on.
    """
    days = sorted(days)
    if after is not None:
        floor = after.replace(day=1) if whole_month else after
        return next((d for d in days if d >= floor), None)
    if ahead:
        floor = written.replace(day=1) if whole_month else written
        return next((d for d in days if d >= floor), None)
    past = [d for d in days if (d - written).days <= _AHEAD]
    return min(past, key=lambda d: (abs((d - written).days), d)) if past else None
