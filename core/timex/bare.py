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
_SHORT = re.compile(r"(?P<y>\d\d)(?![\d%/]|[.,]\d|[^\W\d])")


def bare_at(source: Source, at: int) -> Atom | None:
    """A year, or a month with its year, in digits alone: *2018*, *12/2015*."""
    text = source.text
    if m := _MONTH_YEAR.match(text, at):
        if m["s"].strip() != ".":
            return Atom(at, m.end(), Point(month=int(m["m"]), year=int(m["y"])), weak="month/year", reason="times.found_month")
        return None
    if m := _YEAR.match(text, at):
        if text[m.end() : m.end() + 1] == "/" and text[m.end() + 1 : m.end() + 2].isdecimal() and not _YEAR.match(text, m.end() + 1):
            return None
        return Atom(at, m.end(), Point(year=int(m["y"])), weak="year", reason="times.found_year")
    return None


def other_end(source: Source, at: int, left: Atom) -> Atom | None:
    """A number after a dash or *đến*, or in a list, that is a time of the same unit as what stands before it."""
    text, unit = source.text, left.unit
    if unit == "day":
        return _day_end(source, at, left)
    if unit == "month":
        if (m := _MONTH_YEAR.match(text, at)) or (left.point.year is None and (m := _MONTH.match(text, at))):
            if source.followed_by(m.end(), words("counted")):
                return None
            year = int(m["y"]) if "y" in m.groupdict() else None
            atom = Atom(at, m.end(), Point(month=int(m["m"]), year=year, lunar=left.point.lunar), reason="times.found_month")
            if year is None and (tail := tail_at(source, m.end())):
                return Atom(at, tail[0], replace(atom.point, **tail[1]), reason="times.found_month")
            return atom
        return month_at(source, at)
    if unit == "piece" and (left.point.piece or "").startswith("Q"):
        if (m := _QUARTER.match(text, at)) and m["q"] in table("quarters"):
            point, end = Point(piece=f"Q{table('quarters')[m['q']]}"), m.end()
            if tail := tail_at(source, end):
                end, point = tail[0], replace(point, **tail[1])
            return Atom(at, end, point, reason="times.found_quarter")
        return quarter_at(source, at)
    if left.point.block:
        return _block_end(source, at)
    if unit == "year" and left.point.year:
        if m := _YEAR.match(text, at):
            followed = source.followed_by(m.end(), words("counted"))
            return None if followed else Atom(at, m.end(), Point(year=int(m["y"])), reason="times.found_year")
        if left.end < at and (m := _SHORT.match(text, at)) and (left.point.year % 100 < int(m["y"]) <= left.point.year % 100 + 10):
            if source.text[at - 1] == "-" and not source.followed_by(m.end(), words("counted")):
                return Atom(at, m.end(), Point(year=left.point.year // 100 * 100 + int(m["y"])), reason="times.found_year")
        return year_at(source, at)
    return None


def _day_end(source: Source, at: int, left: Atom) -> Atom | None:
    atom = day_at(source, at)
    if atom and (atom.weak is None or atom.weak.startswith("date") or atom.weak == "worded"):
        if source.followed_by(atom.end, words("counted")) and atom.point.year is None and atom.weak:
            return None
        return replace_weak(atom)
    return None


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
