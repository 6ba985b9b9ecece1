"""Reading parts of periods: *6 tháng đầu năm 2021*, *nửa cuối năm*, *đầu tháng 12*, *2 tuần cuối tháng 9*."""

import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

from core.timex.days import day_at
from core.timex.eras import block_at, season_at
from core.timex.expression import Point, Shift
from core.timex.lexicon import AFTER, EDGE, one_of, table
from core.timex.numbers import UP_TO_31, number
from core.timex.periods import month_at, quarter_at, week_at, year_at
from core.timex.source import Atom, Source
from core.timex.years import tail_at

_UNITS = {"năm": "year", "tháng": "month", "tuần": "week", "quý": "quarter"}
_UNIT = re.compile(r"(năm|tháng|tuần|quý)(?![^\W\d_]| \d| học)")
_YEAR_AFTER = re.compile(r"[/ ](?P<y>20\d\d)(?!\d)")


@cache
def _patterns() -> SimpleNamespace:
    numbers = f"\\d{{1,2}}(?!\\d)|{UP_TO_31}"
    return SimpleNamespace(
        months=re.compile(
            f"(?P<n>{numbers}) tháng{AFTER}"
            f"(?:(?P<mod>đầu|cuối)(?: của)? năm(?: học)?{EDGE}|(?:của )?(?=năm{AFTER}(?:[12]\\d{{3}}|nay|ngoái)))"
        ),
        half=re.compile(f"(?:một )?nửa (?P<mod>đầu|cuối)(?: của)? năm{EDGE}"),
        edge=re.compile(
            f"(?:(?:(?P<n>{numbers}|những|các|mấy) )?(?:ngày|tuần|tháng|năm|thập niên|thập kỷ) )?"
            f"(?:ngay )?(?P<mod>{one_of(table('mods'))}){EDGE}(?: của)? ?"
            "|(?:một )?nửa (?P<half>đầu|cuối)(?: của)? (?=tháng|thập|thế)"
        ),
    )


def some_months_at(source: Source, at: int) -> Atom | None:
    """*6 tháng đầu năm 2021*, *9 tháng năm 2021*, *nửa cuối năm ngoái*."""
    p, text = _patterns(), source.text
    if m := p.half.match(text, at):
        return _with_year(source, Atom(at, m.end(), Point(piece="H1" if m["mod"] == "đầu" else "H2")))
    m = p.months.match(text, at)
    if not m or not 1 <= (n := number(m["n"]) or 0) <= 11:
        return None
    first, last = (13 - n, 12) if m["mod"] == "cuối" else (1, n)
    point = Point(piece="H1" if first == 1 else "H2") if n == 6 else Point(months=(first, last))
    return _with_year(source, Atom(at, m.end(), point))


def _with_year(source: Source, atom: Atom) -> Atom:
    """Months of a year with that year, whose *năm* may have been read already."""
    point, end = atom.point, atom.end
    inside = source.text.endswith("năm", 0, end)
    if inside and (year := year_at(source, end - len("năm"))):
        said = year.point
        point = replace(point, year=said.year, shift=said.shift, sexagenary=said.sexagenary)
        end = year.end
    elif inside and (m := _YEAR_AFTER.match(source.text, end)):
        point, end = replace(point, year=int(m["y"])), m.end()
    elif tail := tail_at(source, end):
        point, end = replace(point, **tail[1]), tail[0]
    return Atom(atom.start, end, point, reason="times.found_half")


def _named_day_at(source: Source, at: int) -> Atom | None:
    """A day of the month with *ngày* before it: *cuối ngày 20/11*."""
    atom = day_at(source, at) if source.text.startswith("ngày", at) else None
    return atom if atom and atom.point.day and atom.point.month else None


_WHOLES = (month_at, _named_day_at, quarter_at, year_at, week_at, season_at, block_at)


def edge_at(source: Source, at: int) -> Atom | None:
    """The beginning, middle or end of a period: *đầu tháng 12/2015*, *2 tuần cuối tháng 9*, *hạ tuần tháng 7*."""
    m = _patterns().edge.match(source.text, at)
    if not m:
        return None
    mod = table("mods")[" ".join((m["mod"] or m["half"]).split())]
    whole = next((atom for reader in _WHOLES if (atom := reader(source, m.end()))), None)
    if whole and not whole.weak:
        return Atom(at, whole.end, whole.point, mod=mod, reason="times.found_edge")
    return _of_this(source, at, m, mod)


def _of_this(source: Source, at: int, m: re.Match[str], mod: str) -> Atom | None:
    """*Hồi đầu năm*, *từ đầu năm đến nay*: the edge of the year or month in which the text is written."""
    unit = _UNIT.match(source.text, m.end())
    if not unit or m["n"]:
        return None
    known = source.preceded_by(at, frozenset(["hồi"]))
    point = Point(shift=Shift(_UNITS[unit[1]], 0))
    return Atom(at, unit.end(), point, mod=mod, weak=None if known else "edge", reason="times.found_edge")
