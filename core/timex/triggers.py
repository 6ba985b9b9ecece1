"""Where a time may begin: one expression for all the words and digits that begin one, and the readers of each."""

import re
from functools import cache

from core.timex.bare import bare_at
from core.timex.days import day_at
from core.timex.distances import distance_at
from core.timex.edges import edge_at, some_months_at
from core.timex.eras import block_at, season_at
from core.timex.holidays import holiday_at
from core.timex.lexicon import EDGE, table
from core.timex.periods import month_at, quarter_at, same_at, week_at, year_at
from core.timex.source import Atom, Reader, Source

PERIOD = "period"  # read by core.timex.terms
_UNIT_FOLLOWS = "(?= (?:ngày|hôm|tuần|tháng|năm) )"

_READERS: dict[str, tuple[Reader, ...]] = {
    "digit": (some_months_at, distance_at, edge_at, day_at, bare_at),
    "count": (some_months_at, distance_at, edge_at),
    "plural": (block_at, edge_at),
    "ngày": (holiday_at, edge_at, day_at),
    "tháng": (edge_at, month_at),
    "năm": (year_at, some_months_at, distance_at, edge_at),
    "quý": (quarter_at,),
    "tuần": (edge_at, week_at),
    "edge": (edge_at, day_at, block_at),
    "half": (some_months_at, edge_at, day_at),
    "block": (block_at,),
    "season": (season_at,),
    "day": (day_at, holiday_at),
    "same": (same_at,),
    "ago": (distance_at,),
    "named": (holiday_at,),
}


@cache
def _rows() -> dict[str, str]:
    """The words at which a time may begin, and the row of readers (or `PERIOD`) that each stands for."""
    spans, triggers = table("spans"), table("triggers")
    rows = {word: row for row, words in triggers.items() for word in words}
    rows = dict.fromkeys((p.split()[0] for p in table("parts")), "day") | rows | dict.fromkeys(spans["periods"], PERIOD)
    rows |= dict.fromkeys([*spans["decades"], *spans["centuries"]], "block")
    return rows | {word: word for word in ("ngày", "tháng", "năm", "quý", "tuần")}


@cache
def trigger() -> re.Pattern[str]:
    """One expression for all triggers, by first letter: scanning is most of the work, and this keeps it in C."""
    by_letter = dict[str, list[str]]()
    for word, row in sorted(_rows().items(), key=lambda item: -len(item[0])):
        rest = re.escape(word[1:]) + (_UNIT_FOLLOWS if row in ("count", "plural") else "")
        by_letter.setdefault(word[0], []).append(rest)
    words = "|".join(f"{letter}(?:{'|'.join(rests)}){EDGE}" for letter, rests in by_letter.items())
    return re.compile(f"[0-9]+|{words}")


def row_of(found: str) -> str:
    """The row of readers for what `trigger` matched."""
    return "digit" if found[0].isdecimal() else _rows()[found]


def read_one(source: Source, at: int, row: str) -> Atom | None:
    """The single time that the readers of a row find at an offset."""
    return next((atom for reader in _READERS[row] if (atom := reader(source, at))), None)


def any_at(source: Source, at: int) -> Atom | None:
    """A single time of whatever family at an offset."""
    m = trigger().match(source.text, at)
    row = row_of(m[0]) if m else PERIOD
    return read_one(source, at, row) if row != PERIOD else None
