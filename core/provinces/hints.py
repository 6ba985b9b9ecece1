"""What initials, domains, URLs and paths say of an article's province."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

import ahocorasick

from core.model.span import Span
from core.provinces.map import atlas
from core.text.fold import fold, spelling

_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info)\b", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:vn|com|net|org|info)\b", re.IGNORECASE)
# At the head of a paragraph: (LĐ online) - , LSO- , (TTH), QTO -
_DATELINE = re.compile(
    r"^[ \t(\[]{0,3}([^\W\d_a-z][^\W\d_]{1,6})(?: ?(?:online|điện tử))?(?:\)|\]| ?[-–—.:](?=\s|[A-ZĐ]))", re.MULTILINE
)


@cache
def _initials() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for unit in atlas().units.values():
        for initials in unit.initials:
            found.setdefault(initials, set()).add(unit.of)
    return {initials: tuple(sorted(of)) for initials, of in found.items()}


@cache
def _domains() -> dict[str, str]:
    return {domain: unit.of for unit in atlas().units.values() for domain in unit.domains}


@cache
def _compact() -> re.Pattern[str]:
    """Names run together or with dashes as in URLs: laocai, lao-cai, lao_cai."""
    names = {re.sub(r"[^a-z]+", "[-_ +]?", fold(unit.name)) for unit in atlas().units.values()}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


@cache
def _by_compact() -> dict[str, str]:
    units = sorted(atlas().units.values(), key=lambda u: u.start)
    return {re.sub(r"[^a-z]+", "", fold(unit.name)): unit.of for unit in units}


def datelines(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Initials of papers and portals at the head of paragraphs, and the provinces they may stand for."""
    for match in _DATELINE.finditer(text):
        of = _initials().get(match[1])
        if of:
            yield Span(*match.span(1)), of


def hosts(text: str) -> Iterator[tuple[Span, str]]:
    """Domain names in a text that belong to a province, and the province."""
    for match in _HOST.finditer(text) if _ENDING.search(text) else ():
        of = of_host(match[0].lower())
        if of:
            yield Span(*match.span()), of


def of_host(host: str) -> str | None:
    """The province that a host belongs to: a known one or its subdomain, or one with a province's name in it."""
    parts = host.split(".")
    known = (_domains().get(".".join(parts[i:])) for i in range(len(parts)))
    return next((of for of in known if of), None) or _named(host.rpartition(".")[0], inside=True)


def of_source(source: str) -> str | None:
    """The province that a path or URL names: by its host, else by a folder or file name."""
    path = fold(unquote(source))
    host = _HOST.search(path)
    return (of_host(host[0]) if host else None) or _named(path, inside=False)


def _named(folded: str, inside: bool) -> str | None:
    """The last province named in an address; a short name, and any outside hosts, must stand by itself."""
    found = None
    for match in _compact().finditer(folded):
        before = folded[match.start() - 1 : match.start()]
        after = folded[match.end() : match.end() + 1]
        if (inside and len(match[0]) > 4) or not (before.isalpha() or after.isalpha()):
            found = _by_compact()[re.sub(r"[^a-z]+", "", match[0])]
    return found


def papers(spelled: str) -> Iterator[tuple[Span, str]]:
    """Where papers of provinces are first named in a text (in one spelling), and their provinces."""
    places: dict[str, int] = {}
    for last, name in _papers().iter(spelled):
        places.setdefault(name, last + 1 - len(name))
    for name, at in places.items():
        if not spelled[at + len(name) : at + len(name) + 1].isalnum():
            yield Span(at, at + len(name)), _press()[name]


@cache
def _papers() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in _press():
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


@cache
def _press() -> dict[str, str]:
    """Names of papers in one spelling, and their province."""
    found = {}
    for unit in atlas().units.values():
        found |= {spelling(name): unit.of for name in (f"báo {unit.name}", *unit.press)}
    return found
