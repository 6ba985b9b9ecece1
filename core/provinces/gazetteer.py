"""Where names of provinces and districts stand in a text, and which provinces each may mean."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from core.model.span import Span
from core.paths import resources
from core.provinces.map import atlas
from core.text.fold import spelling

PROVINCE = "province"
_REACH = 40
_LONGEST = 14  # code points of a last word that are read
_LAST = re.compile(r"[^\W_]+\.?\Z")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name: its span, and the provinces (by what their units share, `Unit.of`) that it may mean.

    `upper` says that it names the province itself; `kind_said` that the word before it says what it is.
    """

    span: Span
    of: tuple[str, ...]
    upper: bool
    kind_said: bool


@cache
def settings() -> dict[str, Any]:
    """The tables of `resources/lexicons/locate.toml`."""
    with (resources() / "lexicons" / "locate.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _names() -> ahocorasick.Automaton:
    """All names in one spelling, each with its `(of, kind)` pairs; a province's own kinds are told by `PROVINCE`."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for unit in atlas().units.values():
        for name in (unit.name, *unit.spellings):
            found.setdefault(spelling(name), set()).add((unit.of, PROVINCE, unit.kind))
    for district in atlas().districts:
        for name in (district.name, *district.spellings):
            found.setdefault(spelling(name).removeprefix("quận "), set()).add((district.of, "", district.kind))
    for name in settings()["longer"]["names"]:
        found[name] = set()
    automaton = ahocorasick.Automaton()
    for name, meanings in found.items():
        automaton.add_word(name, (len(name), frozenset(meanings)))
    automaton.make_automaton()
    return automaton


@cache
def _kind_words() -> dict[str, list[tuple[str, str | None]]]:
    """Words that end the text before a name, by their last word, and the kind that they say (None: no name is one then).

    Those that say a kind come first, the longer before the shorter.
    """
    rows: list[tuple[str, str | None]] = [(word, kind) for kind, words in settings()["kinds"].items() for word in words]
    rows = sorted(rows, key=lambda row: -len(row[0])) + [(word, None) for word in settings()["not_after"]["words"]]
    found: dict[str, list[tuple[str, str | None]]] = {}
    for word, kind in rows:
        found.setdefault(_last(word), []).append((word, kind))
    return found


def _last(before: str) -> str:
    """The last word of a text, with the full stop of an abbreviation."""
    match = _LAST.search(before[-_LONGEST:])
    return match[0] if match else ""


def hits(text: str, spelled: str) -> Iterator[Hit]:
    """The names in `text` (and its `spelling`) in order; of names that overlap the longest that begins first."""
    done = 0
    for start, end, meanings in sorted(_candidates(text, spelled), key=lambda c: (c[0], -c[1])):
        if start < done:
            continue
        hit = _judged(spelled, Span(start, end), meanings) if meanings else None
        if hit or not meanings:
            done = end
        if hit:
            yield hit


def _candidates(text: str, spelled: str) -> Iterator[tuple[int, int, frozenset[tuple[str, str, str]]]]:
    for last, (length, meanings) in _names().iter(spelled):
        start, end = last + 1 - length, last + 1
        whole = not (start and spelled[start - 1].isalnum()) and not (end < len(spelled) and spelled[end].isalnum())
        if whole and _capital(text[start:end]):
            yield start, end, meanings


def _capital(name: str) -> bool:
    """Whether every word of a name is written as names are (Hòa Bình, not hòa bình)."""
    return all(not part[0].islower() for part in name.split())


def _judged(spelled: str, span: Span, meanings: frozenset[tuple[str, str, str]]) -> Hit | None:
    before = spelled[max(0, span.start - _REACH) : span.start].rstrip()
    said = next((row for row in _kind_words().get(_last(before), ()) if _ends(before, row[0])), None)
    if said and said[1] is None:
        return None
    kind = said[1] if said else None
    name = span.of(spelled)
    number = name.isdigit()
    if (number and kind != "quận") or (kind is None and name in settings()["needs_kind"]["names"]):
        return None
    fitting = meanings
    if kind:
        fitting = frozenset(m for m in meanings if m[2] == kind) or (frozenset() if number else meanings)
        if kind == "thành phố" and any(m[1] == PROVINCE for m in fitting):  # the city of Lào Cai is Lào Cai's own
            fitting = frozenset(m for m in fitting if m[1] == PROVINCE)
    elif any(m[1] == PROVINCE for m in meanings):
        fitting = frozenset(m for m in meanings if m[1] == PROVINCE)
    if not fitting:
        return None
    upper = any(m[1] == PROVINCE for m in fitting)
    return Hit(span, tuple(sorted({m[0] for m in fitting})), upper, kind is not None)


def _ends(before: str, word: str) -> bool:
    return before.endswith(word) and (len(before) == len(word) or not before[-len(word) - 1].isalnum())
