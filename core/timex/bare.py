"""Numbers that are a time only by what stands around them: years, months with a year, the other end of a range."""

import re
from dataclasses import replace

from core.timex.days import DAY, MONTH, day_at
from core.timex.expression import Point
from core.timex.lexicon import table, words
from core.timex.numbers import ROMAN
from core.timex.periods import month_at, quarter_at, year_at
from core.timex.source import Atom, Source
from core.timex.years import tail_at

_YEAR = re.compile(r"(?P<y>1\d{3}|20\d\d|21\d\d)(?![\d%]|[.,]\d|[^\W\d])")
_MONTH_YEAR = re.compile(rf"(?P<m>{MONTH})(?P<s> ?[/.-] ?)(?P<y>(?:19|20)\d\d)(?![\d%]|[.,/-]\d)")
_MONTH = re.compile(rf"(?P<m>{MONTH})(?![\d%]|[.,/:]\d|[^\W\d])")
_QUARTER = re.compile(f"(?P<q>[1-4]|{ROMAN})(?!\\w)")
_DAY = re.compile(rf"(?:ngày )?(?P<d>{DAY})(?![\d%]|[.,]\d|[^\W\d])")
_DECADE = re.compile(r"(?P<d>1[89]\d0|20\d0|[1-9]0)(?![\d%]|[.,]\d)(?: (?:của )?thế (?:kỷ|kỉ) (?:xx|20|trước)(?!\w))?")
_FRACTION = re.compile(r"/\d")
_SHORT_REACH = 10  # years
_SHORT = re.compile(r"(?P<y>\d\d)(?![\d%/]|[.,]\d|[^\W\d])")


def bare_at(source: Source, at: int) -> Atom | None:
    """A year, or a month with its year, in digits alone: *2018*, *12/2015*."""
    text = source.text
    if m := _MONTH_YEAR.match(text, at):
        point = Point(month=int(m["m"]), year=int(m["y"]))
        return (
            Atom(at, m.end(), point, weak="month/year", reason="times.found_month") if m["s"].strip() != "." else None
        )
    m = _YEAR.match(text, at)
    if not m or (_FRACTION.match(text, m.end()) and not _YEAR.match(text, m.end() + 1)):
        return None
    return Atom(at, m.end(), Point(year=int(m["y"])), weak="year", reason="times.found_year")


def other_end(source: Source, at: int, left: Atom) -> Atom | None:
    """A number after a dash or *đến*, or in a list, that is a time of the same unit as what stands before it."""
    if left.unit == "day":
        return _day_end(source, at)
    if left.unit == "month":
        return _month_end(source, at, left)
    if left.point.block:
        return _block_end(source, at)
    if (left.point.piece or "").startswith("Q"):
        return _quarter_end(source, at)
    return _year_end(source, at, left.point.year) if left.unit == "year" and left.point.year else None


def _day_end(source: Source, at: int) -> Atom | None:
    atom = day_at(source, at)
    if not atom or atom.weak not in (None, "date/", "date-", "worded"):
        return None
    if atom.weak and atom.point.year is None and source.followed_by(atom.end, words("counted")):
        return None
    return replace_weak(atom)


def _month_end(source: Source, at: int, left: Atom) -> Atom | None:
    m = _MONTH_YEAR.match(source.text, at)
    if m:
        point, end = Point(month=int(m["m"]), year=int(m["y"])), m.end()
    elif left.point.year is None and (m := _MONTH.match(source.text, at)):
        point, end = Point(month=int(m["m"])), m.end()
        if tail := tail_at(source, end):
            end, point = tail[0], replace(point, **tail[1])
    else:
        return month_at(source, at)
    if source.followed_by(m.end(), words("counted")) and point.year is None:
        return None
    return Atom(at, end, replace(point, lunar=left.point.lunar), reason="times.found_month")


def _quarter_end(source: Source, at: int) -> Atom | None:
    m = _QUARTER.match(source.text, at)
    if not m or m["q"] not in table("quarters"):
        return quarter_at(source, at)
    point, end = Point(piece=f"Q{table('quarters')[m['q']]}"), m.end()
    if tail := tail_at(source, end):
        end, point = tail[0], replace(point, **tail[1])
    return Atom(at, end, point, reason="times.found_quarter")


def _year_end(source: Source, at: int, left: int) -> Atom | None:
    """A year, or after a dash its last two digits: *2016-20*."""
    m = _YEAR.match(source.text, at)
    year = int(m["y"]) if m else None
    if m is None and source.text[at - 1] == "-" and (m := _SHORT.match(source.text, at)):
        year = left // 100 * 100 + int(m["y"])
        if not left < year <= left + _SHORT_REACH:
            return None
    if m is None:
        return year_at(source, at)
    if source.followed_by(m.end(), words("counted")):
        return None
    return Atom(at, m.end(), Point(year=year), reason="times.found_year")


def _block_end(source: Source, at: int) -> Atom | None:
    """Another decade: *những năm 1960-**1970***."""
    m = _DECADE.match(source.text, at)
    if not m:
        return None
    tens = m["d"] if len(m["d"]) == 4 else f"19{m['d']}"
    return Atom(at, m.end(), Point(block=f"{tens[:3]}X"), reason="times.found_block")


def day_alone(source: Source, at: int) -> Atom | None:
    """A day of a month that is named later or before: *ngày 3, **4** và 5/8*."""
    m = _DAY.match(source.text, at)
    return Atom(at, m.end(), Point(day=int(m["d"])), weak="day") if m else None


def replace_weak(atom: Atom) -> Atom:
    """The atom, no longer in need of support."""
    return Atom(atom.start, atom.end, atom.point, atom.mod, None, atom.reason)
