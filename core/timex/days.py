"""Reading a day: numeric, in words, relative, lunar, with its weekday, part of the day and hour."""

import re
from calendar import monthrange
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

from core.timex.clocks import CLOCK, clock_of, in_part
from core.timex.expression import Anchor, Point, Shift
from core.timex.lexicon import AFTER, EDGE, GAP, one_of, sexagenary, sexagenary_pattern, table, words
from core.timex.numbers import UP_TO_31, number
from core.timex.source import Atom, Source
from core.timex.weekdays import bare_weekday, is_weekday, weekday_of, weekday_pattern
from core.timex.years import calendar_at, tail_at

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_SEPARATOR = " ?[/.-] ?"
_LEAP_YEAR = 2000
_TRIES = 5  # an hour, a part of the day, a weekday and "ngày" may stand before a date


@cache
def _patterns() -> SimpleNamespace:
    day = f"(?P<d>{DAY}|{UP_TO_31}{EDGE})"
    month = f"(?P<m>{MONTH}|(?:{one_of(table('months'))}){EDGE})"
    return SimpleNamespace(
        prefix=re.compile(
            f"(?P<clock>{CLOCK}) ?[,|-]? {{0,3}}"
            f"|(?P<part>{one_of(table('parts'))}){EDGE}(?:, ?(?=ngày)|{GAP})"
            f"|(?P<weekday>{weekday_pattern()}) ?[,|-]? {{0,3}}"
            f"|(?P<head>ngày|hôm|bữa){EDGE}{AFTER}"
        ),
        clock=re.compile(f" ?[,|-]? {{0,3}}(?<!\\w){CLOCK}(?![^\\W_])"),
        relative=re.compile(f"(?P<w>{one_of(table('days'))}){EDGE}"),
        after_part=re.compile(f"(?P<w>{one_of(table('days_after_part'))})(?!\\w)"),
        iso=re.compile(
            r"(?P<y>\d{4})(?P<s>[-/])(?P<m>0\d|1[0-2])(?P=s)(?P<d>[0-2]\d|3[01])(?!\d)"
            r"(?:t(?P<c>[0-2]\d:[0-5]\d)(?::\d\d)?)?"
        ),
        numeric=re.compile(
            f"(?P<d>0?[1-9]|[12]\\d|3[01])(?P<s>{_SEPARATOR})(?P<m>{MONTH})"
            f"(?:{_SEPARATOR}(?P<y>\\d{{4}})(?!\\d)|(?P=s)(?P<yy>\\d\\d)(?!\\d))?"
        ),
        worded=re.compile(f"(?:(?:mùng|mồng){GAP})?{day} ?(?:[,/-] ?)?tháng{AFTER}{month}"),
        full_moon=re.compile(f"rằm{AFTER}tháng{AFTER}{month}"),
        tet=re.compile(
            f"(?:mùng|mồng)?{GAP}{day}{GAP}(?:tháng chạp )?tết(?: nguyên đán)?{EDGE}"
            f"(?: (?P<cycle>{sexagenary_pattern()}){EDGE})?(?:(?: năm)? (?P<y>(?:19|20)\\d\\d)(?!\\d))?"
        ),
        mung=re.compile(
            f"(?:mùng|mồng){GAP}{day}(?:{_SEPARATOR}(?P<m>{MONTH})(?:{_SEPARATOR}(?P<y>\\d{{4}})(?!\\d))?)?"
        ),
        only=re.compile(f"(?P<d>{DAY})(?![/.]\\d)"),
    )


def day_at(source: Source, at: int) -> Atom | None:
    """A day that begins at an offset, with all that stands before it and an hour after it."""
    point, pos, said, weekday = Point(), at, set[str](), None
    for _ in range(_TRIES):
        if atom := _core_at(source, at, pos, point, said):
            return _with_clock(source, atom)
        m = _patterns().prefix.match(source.text, pos)
        if not m or m.lastgroup is None or m.lastgroup in said:
            break
        if m.lastgroup == "weekday" and not is_weekday(source, pos, m.end("weekday"), bool(said)):
            break
        said.add(m.lastgroup)
        point, pos = replace(point, **_prefix_fields(m, point)), m.end()
        if m.lastgroup == "weekday":
            weekday = bare_weekday(source, at, m.start(), m.end("weekday"), point)
    if weekday is None and said == {"clock"}:
        return Atom(at, at + len(source.text[at:pos].rstrip(" ,|-")), point, weak="clock")
    return weekday


def _prefix_fields(m: re.Match[str], point: Point) -> dict[str, Any]:
    if m.lastgroup == "clock":
        return {"clock": clock_of(m, point.part)}
    if m.lastgroup == "part":
        part = table("parts")[" ".join(m["part"].split())]
        return {"part": part, "clock": point.clock and in_part(point.clock, part)}
    return {"weekday": weekday_of(m["weekday"])} if m.lastgroup == "weekday" else {}


def _core_at(source: Source, at: int, pos: int, point: Point, said: set[str]) -> Atom | None:
    """The day itself, after what may stand before it."""
    p, text = _patterns(), source.text
    if m := p.relative.match(text, pos):
        return _relative(source, at, m, "days", point)
    if "part" in said and (m := p.after_part.match(text, pos)) and not source.raw[pos].isupper():
        return _relative(source, at, m, "days_after_part", point)
    first = text[pos : pos + 1]
    if first.isdecimal() and (atom := _numeric(source, at, pos, point, said)):
        return atom
    if first == "r" and (m := p.full_moon.match(text, pos)):
        return _dated(source, at, m.end(), replace(point, day=15, month=_month(m["m"]), lunar=True))
    if not first.isalnum():
        return None
    if m := p.tet.match(text, pos):
        return _tet(source, at, m, point)
    if (m := p.worded.match(text, pos)) and (said or not source.preceded_by(at, words("ordered"))):
        found = replace(point, day=number(m["d"]), month=_month(m["m"]), lunar=m["m"] in ("giêng", "chạp"))
        atom = _dated(source, at, m.end(), found)
        if atom and not said and atom.point.bare and first.isdecimal():
            atom.weak = "worded"
        return atom
    if m := p.mung.match(text, pos):
        found = replace(point, day=number(m["d"]), month=m["m"] and int(m["m"]), year=m["y"] and int(m["y"]))
        return _dated(source, at, m.end(), found) if m["m"] else Atom(at, m.end(), found, weak="day")
    if said & {"head", "part"} and (m := p.only.match(text, pos)):
        return Atom(at, m.end(), replace(point, day=int(m["d"])), weak="day")
    return None


def _relative(source: Source, at: int, m: re.Match[str], days: str, point: Point) -> Atom | None:
    """*Hôm nay*, *cùng ngày*, *sáng nay 9-7*: a date that stands right after a relative day belongs to it."""
    unit, by, anchor = table(days)[" ".join(m["w"].split())]
    if not unit:
        return None
    dated = _patterns().numeric.match(source.text, m.end() + 1) if source.text[m.end() : m.end() + 1] == " " else None
    if dated and not _is_day_range(dated, source.text):
        year = int(dated["y"]) if dated["y"] else None
        end = dated.end() if year else dated.end("m")
        if not source.followed_by(end, words("counted")):
            said = _real(Atom(at, end, replace(point, day=int(dated["d"]), month=int(dated["m"]), year=year)))
            if said:
                return said
    return Atom(at, m.end(), replace(point, shift=Shift(unit, by, Anchor(anchor))), reason="times.found_relative")


def _numeric(source: Source, at: int, pos: int, point: Point, said: set[str]) -> Atom | None:
    """*28/7*, *28-7-2021*, *28.7.21*, *2021-07-28*; weak where nothing before it says that it is a day."""
    p, text = _patterns(), source.text
    if m := p.iso.match(text, pos):
        point = replace(point, year=int(m["y"]), month=int(m["m"]), day=int(m["d"]))
        return _real(Atom(at, m.end(), replace(point, clock=f"T{m['c']}") if m["c"] else point))
    m = p.numeric.match(text, pos)
    if not m or _is_day_range(m, text):
        return None
    separator, named = m["s"].strip(), bool(said & {"head", "part", "weekday"})
    found, end = replace(point, day=int(m["d"]), month=int(m["m"])), m.end("m")
    if m["y"]:
        found, end = replace(found, year=int(m["y"])), m.end()
    elif m["yy"]:
        if not said and len(m[0]) < len("01/02/21"):
            return None
        found, end = replace(found, year=(2000 if int(m["yy"]) < 50 else 1900) + int(m["yy"])), m.end()
    elif separator == "." and not named:
        return None
    atom = _dated(source, at, end, found)
    if atom and found.year is None and not named and "clock" not in said and atom.point.bare and not atom.point.lunar:
        atom.weak = "date/" if separator == "/" else "date-"
    return atom


_WITH_MONTH = re.compile(r" ?[/.] ?(?:0?[1-9]|1[0-2])(?!\d)")
_WITH_MONTH_DASHED = re.compile(r"-(?:0?[1-9]|1[0-2])(?:-\d{4})?(?![\d-])")


def _is_day_range(m: re.Match[str], text: str) -> bool:
    """Whether *3-5/8*, *6 - 9-5-2016*, *20 - 22/7* are days of one month: a dash, then a day with its own month."""
    if m["s"].strip() != "-":
        return False
    if _WITH_MONTH.match(text, m.end("m")):
        return True
    return " " in m["s"] and _WITH_MONTH_DASHED.match(text, m.end("m")) is not None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else table("months")[" ".join(text.split())]


def _tet(source: Source, at: int, m: re.Match[str], point: Point) -> Atom:
    """*Mùng 5 Tết* is in the first lunar month, *28 Tết* in the last one of the year before."""
    day, end = number(m["d"]) or 1, m.end()
    point = replace(point, day=day, month=13 if day >= 20 else 1, lunar=True, last=day == 30)
    if m["y"] or m["cycle"]:
        point = replace(point, year=m["y"] and int(m["y"]), sexagenary=m["cycle"] and sexagenary(m["cycle"]))
    elif year := tail_at(source, end):
        end, point = year[0], replace(point, **year[1])
    return Atom(at, end, point, reason="times.found_lunar")


def _dated(source: Source, at: int, end: int, point: Point) -> Atom | None:
    """A day and month with the year and the calendar that follow them, in either order; None where no month has that day."""
    for _ in range(2):
        if calendar := calendar_at(source, end):
            end, point = calendar[0], replace(point, lunar=calendar[1])
        if point.bare and (tail := tail_at(source, end)):
            end, point = tail[0], replace(point, **tail[1])
    return _real(Atom(at, end, point, reason="times.found_lunar" if point.lunar else "times.found_day"))


def _real(atom: Atom) -> Atom | None:
    """The atom, if its month has its day."""
    p = atom.point
    if p.lunar or p.day is None or p.month is None:
        return atom
    return atom if p.day <= monthrange(p.year or _LEAP_YEAR, p.month)[1] else None


def _with_clock(source: Source, atom: Atom) -> Atom:
    """An hour right after a date: *22/07/2021 20:00*."""
    m = _patterns().clock.match(source.text, atom.end)
    if not m or atom.point.clock or atom.weak or m.start("h") == atom.end:
        return atom
    if not m["mi2"] and not (m["mi"] and atom.point.year):
        return atom
    return Atom(atom.start, m.end(), replace(atom.point, clock=clock_of(m, atom.point.part)), reason=atom.reason)
