"""Reading weeks, months, quarters and years, by number and by distance."""

import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

from core.timex.expression import Anchor, Point, Shift
from core.timex.lexicon import AFTER, EDGE, one_of, table, words
from core.timex.numbers import UP_TO_31
from core.timex.source import Atom, Source
from core.timex.years import calendar_at, tail_at, year_fields, year_forms

_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_LUNAR_NAMES = ("giêng", "chạp")
_SHORT_TAIL = re.compile(r"/(\d\d)(?![\d/])")
_SHORT_YEAR = re.compile(r"năm (?P<y>[3-9]\d)(?= ?(?:[,.;:)\n]|$|đến|-))")
_SAME = re.compile(r"cùng (?P<u>năm|tháng)(?: (?:đó|ấy|này)(?!\w)|(?= ?(?:[,.;)\n]|$)))")
_SAME_TIME = re.compile(r"(?<!\w)cùng k[ỳì] \Z")
_NUMBER_BEFORE = re.compile(rf"(?:\d|(?<!\w){UP_TO_31}) \Z")


@cache
def _patterns() -> SimpleNamespace:
    months, quarters, of = one_of(table("months")), one_of(table("quarters")), table("shifts_of")
    shifts = {unit: f"(?P<s>{one_of(of[unit])}){EDGE}" for unit in ("week", "month", "quarter")}
    return SimpleNamespace(
        week=re.compile(f"tuần{AFTER}{shifts['week']}"),
        month=re.compile(f"tháng{AFTER}(?:(?P<m>{_MONTH})|(?P<w>{months}){EDGE}|{shifts['month']})"),
        quarter=re.compile(f"quý{AFTER}(?:(?P<q>{quarters})(?!\\w)|{shifts['quarter']})"),
        year=re.compile(f"năm{AFTER}{year_forms()}"),
    )


def week_at(source: Source, at: int) -> Atom | None:
    """*Tuần này*, *tuần trước*."""
    m = _patterns().week.match(source.text, at)
    return _shifted(source, at, m, "week") if m else None


def month_at(source: Source, at: int) -> Atom | None:
    """*Tháng 7/2021*, *tháng Tư năm nay*, *tháng trước*, *tháng Giêng năm Tân Sửu*."""
    m = _patterns().month.match(source.text, at)
    if not m:
        return None
    if m["s"]:
        return _shifted(source, at, m, "month")
    worded = bool(m["w"]) and m["w"] not in _LUNAR_NAMES
    if source.preceded_by(at, words("habit")) and (worded or source.followed_by(m.end(), words("counted"))):
        return None
    if worded and source.before(at, 5).endswith(("ngày ", "ngày,")):  # "ngày tháng năm sinh"
        return None
    month = int(m["m"]) if m["m"] else table("months")[" ".join(m["w"].split())]
    point, end = Point(month=month, lunar=m["w"] in _LUNAR_NAMES), m.end()
    if calendar := calendar_at(source, end):
        end, point = calendar[0], replace(point, lunar=calendar[1])
    if m["m"] and (short := _SHORT_TAIL.match(source.text, end)):
        end, point = short.end(), replace(point, year=(2000 if int(short[1]) < 50 else 1900) + int(short[1]))
    elif year := tail_at(source, end):
        end, point = year[0], replace(point, **year[1])
    elif worded and source.followed_by(end, words("counted")):
        return None
    weak = "event" if worded and source.before(at, 12).endswith("cách mạng ") else None
    return Atom(at, end, point, weak=weak, reason="times.found_lunar" if point.lunar else "times.found_month")


def quarter_at(source: Source, at: int) -> Atom | None:
    """*Quý II/2021*, *quý 3 năm nay*, *quý này*."""
    m = _patterns().quarter.match(source.text, at)
    if not m or source.is_name(at):
        return None
    if m["s"]:
        return _shifted(source, at, m, "quarter")
    point, end = Point(piece=f"Q{table('quarters')[m['q']]}"), m.end()
    if tail := tail_at(source, end):
        end, point = tail[0], replace(point, **tail[1])
    return Atom(at, end, point, reason="times.found_quarter")


def year_at(source: Source, at: int) -> Atom | None:
    """*Năm 2021*, *năm nay*, *năm hai nghìn không trăm hai mốt*, *năm Tân Sửu*."""
    if m := _patterns().year.match(source.text, at):
        fields = year_fields(m)
        if not fields or source.before(at, 4) == "thứ " or (m["shift"] and _is_counted(source, at)):
            return None
        same = _SAME_TIME.search(source.before(at, 9))
        return Atom(
            at - len(same[0]) if same else at,
            m.end(),
            Point(**fields),
            reason="times.found_relative" if m["shift"] else "times.found_year",
        )
    if m := _SHORT_YEAR.match(source.text, at):
        return Atom(at, m.end(), Point(year=1900 + int(m["y"])), reason="times.found_year")
    return None


def same_at(source: Source, at: int) -> Atom | None:
    """*Cùng năm đó*, *cùng tháng*: the year or month last spoken of."""
    m = _SAME.match(source.text, at)
    if not m:
        return None
    shift = Shift("year" if m["u"] == "năm" else "month", 0, Anchor.SPOKEN)
    return Atom(at, m.end(), Point(shift=shift), reason="times.found_relative")


def _shifted(source: Source, at: int, m: re.Match[str], unit: str) -> Atom | None:
    """*Tuần trước*, *tháng này*, *quý tới*."""
    if _is_counted(source, at):
        return None
    by, anchor = table("shifts")[" ".join(m["s"].split())]
    return Atom(at, m.end(), Point(shift=Shift(unit, by, Anchor(anchor))), reason="times.found_relative")


def _is_counted(source: Source, at: int) -> bool:
    """Whether a number or *nhiều* before a unit makes *3 tháng tới*, *nhiều năm nay* a stretch of time."""
    return bool(_NUMBER_BEFORE.search(source.before(at, 16))) or source.preceded_by(at, words("habit"))
