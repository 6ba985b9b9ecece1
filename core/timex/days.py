"""Reading a day: numeric, in words, relative, lunar, with its weekday, part of the day and clock."""

import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

from core.timex.expression import Anchor, Point, Shift
from core.timex.lexicon import AFTER, EDGE, GAP, one_of, sexagenary, sexagenary_pattern, table, words
from core.timex.numbers import UP_TO_31, number
from core.timex.source import Atom, Source
from core.timex.years import calendar_at, tail_at

_CLOCK = (
    r"(?P<h>2[0-4]|[01]?\d) ?(?:(?:h|g|giờ)(?: ?(?P<mi>[0-5]\d)(?!\d)(?: ?(?:phút|p|')(?!\w))?| ?(?P<half>rưỡi))?(?![^\W\d])"
    r"|:(?P<mi2>[0-5]\d)(?!\d)(?::[0-5]\d(?!\d))?)(?: ?(?P<noon>[ap]m|sa|ch)(?!\w))?"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"


@cache
def _patterns() -> SimpleNamespace:
    months = one_of(table("months"))
    word_day = f"(?:{DAY}|{UP_TO_31}{EDGE})"
    return SimpleNamespace(
        prefix=re.compile(
            f"(?P<clock>{_CLOCK})(?: ?[,|-]?) {{0,3}}"
            f"|(?P<part>{one_of(table('parts'))}){EDGE}(?:, ?(?=ngày)|{GAP})"
            f"|(?P<weekday>thứ ?(?:{one_of(table('weekdays'))})(?!\\w)|(?:chủ|chúa) nhật|cn(?= ?,? ?\\d)){EDGE}(?: ?[,|-]?) {{0,3}}"
            f"|(?P<head>ngày|hôm|bữa){EDGE}{AFTER}"
        ),
        clock=re.compile(f" ?[,|-]? {{0,3}}(?<![\\w]){_CLOCK}"),
        relative=re.compile(f"(?P<w>{one_of(table('days'))}){EDGE}"),
        after_part=re.compile(f"(?P<w>{one_of(table('days_after_part'))})(?!\\w)"),
        iso=re.compile(r"(?P<y>\d{4})(?P<s>[-/])(?P<m>0\d|1[0-2])(?P=s)(?P<d>[0-2]\d|3[01])(?!\d)(?:t(?P<c>[0-2]\d:[0-5]\d)(?::\d\d)?)?"),
        numeric=re.compile(
            rf"(?P<d>0?[1-9]|[12]\d|3[01])(?P<s> ?[/.-] ?)(?P<m>{MONTH})"
            r"(?: ?[/.-] ?(?P<y>\d{4})(?!\d)|(?P=s)(?P<yy>\d\d)(?!\d))?"
        ),
        worded=re.compile(
            f"(?:(?:mùng|mồng){GAP})?(?P<d>{word_day}) ?(?:[,/-] ?)?tháng{AFTER}(?P<m>{MONTH}|(?:{months}){EDGE})"
        ),
        full_moon=re.compile(f"rằm{AFTER}tháng{AFTER}(?P<m>{MONTH}|(?:{months}){EDGE})"),
        tet=re.compile(
            f"(?:mùng|mồng)?{GAP}(?P<d>{word_day}){GAP}(?:tháng chạp )?(?P<tet>tết)(?: nguyên đán)?{EDGE}"
            f"(?: (?P<cycle>{sexagenary_pattern()}){EDGE})?(?:(?: năm)? (?P<y>(?:19|20)\\d\\d)(?!\\d))?"
        ),
        mung=re.compile(f"(?:mùng|mồng){GAP}(?P<d>{word_day})(?:(?P<s> ?[/.-] ?)(?P<m>{MONTH})(?: ?[/.-] ?(?P<y>\\d{{4}})(?!\\d))?)?"),
        only=re.compile(rf"(?P<d>{DAY})(?![/.]\d)"),
    )


def day_at(source: Source, at: int) -> Atom | None:
    """A day that begins at an offset, with all that stands before it and an hour after it."""
    point, pos, said, fallback = Point(), at, set[str](), None
    for _ in range(5):
        if atom := _core_at(source, at, pos, point, said):
            return _with_clock(source, atom)
        m = _patterns().prefix.match(source.text, pos)
        if not m or m.lastgroup is None or m.lastgroup in said:
            break
        if m.lastgroup == "weekday" and not _is_weekday(source, m, said):
            break
        said.add(m.lastgroup)
        point, pos = replace(point, **_prefix_fields(m, point)), m.end()
        if m.lastgroup == "weekday":
            fallback = _bare_weekday(source, at, m, point)
    if fallback is None and said == {"clock"}:
        return Atom(at, _trimmed(source, at, pos), point, weak="clock")
    return fallback


def _trimmed(source: Source, at: int, end: int) -> int:
    return at + len(source.text[at:end].rstrip(" ,|-\n"))


def _prefix_fields(m: re.Match[str], point: Point) -> dict[str, Any]:
    if m.lastgroup == "clock":
        return {"clock": clock_of(m, point.part)}
    if m.lastgroup == "part":
        code = table("parts")[" ".join(m["part"].split())]
        return {"part": code, "clock": _afternoon(point.clock, code)}
    if m.lastgroup == "weekday":
        return {"weekday": table("weekdays").get(m["weekday"].removeprefix("thứ").strip(), 7)}
    return {}


def clock_of(m: re.Match[str], part: str | None = None) -> str:
    """`T14:30` from a match of a clock time, given the part of the day said before it."""
    hour = int(m["h"])
    minute = int(m["mi"] or m["mi2"] or (30 if m["half"] else 0))
    if m["noon"] in ("pm", "ch") and hour < 12:
        hour += 12
    return _afternoon(f"T{hour:02}:{minute:02}", part) or ""


def _afternoon(clock: str | None, part: str | None) -> str | None:
    """An hour of twelve as one of twenty-four, by the part of the day: *8 giờ tối* is 20:00, *12 giờ đêm* midnight."""
    if not clock or not part:
        return clock
    hour = int(clock[1:3])
    if (part in ("TAF", "TEV") and hour < 12) or (part == "TNI" and 6 <= hour < 12) or (part == "TMI" and hour in (1, 2, 3)):
        hour += 12
    elif part == "TNI" and hour == 12:
        hour = 0
    return f"T{hour:02}{clock[3:]}"


def _is_weekday(source: Source, m: re.Match[str], said: set[str]) -> bool:
    """Whether *thứ hai* is Monday and not "second"."""
    word = m["weekday"]
    if said & {"part", "head", "clock"} or "nhật" in word or word == "cn":
        return not source.preceded_by(m.start(), words("habit"))
    if source.preceded_by(m.start(), words("ordinals")):
        return False
    raw = source.raw[m.start() : m.start() + len(word)].split()
    if raw[-1][0].isupper() and (raw[-1] != raw[-1].upper() or raw[0] == "THỨ"):
        return True
    before = source.before(m.start(), 12).rstrip(" ")
    return not before or before[-1] in "\n,.;:|(-" or source.preceded_by(m.start(), words("weekday_before")) or bool(
        re.match(r" (?:tuần|ngày|tới|vừa)", source.text[m.end("weekday") : m.end("weekday") + 6])
    )


_WEEK = re.compile(r" (?:của )?tuần (này|trước|tới|sau|qua|rồi|vừa rồi|vừa qua)(?!\w)")
_TURN = re.compile(r" (tới|vừa rồi|vừa qua|này)(?!\w)")
_HABIT = re.compile(r" (?:hàng|hằng|mỗi|các|cuối|xanh|đỏ|hồng|tình nguyện)")


def _bare_weekday(source: Source, at: int, m: re.Match[str], point: Point) -> Atom | None:
    """A weekday alone, or with its week."""
    end = m.end("weekday")
    if week := _WEEK.match(source.text, end):
        by = table("shifts")[week[1]][0]
        return Atom(at, week.end(), replace(point, shift=Shift("week", by)), reason="times.found_weekday")
    if _HABIT.match(source.text, end):
        return None
    if turn := _TURN.match(source.text, end):
        by = {"tới": 1, "này": 0}.get(turn[1], -1)
        return Atom(at, turn.end(), replace(point, shift=Shift("weekday", by)), reason="times.found_weekday")
    raw = source.raw[m.start("weekday") : end]
    named = "nhật" in m["weekday"] or (raw.split()[-1][:1].isupper() and not raw.isupper())
    strong = named or point.part is not None or source.text[at:end].startswith(("hôm", "bữa"))
    return Atom(at, end, point, weak=None if strong else "weekday", reason="times.found_weekday")


def _core_at(source: Source, at: int, pos: int, point: Point, said: set[str]) -> Atom | None:
    """The day itself, after what may stand before it."""
    p, text = _patterns(), source.text
    if m := p.relative.match(text, pos):
        unit, by, anchor = table("days")[" ".join(m["w"].split())]
        if unit:
            return _dated_beside(source, Atom(at, m.end("w"), replace(point, shift=Shift(unit, by, Anchor(anchor))), reason="times.found_relative"))
        return None
    if "part" in said and (m := p.after_part.match(text, pos)) and not source.raw[pos].isupper():
        unit, by, anchor = table("days_after_part")[m["w"]]
        return _dated_beside(source, Atom(at, m.end("w"), replace(point, shift=Shift(unit, by, Anchor(anchor))), reason="times.found_relative"))
    first = text[pos : pos + 1]
    if first.isdecimal():
        if atom := _numeric(source, at, pos, point, said):
            return atom
    if first == "r" and (m := p.full_moon.match(text, pos)):
        return _lunar(source, at, m.end(), replace(point, day=15, month=_month(m["m"]), lunar=True))
    if not first.isalnum():
        return None
    if m := p.tet.match(text, pos):
        return _tet(source, at, m, point)
    if (m := p.worded.match(text, pos)) and not (not said and source.preceded_by(at, words("ordered"))):
        found = replace(point, day=number(m["d"]), month=_month(m["m"]), lunar=m["m"] in ("giêng", "chạp"))
        atom = _lunar(source, at, m.end(), found)
        if not said and atom.point.bare and not m[0].startswith("m"):
            atom.weak = "worded"
        return atom
    if m := p.mung.match(text, pos):
        day, month = number(m["d"]), int(m["m"]) if m["m"] else None
        if not m["m"]:
            return Atom(at, m.end(), replace(point, day=day), weak="day")
        return _lunar(source, at, m.end(), replace(point, day=day, month=month, year=int(m["y"]) if m["y"] else None))
    if said & {"head", "part"} and (m := p.only.match(text, pos)):
        return Atom(at, m.end(), replace(point, day=int(m["d"])), weak="day")
    return None


def _numeric(source: Source, at: int, pos: int, point: Point, said: set[str]) -> Atom | None:
    p, text = _patterns(), source.text
    if m := p.iso.match(text, pos):
        clock = f"T{m['c']}" if m["c"] else point.clock
        return Atom(at, m.end(), replace(point, year=int(m["y"]), month=int(m["m"]), day=int(m["d"]), clock=clock))
    m = p.numeric.match(text, pos)
    if not m or _is_day_range(m, text):
        return None
    separator = m["s"].strip()
    found = replace(point, day=int(m["d"]), month=int(m["m"]))
    end = m.end("m")
    if m["y"]:
        found, end = replace(found, year=int(m["y"])), m.end()
    elif m["yy"] and (said or len(m[0]) >= 8):
        found, end = replace(found, year=_century(int(m["yy"]))), m.end()
    elif m["yy"] or (separator == "." and not said & {"head", "part", "weekday"}):
        return None
    atom = _lunar(source, at, end, found)
    if found.year is None and not said & {"head", "part", "weekday", "clock"} and atom.point.bare and not atom.point.lunar:
        atom.weak = "date/" if separator == "/" else "date-"
    return atom


def _is_day_range(m: re.Match[str], text: str) -> bool:
    """Whether *3-5/8*, *6 - 9-5-2016*, *20 - 22/7* are days of one month: a dash, then a day with its own month."""
    if m["s"].strip() != "-":
        return False
    rest = text[m.end("m") : m.end("m") + 12]
    if re.match(r" ?[/.] ?(?:0?[1-9]|1[0-2])(?!\d)", rest):
        return True
    return bool(re.match(r"-(?:0?[1-9]|1[0-2])(?:-\d{4})?(?![\d-])", rest)) and " " in m["s"]


def _century(year: int) -> int:
    return 2000 + year if year < 50 else 1900 + year


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else table("months")[" ".join(text.split())]


def _tet(source: Source, at: int, m: re.Match[str], point: Point) -> Atom:
    """*Mùng 5 Tết* is in the first lunar month, *28 Tết* in the last one of the year before."""
    day, end = number(m["d"]) or 1, m.end()
    point = replace(point, day=day, month=13 if day >= 20 else 1, lunar=True, last=day == 30)
    if m["y"] or m["cycle"]:
        point = replace(point, year=int(m["y"]) if m["y"] else None, sexagenary=sexagenary(m["cycle"]) if m["cycle"] else None)
    elif year := tail_at(source, end):
        end, point = year[0], replace(point, **year[1])
    return Atom(at, end, point, reason="times.found_lunar")


def _lunar(source: Source, at: int, end: int, point: Point) -> Atom:
    """The year and the calendar that follow a day and month."""
    said_year = point.year is not None
    for _ in range(2):
        if calendar := calendar_at(source, end):
            end, point = calendar[0], replace(point, lunar=calendar[1])
        if not said_year and (tail := tail_at(source, end)):
            end, point, said_year = tail[0], replace(point, **tail[1]), True
    return Atom(at, end, point, reason="times.found_lunar" if point.lunar else "times.found_day")


def _dated_beside(source: Source, atom: Atom) -> Atom:
    """*Sáng nay 9-7*: the date that stands right after a relative day belongs to it."""
    pos = atom.end + (source.text[atom.end : atom.end + 1] == " ")
    m = _patterns().numeric.match(source.text, pos)
    if not m or pos == atom.end or m["s"].strip() == "." or _is_day_range(m, source.text):
        return atom
    if source.followed_by(m.end(), words("counted")):
        return atom
    year = int(m["y"]) if m["y"] else None
    return Atom(atom.start, m.end() if year else m.end("m"), replace(atom.point, shift=None, day=int(m["d"]), month=int(m["m"]), year=year))


def _with_clock(source: Source, atom: Atom) -> Atom:
    """An hour right after a date: *22/07/2021 20:00*."""
    m = _patterns().clock.match(source.text, atom.end)
    if not m or atom.point.clock or atom.weak or m.start("h") == atom.end or source.text[m.end() : m.end() + 1].isalnum():
        return atom
    if not (m["mi"] or m["mi2"]) or (m["mi"] and atom.point.year is None):
        return atom
    return replace_end(atom, m.end(), clock=clock_of(m, atom.point.part))


def replace_end(atom: Atom, end: int, **fields: Any) -> Atom:
    """The atom, longer and with more said."""
    return Atom(atom.start, end, replace(atom.point, **fields), atom.mod, atom.weak, atom.reason)
