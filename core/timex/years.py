"""What may follow a day, a month or a quarter: its year, said in many ways, and the calendar it counts in."""

import re
from functools import cache
from typing import Any

from core.timex.expression import Anchor, Shift
from core.timex.lexicon import AFTER, EDGE, one_of, sexagenary, sexagenary_pattern, table, words
from core.timex.numbers import YEAR_WORDS, in_words
from core.timex.source import Source

_CALENDAR = re.compile(r" ?\(?(?P<c>âm lịch|dương lịch|al|dl)\b\)?")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        f"(?: ?[,/-]? ?|{AFTER}| của )(?:cùng (?P<same>năm){EDGE}|năm{AFTER}{year_forms()})"
        r"| ?[/-] ?(?P<y1>[12]\d{3})(?!\d|-\d)|, ?(?P<y2>(?:19|20)\d\d)(?!\d)"
        r"| (?P<y3>(?:19|20)\d\d)(?!\d| ?[-/]\d)|[.](?P<y4>(?:19|20)\d\d)(?!\d)"
    )


def year_forms() -> str:
    """An expression for what follows *năm*: a number, in digits or words, *nay*, *Tân Sửu*; groups y, words, shift, cycle."""
    shifts = one_of(table("shifts_of")["year"])
    return (
        r"(?:(?P<y>[12]\d{3})(?!\d)(?: ?\((?P<gloss>" + sexagenary_pattern() + r")\))?"
        f"|(?P<words>{YEAR_WORDS}){EDGE}|(?P<shift>{shifts}){EDGE}"
        f"|(?P<cycle>{sexagenary_pattern()}){EDGE}(?:(?: |-| - )(?P<cycle_year>(?:19|20)\\d\\d)(?!\\d))?)"
    )


def year_fields(m: re.Match[str]) -> dict[str, Any]:
    """The fields of a point that a match of `year_forms` gives; none where stem and branch of a year do not go together."""
    if m["y"]:
        return {"year": int(m["y"])}
    if m["words"]:
        return {"year": in_words(m["words"])}
    if m["shift"]:
        by, anchor = table("shifts")[" ".join(m["shift"].split())]
        return {"shift": Shift("year", by, Anchor(anchor))}
    if m["cycle_year"]:
        return {"year": int(m["cycle_year"]), "lunar": True}
    place = sexagenary(m["cycle"])
    return {} if place is None else {"sexagenary": place, "lunar": True}


def tail_at(source: Source, at: int) -> tuple[int, dict[str, Any]] | None:
    """Where the year said at `at` ends, and the fields it gives; None where none is said."""
    m = _tail().match(source.text, at)
    if not m:
        return None
    if m["same"]:
        return m.end(), {"shift": Shift("year", 0, Anchor.SPOKEN)}
    if bare := m["y1"] or m["y2"] or m["y3"] or m["y4"]:
        if not m["y1"] and source.followed_by(m.end(), words("counted")):
            return None
        return m.end(), {"year": int(bare)}
    fields = year_fields(m)
    return (m.end(), fields) if fields else None


def calendar_at(source: Source, at: int) -> tuple[int, bool] | None:
    """Where *âm lịch* or *dương lịch* ends that stands at `at` (in brackets it stays outside), and whether it is the lunar."""
    if not (m := _CALENDAR.match(source.text, at)):
        return None
    return (at if "(" in m[0] else m.end("c")), m["c"] in ("âm lịch", "al")
