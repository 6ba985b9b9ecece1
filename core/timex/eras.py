"""Reading seasons, decades and centuries."""

import re
from functools import cache

from core.timex.expression import Point, Shift
from core.timex.lexicon import AFTER, one_of, sexagenary, sexagenary_pattern, table
from core.timex.numbers import ROMAN, roman
from core.timex.source import Atom, Source

_LAST_CENTURY, _THIS_CENTURY = 20, 21


@cache
def _season() -> re.Pattern[str]:
    return re.compile(
        f"(?:mùa )?(?P<s>{one_of(table('seasons'))}) ?(?:(?P<this>này|năm nay)|năm (?P<shift>ngoái|trước|tới|sau)"
        f"|(?P<cycle>{sexagenary_pattern()})(?:[ -]+(?P<cy>(?:19|20)\\d\\d)(?!\\d))?"
        f"|(?:năm{AFTER})?(?P<y>[12]\\d{{3}}))(?!\\w)"
    )


@cache
def _decade() -> re.Pattern[str]:
    names = one_of(table("spans")["decades"])
    return re.compile(
        f"(?:(?:{names}) (?:(?:những )?năm )?|(?:những|các) năm )(?P<d>[12]\\d{{2}}0|[1-9]0)(?!\\d|[.,]\\d)"
        f"(?: (?:của )?thế (?:kỷ|kỉ) (?:(?P<last>trước)|(?P<c>{ROMAN}|\\d{{1,2}})(?!\\w)))?"
    )


@cache
def _century() -> re.Pattern[str]:
    names = one_of(table("spans")["centuries"])
    number = f"(?P<n>\\d{{1,2}})(?!\\d)|(?P<r>{ROMAN})(?!\\w)|(?P<s>này|trước)(?!\\w)"
    return re.compile(f"(?:{names}) (?:thứ )?(?:{number})")


def season_at(source: Source, at: int) -> Atom | None:
    """*Mùa xuân năm 2021*, *hè này*, *xuân Mậu Tuất 2018*."""
    m = _season().match(source.text, at)
    if not m or source.before(at, 5) == "đông ":  # a crop: "vụ đông xuân"
        return None
    piece = table("seasons")[m["s"]]
    if m["cycle"]:
        year, cycle = int(m["cy"]) if m["cy"] else None, sexagenary(m["cycle"])
        if not year and cycle is None:
            return None
        point = Point(piece=piece, year=year, sexagenary=None if year else cycle)
    elif m["y"]:
        point = Point(piece=piece, year=int(m["y"]))
    else:
        by = {"ngoái": -1, "trước": -1, "tới": 1, "sau": 1}.get(m["shift"] or "", 0)
        point = Point(piece=piece, shift=Shift("year", by))
    return Atom(at, m.end(), point, reason="times.found_season")


def block_at(source: Source, at: int) -> Atom | None:
    """*Thập niên 90*, *những năm 1960*, *thế kỷ XX*."""
    if m := _century().match(source.text, at):
        n = int(m["n"]) if m["n"] else roman(m["r"]) if m["r"] else None
        n = n or (_LAST_CENTURY if m["s"] == "trước" else _THIS_CENTURY)
        return Atom(at, m.end(), Point(block=f"{n - 1:02}XX"), reason="times.found_block") if n <= 30 else None
    m = _decade().match(source.text, at)
    if not m:
        return None
    tens = m["d"]
    if len(tens) == 2:
        number = m["c"] or ""
        n = int(number) if number.isdecimal() else roman(number)
        tens = f"{(n or _LAST_CENTURY) - 1:02}{tens}"
    return Atom(at, m.end(), Point(block=f"{tens[:3]}X"), reason="times.found_block")
