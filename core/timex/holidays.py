"""Days of the calendar that have a name: *Quốc khánh 2/9*, *ngày Quốc tế Phụ nữ*, *Tết Nguyên đán 2022*."""

import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import cache

from core.paths import resources
from core.timex.expression import Point
from core.timex.lexicon import EDGE, one_of, sexagenary, sexagenary_pattern, table
from core.timex.source import Atom, Source
from core.timex.years import tail_at

_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: its day and month, in the lunar calendar where `lunar`."""

    day: int
    month: int
    lunar: bool = False
    part: str | None = None
    bare: bool = False
    needs_country: bool = False


@cache
def holidays() -> dict[str, Holiday]:
    """Every named day by each of its names."""
    with (resources() / "lexicons" / "holidays.toml").open("rb") as file:
        tables = tomllib.load(file)
    found = {}
    for row in tables.values():
        day, month = row.get("lunar") or row["day"]
        holiday = Holiday(
            day, month, "lunar" in row, row.get("part"), row.get("bare", False), row.get("needs_country", False)
        )
        found.update(dict.fromkeys(row["names"], holiday))
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = re.compile(
        f"(?P<ngày>ngày (?:lễ |đại lễ )?)?(?:(?P<part>{one_of(table('parts'))}) )?(?P<name>{one_of(holidays())}){EDGE}"
        "(?P<country> (?:nước )?việt nam(?! cộng)| của đảng| hồ chí minh)?"
    )
    tail = re.compile(
        rf" ?,? ?(?P<d>0?[1-9]|[12]\d|3[01]) ?[/-] ?(?P<m>0?[1-9]|1[0-2])(?!\d)(?: ?[/-] ?(?P<y>\d{{4}})(?!\d))?(?! ?[/-] ?\d)"
        rf"|(?: (?P<cycle>{sexagenary_pattern()}){EDGE})?(?:,? ?(?:- ?)?(?:năm )?(?P<year>(?:19|20)\d\d)(?![\d/-]))?"
    )
    return name, tail


@cache
def _year_of_tet() -> re.Pattern[str]:
    """*Tết Mậu Tuất 2018*, *Tết 2019*: the new year by its year alone."""
    return re.compile(
        rf"tết (?:(?P<cycle>{sexagenary_pattern()}){EDGE}(?:[ -]+(?P<y1>(?:19|20)\d\d)(?!\d))?"
        r"|(?:năm )?(?P<y2>(?:19|20)\d\d)(?![\d/-]))"
    )


def holiday_at(source: Source, at: int) -> Atom | None:
    """A named day, with its day, month and year where they follow."""
    name, tail = _patterns()
    m = name.match(source.text, at)
    if not m:
        return _tet_at(source, at)
    holiday = holidays()[" ".join(m["name"].split())]
    after = tail.match(source.text, m.end())
    if after and after["d"] and int(after["d"]) > monthrange(_LEAP_YEAR, int(after["m"]))[1]:
        after = None  # no such day
    dated = bool(after and after["d"])
    if not m["ngày"] and (not holiday.bare or source.is_name(m.start("name"))):
        return None
    if holiday.needs_country and not (m["country"] or dated):
        return None
    part = table("parts")[m["part"]] if m["part"] else holiday.part
    point = Point(
        day=holiday.day, month=holiday.month, lunar=holiday.lunar, part=part, last=holiday.day == 30 and holiday.lunar
    )
    end = m.end()
    if after and dated:
        end, point = after.end(), _dated(point, after)
    elif after and after[0].strip():
        end = after.end()
        point = replace(point, year=int(after["year"]) if after["year"] else None)
        if after["cycle"] and not after["year"]:
            point = replace(point, sexagenary=sexagenary(after["cycle"]))
    elif year := tail_at(source, end):
        end, point = year[0], replace(point, **year[1])
    return Atom(at, end, point, reason="times.found_holiday")


def _dated(point: Point, m: re.Match[str]) -> Point:
    """The point with the day and month printed beside the name, where it is not the lunar one."""
    year = int(m["y"]) if m["y"] else None
    if point.lunar and (int(m["d"]), int(m["m"])) == (point.day, point.month):
        return replace(point, year=year)
    return replace(point, day=int(m["d"]), month=int(m["m"]), lunar=False, last=False, year=year)


def _tet_at(source: Source, at: int) -> Atom | None:
    m = _year_of_tet().match(source.text, at)
    if not m:
        return None
    year = int(m["y1"] or m["y2"]) if m["y1"] or m["y2"] else None
    cycle = None if year else sexagenary(m["cycle"])
    if year is None and cycle is None:
        return None
    return Atom(
        at, m.end(), Point(day=1, month=1, year=year, sexagenary=cycle, lunar=True), reason="times.found_holiday"
    )
