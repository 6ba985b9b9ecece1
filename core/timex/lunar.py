"""The Vietnamese lunar calendar, both ways.

The astronomical method that Hồ Ngọc Đức published as "Thuật toán tính âm lịch" (informatik.uni-leipzig.de/~duc/amlich),
after Meeus, *Astronomical Algorithms* (1998): a month begins on the day of the new moon, the eleventh month holds the
winter solstice, and in a year of thirteen months the first one without a principal term is the leap month. Days are those
of UTC+7, which is why Tết is not always the Chinese new year (1985: a month earlier; 2007 and 2030: a day).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import floor, pi, radians, sin

_ZONE = 7 / 24
_JULIAN = 1721424.5  # the Julian date at which day 0 of `date.toordinal` begins
_SYNODIC = 29.530588853


@dataclass(frozen=True, slots=True, order=True)
class LunarDay:
    """A day of the lunar calendar; `year` is the Gregorian year in which the lunar year begins."""

    year: int
    month: int
    day: int
    leap: bool = False


def to_lunar(day: date) -> LunarDay:
    """The lunar day of a Gregorian day."""
    number = day.toordinal()
    year = day.year if number >= _first_months(day.year)[0][2] else day.year - 1
    month, leap, first = max((m for m in _first_months(year) if m[2] <= number), key=lambda m: m[2])
    return LunarDay(year, month, number - first + 1, leap)


def to_gregorian(day: LunarDay) -> date | None:
    """The Gregorian day of a lunar day; None where that year has no such day or leap month."""
    first, length = month_span(day.year, day.month, day.leap) or (None, 0)
    return first + timedelta(day.day - 1) if first and 1 <= day.day <= length else None


def month_span(year: int, month: int, leap: bool = False) -> tuple[date, int] | None:
    """First Gregorian day and number of days (29 or 30) of a lunar month; None where that year has no such month."""
    months = _first_months(year)
    for (number, is_leap, first), (_, _, following) in zip(
        months, [*months[1:], _first_months(year + 1)[0]], strict=True
    ):
        if (number, is_leap) == (month, leap):
            return date.fromordinal(first), following - first
    return None


def tet(year: int) -> date:
    """The first day of the lunar year that begins in the Gregorian `year`."""
    return date.fromordinal(_first_months(year)[0][2])


@lru_cache(maxsize=512)
def _first_months(year: int) -> tuple[tuple[int, bool, int], ...]:
    """The months of a lunar year: number, whether leap, ordinal of the first day."""
    before, after = _from_eleventh(year - 1), _from_eleventh(year)
    return before[_first(before) :] + after[: _first(after)]


def _first(months: tuple[tuple[int, bool, int], ...]) -> int:
    """Where the first month of a year stands."""
    return next(i for i, m in enumerate(months) if m[0] == 1)


@lru_cache(maxsize=512)
def _from_eleventh(year: int) -> tuple[tuple[int, bool, int], ...]:
    """The months from the eleventh one of the Gregorian `year` to before the next eleventh one."""
    start, stop = _solstice_moon(year), _solstice_moon(year + 1)
    firsts = [_new_moon(k) for k in range(start, stop)]
    leap = _leap_index(start) if len(firsts) == 13 else 99
    numbers = [(10 + i - (i >= leap)) % 12 + 1 for i in range(len(firsts))]
    return tuple((n, i == leap, first) for i, (n, first) in enumerate(zip(numbers, firsts, strict=True)))


def _leap_index(start: int) -> int:
    """Which month from the eleventh on is the first without a principal term."""
    arcs = [_sun_arc(_new_moon(start + i)) for i in range(15)]
    return next(i for i in range(1, 14) if arcs[i] == arcs[i + 1])


def _solstice_moon(year: int) -> int:
    """Index of the new moon that begins the month of the winter solstice."""
    end = date(year, 12, 31).toordinal()
    k = floor((end + _JULIAN + 0.5 - 2415021.076998695) / _SYNODIC)
    return k - 1 if _sun_arc(_new_moon(k)) >= 9 else k


def _sun_arc(ordinal: int) -> int:
    """In which twelfth of the ecliptic (0 to 11, from the March equinox) the sun is as a Vietnamese day begins."""
    return floor(sun_longitude(ordinal) / pi * 6)


def sun_longitude(ordinal: int) -> float:
    """True longitude of the sun in radians, 0 to 2π, at the beginning (UTC+7) of a day."""
    t = (ordinal + _JULIAN - _ZONE - 2451545.0) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t**3)
    mean = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
    centre = (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return radians(mean + centre) % (2 * pi)


@lru_cache(maxsize=4096)
def _new_moon(k: int) -> int:
    """Ordinal of the Vietnamese day of the k-th new moon after that of 1 January 1900."""
    t = k / 1236.85
    julian = 2415020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t**3
    julian += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t * t))
    m = radians(359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t**3)
    mpr = radians(306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t**3)
    f = radians(21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t**3)
    c = (0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m) - 0.4068 * sin(mpr) + 0.0161 * sin(2 * mpr)
    c += -0.0004 * sin(3 * mpr) + 0.0104 * sin(2 * f) - 0.0051 * sin(m + mpr) - 0.0074 * sin(m - mpr)
    c += 0.0004 * sin(2 * f + m) - 0.0004 * sin(2 * f - m) - 0.0006 * sin(2 * f + mpr) + 0.0010 * sin(2 * f - mpr)
    c += 0.0005 * sin(2 * mpr + m)
    delta = -0.000278 + 0.000265 * t + 0.000262 * t * t
    if t < -11:
        delta = 0.001 + 0.000839 * t + 0.0002261 * t * t - 0.00000845 * t**3 - 0.000000081 * t**4
    return floor(julian + c - delta + 0.5 + _ZONE) - floor(_JULIAN + 0.5)
