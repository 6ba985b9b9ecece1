"""What the program knows of the words for times, from `resources/lexicons/times.toml`, and its regular expressions of them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from core.paths import resources

GAP = " {0,3}"
AFTER = r"(?: {0,3}\n? {0,3})"  # after a trigger word, where a line may break
EDGE = r"(?![^\W\d_])"  # no letter follows
STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_OTHER_NAMES = {"kỉ": "kỷ", "quí": "quý", "tí": "tý", "tỉ": "tỵ", "tị": "tỵ", "mẹo": "mão"}


@cache
def table(name: str) -> dict[str, Any]:
    """One table of the lexicon of times."""
    return _lexicon()[name]


@cache
def words(name: str) -> frozenset[str]:
    """One list of the table `words`."""
    return frozenset(table("words")[name])


@cache
def _lexicon() -> dict[str, Any]:
    with (resources() / "lexicons" / "times.toml").open("rb") as file:
        return tomllib.load(file)


def one_of(forms: Iterable[str]) -> str:
    """An expression for any of some phrases, the longest first; one or more spaces stand for each space."""
    return "|".join(re.escape(f).replace(r"\ ", " +") for f in sorted(set(forms), key=lambda f: (-len(f), f)))


def sexagenary_pattern() -> str:
    """An expression for the name of a year in the cycle of sixty: *tân sửu*."""
    stems = one_of([*STEMS, "kỉ", "quí"])
    return f"(?:{stems}) (?:{one_of([*BRANCHES, 'tí', 'tị', 'tỉ', 'mẹo'])})"


def sexagenary(name: str) -> int | None:
    """Place (0 to 59) of a year in the cycle of sixty, from its name; None where stem and branch do not go together."""
    stem, branch = (_OTHER_NAMES.get(w, w) for w in name.split())
    s, b = STEMS.index(stem), BRANCHES.index(branch)
    return next((n for n in range(60) if n % 10 == s and n % 12 == b), None)
