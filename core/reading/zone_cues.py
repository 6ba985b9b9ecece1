"""The cues of `resources/lexicons/zones.toml`, ready for looking at lines, with the user's own added."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import ResourceError
from core.model.article import ZoneKind
from core.paths import resources, user_data
from core.text.fold import spelling

_FILE = "zones.toml"
_LISTS = ("tools", "tails", "labels", "openings", "feet", "bylines", "credits")
_TABLES = {
    "captions": ("openings", "people", "scenes", "acts", "telling"),
    "sapo": ("never",),
    "markup": ("title", "sapo", "caption"),
}


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns for a line in the spelling of `core.text.fold.spelling`, without spaces at its ends."""

    tools: re.Pattern[str]
    tails: frozenset[str]
    labels: re.Pattern[str]
    openings: re.Pattern[str]
    feet: re.Pattern[str]
    byline_words: frozenset[str]
    credit: re.Pattern[str]
    caption_openings: re.Pattern[str]
    people: re.Pattern[str]
    scenes: re.Pattern[str]
    acts: re.Pattern[str]
    telling: re.Pattern[str]
    never_sapo: re.Pattern[str]
    markup: dict[ZoneKind, frozenset[str]]


@cache
def cues() -> Cues:
    """The cues, read once; ResourceError where a file of them is wrong, naming file and key."""
    lists = _load(resources() / "lexicons" / _FILE)
    own = user_data() / "lexicons" / _FILE
    if own.is_file():
        for key, words in _load(own).items():
            lists[key] = lists[key] + words
    phrases = {key: [spelling(word) for word in words] for key, words in lists.items()}
    return Cues(
        tools=re.compile(_any(phrases["tools"], r"(?<!\w)", r"(?!\w)")),
        tails=frozenset(phrases["tails"]),
        labels=re.compile(_any(phrases["labels"], r"[-*•(\s]*", r"\s*:")),
        openings=re.compile(_any(phrases["openings"])),
        feet=re.compile(_any(phrases["feet"], r"[-*•(\s]*", r"(?!\w)")),
        byline_words=frozenset(phrases["bylines"]),
        credit=re.compile(_any(phrases["credits"], r"(?:^|(?<=[\s(\[.,;-]))", r"(?: \([^()]*\))? ?: ?[^:]{1,60}$")),
        caption_openings=re.compile(_any(phrases["captions.openings"], "", r"(?!\w)")),
        people=re.compile(_any(phrases["captions.people"], "", r"(?!\w)")),
        scenes=re.compile(_any(phrases["captions.scenes"], r"(?<!\w)", r"(?!\w)")),
        acts=re.compile(_any(phrases["captions.acts"], r"(?<!\w)", r"(?!\w)")),
        telling=re.compile(_any(phrases["captions.telling"], r"(?<!\w)", r"(?!\w)")),
        never_sapo=re.compile(_any(phrases["sapo.never"], "", r"(?!\w)")),
        markup={ZoneKind(kind): frozenset(phrases[f"markup.{kind}"]) for kind in _TABLES["markup"]},
    )


def _any(phrases: list[str], before: str = "", after: str = "") -> str:
    """A pattern of any of the phrases, the longest first; any run of spaces fits a space."""
    longest = sorted(phrases, key=len, reverse=True)
    return f"{before}(?:{'|'.join(re.escape(p).replace(chr(92) + ' ', ' +') for p in longest) or '(?!)'}){after}"


def _load(path: Path) -> dict[str, list[str]]:
    """Every list of the file by its key; those of a table as `table.key`. Lists that a user's file lacks are empty."""
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise ResourceError("zones_unreadable", path=path, reason=error) from error
    lists = {key: _words(data, key, key, path) for key in _LISTS}
    for table, keys in _TABLES.items():
        inner = data.get(table, {})
        if not isinstance(inner, dict):
            raise ResourceError("zones_not_words", path=path, key=table)
        lists |= {f"{table}.{key}": _words(inner, key, f"{table}.{key}", path) for key in keys}
    if unknown := sorted(data.keys() - {*_LISTS, *_TABLES}):
        raise ResourceError("zones_not_words", path=path, key=unknown[0])
    return lists


def _words(table: dict[str, Any], key: str, name: str, path: Path) -> list[str]:
    words = table.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise ResourceError("zones_not_words", path=path, key=name)
    return words
