"""Where names of provinces and districts stand in a text, and which provinces each may mean."""

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
def _kind_words() -> tuple[tuple[str, str], ...]:
    """Words that end the text before a name, and the kind that they say; the longer first."""
    rows = [(word, kind) for kind, words in settings()["kinds"].items() for word in words]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _not_after() -> tuple[str, ...]:
    return tuple(settings()["not_after"]["words"])


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
    kind = next((kind for word, kind in _kind_words() if _ends(before, word)), None)
    if kind is None and any(_ends(before, word) for word in _not_after()):
        return None
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
