"""Reading what is longer than a day: weeks, months, quarters, halves, seasons, years, decades and centuries."""

import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

from core.timex.days import day_at
from core.timex.expression import Anchor, Point, Shift
from core.timex.lexicon import AFTER, EDGE, one_of, sexagenary, sexagenary_pattern, table, words
from core.timex.numbers import ROMAN, UP_TO_31, number, roman
from core.timex.source import Atom, Source
from core.timex.years import calendar_at, tail_at, year_fields, year_forms

MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"


@cache
def _patterns() -> SimpleNamespace:
    months, quarters, of = one_of(table("months")), one_of(table("quarters")), table("shifts_of")
    numbers = f"\\d{{1,2}}(?!\\d)|{UP_TO_31}"
    return SimpleNamespace(
        month=re.compile(f"tháng{AFTER}(?:(?P<m>{MONTH})|(?P<w>{months}){EDGE}|(?P<s>{one_of(of['month'])}){EDGE})"),
        week=re.compile(f"tuần{AFTER}(?P<s>{one_of(of['week'])}){EDGE}"),
        quarter=re.compile(f"quý{AFTER}(?:(?P<q>{quarters})(?!\\w)|(?P<s>{one_of(of['quarter'])}){EDGE})"),
        year=re.compile(f"năm{AFTER}{year_forms()}"),
        short_year=re.compile(r"năm (?P<y>[3-9]\d)(?= ?(?:[,.;:)\n]|$|đến|-))"),
        season=re.compile(
            f"(?:mùa )?(?P<s>{one_of(table('seasons'))}) ?(?:(?P<this>này|năm nay)|(?P<shift>năm (?:ngoái|trước|tới|sau))"
            f"|(?P<cycle>{sexagenary_pattern()})(?:[ -]+(?P<cy>(?:19|20)\\d\\d)(?!\\d))?|(?:năm{AFTER})?(?P<y>[12]\\d{{3}}))(?!\\w)"
        ),
        decade=re.compile(
            f"(?:(?:{one_of(table('spans')['decades'])}) (?:(?:những )?năm )?|(?:những|các|đầu|cuối|giữa)? ?(?:những|các) năm )"
            r"(?P<d>[12]\d{2}0|[1-9]0)(?!\d|[.,]\d)(?: (?:của )?thế (?:kỷ|kỉ) (?:(?P<last>trước)|(?P<c>" + ROMAN + r"|\d{1,2})(?!\w)))?"
        ),
        century=re.compile(f"(?:{one_of(table('spans')['centuries'])}) (?:thứ )?(?:(?P<n>\\d{{1,2}})(?!\\d)|(?P<r>{ROMAN})(?!\\w)|(?P<s>này|trước)(?!\\w))"),
        some_months=re.compile(
            f"(?P<n>{numbers}) tháng{AFTER}(?:(?P<mod>đầu|cuối)(?: của)? năm(?: học)?{EDGE}|(?:của )?(?=năm{AFTER}(?:[12]\\d{{3}}|nay|ngoái)))"
        ),
        half=re.compile(f"(?:một )?nửa (?P<mod>đầu|cuối)(?: của)? năm{EDGE}"),
        edge=re.compile(
            f"(?:(?:(?P<n>{numbers}|những|các|mấy) )?(?:ngày|tuần|tháng|năm|thập niên|thập kỷ)(?: lễ)? )?(?:ngay )?(?P<mod>{one_of(table('mods'))}){EDGE}(?: của)? ?"
            f"|(?:một )?nửa (?P<half>đầu|cuối)(?: của)? (?=tháng|thập|thế)"
        ),
    )


_NUMBER_BEFORE = re.compile(rf"(?:\d|(?<!\w){UP_TO_31}) \Z")


def _is_counted(source: Source, at: int) -> bool:
    """Whether a number or *nhiều* before a unit makes *3 tháng tới*, *nhiều năm nay* a stretch of time."""
    return bool(_NUMBER_BEFORE.search(source.before(at, 16))) or source.preceded_by(at, words("habit"))


def month_at(source: Source, at: int) -> Atom | None:
    """*Tháng 7/2021*, *tháng Tư năm nay*, *tháng trước*, *tháng Giêng năm Tân Sửu*."""
    m = _patterns().month.match(source.text, at)
    if not m:
        return None
    if m["s"]:
        if _is_counted(source, at):
            return None
        by, anchor = table("shifts")[" ".join(m["s"].split())]
        return Atom(at, m.end(), Point(shift=Shift("month", by, Anchor(anchor))), reason="times.found_relative")
    month = int(m["m"]) if m["m"] else table("months")[" ".join(m["w"].split())]
    point, end, weak = Point(month=month, lunar=m["w"] in ("giêng", "chạp")), m.end(), None
    if m["w"] and not m["w"] in ("giêng", "chạp"):
        if source.preceded_by(at, words("habit")):
            return None
        if source.before(at, 5).endswith(("ngày ", "ngày,")):
            return None
        weak = "event" if source.before(at, 12).endswith("cách mạng ") else None
    elif source.preceded_by(at, words("habit")) and source.followed_by(end, words("counted")):
        return None
    if calendar := calendar_at(source, end):
        end, point = calendar[0], replace(point, lunar=calendar[1])
    tail = re.match(r"/(\d\d)(?!\d|/)", source.text[end : end + 4]) if m["m"] else None
    if tail:
        end, point = end + 3, replace(point, year=(2000 if int(tail[1]) < 50 else 1900) + int(tail[1]))
    elif year := tail_at(source, end):
        end, point = year[0], replace(point, **year[1])
    elif m["w"] and source.followed_by(end, words("counted")):
        return None
    return Atom(at, end, point, weak=weak, reason="times.found_lunar" if point.lunar else "times.found_month")


def week_at(source: Source, at: int) -> Atom | None:
    """*Tuần này*, *tuần trước*."""
    m = _patterns().week.match(source.text, at)
    if not m or _is_counted(source, at):
        return None
    by, anchor = table("shifts")[" ".join(m["s"].split())]
    return Atom(at, m.end(), Point(shift=Shift("week", by, Anchor(anchor))), reason="times.found_relative")


def quarter_at(source: Source, at: int) -> Atom | None:
    """*Quý II/2021*, *quý 3 năm nay*, *quý này*."""
    m = _patterns().quarter.match(source.text, at)
    if not m or source.is_name(at) or m["s"] and _is_counted(source, at):
        return None
    if m["s"]:
        by, anchor = table("shifts")[" ".join(m["s"].split())]
        return Atom(at, m.end(), Point(shift=Shift("quarter", by, Anchor(anchor))), reason="times.found_relative")
    atom = Atom(at, m.end(), Point(piece=f"Q{table('quarters')[m['q']]}"), reason="times.found_quarter")
    return _with_year(source, atom)


def year_at(source: Source, at: int) -> Atom | None:
    """*Năm 2021*, *năm nay*, *năm hai nghìn không trăm hai mốt*, *năm Tân Sửu*."""
    if m := _patterns().year.match(source.text, at):
        fields = year_fields(m)
        if fields.get("sexagenary", 0) is None and not fields.get("year"):
            return None
        if source.before(at, 4) == "thứ " or m["shift"] and _is_counted(source, at):
            return None
        return Atom(at, m.end(), Point(**fields), reason="times.found_relative" if m["shift"] else "times.found_year")
    if m := _patterns().short_year.match(source.text, at):
        return Atom(at, m.end(), Point(year=1900 + int(m["y"])), reason="times.found_year")
    return None


_SAME = re.compile(r"cùng (?P<u>năm|tháng)(?: (?:đó|ấy|này)(?!\w)|(?= ?(?:[,.;)\n]|$)))")


def same_at(source: Source, at: int) -> Atom | None:
    """*Cùng năm đó*, *cùng tháng*: the year or month last spoken of."""
    m = _SAME.match(source.text, at)
    if not m:
        return None
    return Atom(at, m.end(), Point(shift=Shift("year" if m["u"] == "năm" else "month", 0, Anchor.SPOKEN)), reason="times.found_relative")


def season_at(source: Source, at: int) -> Atom | None:
    """*Mùa xuân năm 2021*, *hè này*, *xuân Mậu Tuất 2018*."""
    m = _patterns().season.match(source.text, at)
    if not m or source.before(at, 5) == "đông ":
        return None
    code = table("seasons")[m["s"]]
    if m["cycle"]:
        year = int(m["cy"]) if m["cy"] else None
        point = Point(piece=code, year=year, sexagenary=None if year else sexagenary(m["cycle"]))
        return Atom(at, m.end(), point, reason="times.found_season") if year or point.sexagenary is not None else None
    if m["y"]:
        return Atom(at, m.end(), Point(piece=code, year=int(m["y"])), reason="times.found_season")
    by = {"ngoái": -1, "trước": -1, "tới": 1, "sau": 1}[m["shift"].split()[-1]] if m["shift"] else 0
    return Atom(at, m.end(), Point(piece=code, shift=Shift("year", by)), reason="times.found_season")


def block_at(source: Source, at: int) -> Atom | None:
    """*Thập niên 90*, *những năm 1960*, *thế kỷ XX*."""
    if m := _patterns().century.match(source.text, at):
        n = 20 if m["s"] == "trước" else 21 if m["s"] else int(m["n"]) if m["n"] else roman(m["r"])
        return Atom(at, m.end(), Point(block=f"{n - 1:02}XX"), reason="times.found_block") if n and n <= 30 else None
    if m := _patterns().decade.match(source.text, at):
        tens = m["d"]
        if len(tens) == 2:
            n = 20 if m["last"] else int(m["c"]) if (m["c"] or "").isdecimal() else roman(m["c"] or "")
            tens = f"{(n or 20) - 1:02}{tens}"
        return Atom(at, m.end(), Point(block=f"{tens[:3]}X"), reason="times.found_block")
    return None


def some_months_at(source: Source, at: int) -> Atom | None:
    """*6 tháng đầu năm 2021*, *9 tháng năm 2021*, *nửa cuối năm ngoái*."""
    p, text = _patterns(), source.text
    if m := p.half.match(text, at):
        return _with_year(source, Atom(at, m.end(), Point(piece="H1" if m["mod"] == "đầu" else "H2"), reason="times.found_half"))
    m = p.some_months.match(text, at)
    if not m or not 1 <= (n := number(m["n"]) or 0) <= 11:
        return None
    first, last = (13 - n, 12) if m["mod"] == "cuối" else (1, n)
    point = Point(piece="H1" if first == 1 else "H2") if n == 6 else Point(months=(first, last))
    return _with_year(source, Atom(at, m.end(), point, reason="times.found_half"))


def _with_year(source: Source, atom: Atom) -> Atom:
    """The atom with the year that follows it, its own *năm* perhaps read already."""
    text = source.text
    if text.endswith("năm", 0, atom.end) and (m := _patterns().year.match(text, atom.end - 3)):
        return Atom(atom.start, m.end(), replace(atom.point, **year_fields(m)), reason=atom.reason)
    if text.endswith("năm", 0, atom.end) and (m := re.match(r"[/ ](20\d\d)(?!\d)", text[atom.end : atom.end + 6])):
        return Atom(atom.start, atom.end + 5, replace(atom.point, year=int(m[1])), reason=atom.reason)
    if tail := tail_at(source, atom.end):
        return Atom(atom.start, tail[0], replace(atom.point, **tail[1]), reason=atom.reason)
    return atom


def _day_at(source: Source, at: int) -> Atom | None:
    """A day of the month with *ngày* before it: *cuối ngày 20/11*."""
    atom = day_at(source, at) if source.text.startswith("ngày", at) else None
    return atom if atom and atom.point.day and atom.point.month else None


_WHOLES = (month_at, _day_at, quarter_at, year_at, week_at, season_at, block_at)


def edge_at(source: Source, at: int) -> Atom | None:
    """The beginning, middle or end of a period: *đầu tháng 12/2015*, *2 tuần cuối tháng 9*, *hạ tuần tháng 7*."""
    m = _patterns().edge.match(source.text, at)
    if not m:
        return None
    mod = table("mods")[" ".join((m["mod"] or m["half"]).split())]
    whole = next((a for r in _WHOLES if (a := r(source, m.end()))), None)
    if not whole or whole.weak:
        return _this_one(source, at, m, mod)
    return Atom(at, whole.end, whole.point, mod=mod, reason="times.found_edge")


def _this_one(source: Source, at: int, m: re.Match[str], mod: str) -> Atom | None:
    """*Hồi đầu năm*, *từ đầu năm đến nay*: the edge of the year or month in which the text is written."""
    unit = re.match(r"(năm|tháng|tuần|quý)(?![^\W\d_]| \d| học)", source.text[m.end() : m.end() + 8])
    if not unit or m["n"]:
        return None
    name = {"năm": "year", "tháng": "month", "tuần": "week", "quý": "quarter"}[unit[1]]
    end = m.end() + unit.end()
    known = source.preceded_by(at, frozenset(["hồi"]))
    return Atom(at, end, Point(shift=Shift(name, 0)), mod=mod, weak=None if known else "edge", reason="times.found_edge")
