"""Bodies that came and went: whether one existed on a day, what it came from and what it became, from `bodies_in_time.toml`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from core.detect.bodies import words_of
from core.errors import ResourceError
from core.paths import resources
from core.provinces.map import atlas
from core.provinces.units import Unit
from core.review.grouping.bodies import BodyKey, Level, province_said

_LEVELS = {"tỉnh", "thành", "tp", "huyện", "quận", "thị", "xã", "phường", "đặc"}


@dataclass(frozen=True, slots=True)
class Reform:
    """A body's end or beginning: its name as words, the last or first day, what it became or came from, and by which act."""

    name: tuple[str, ...]
    day: date
    ended: bool
    others: tuple[str, ...]
    act: str
    passed: date
    level: Level | None = None
    but: tuple[tuple[str, ...], ...] = ()
    only: tuple[tuple[str, ...], ...] = ()
    written: str = ""

    def missing(self, on: date) -> bool:
        """Whether the body was not there on that day."""
        return on > self.day if self.ended else on < self.day


@cache
def reforms() -> tuple[Reform, ...]:
    """All of the file; ResourceError names the key that is wrong."""
    path = resources() / "bodies_in_time.toml"
    with path.open("rb") as file:
        data = tomllib.load(file)
    try:
        return tuple(_rows(data))
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceError("bad_key", path=path, key=error) from error


@cache
def past_words() -> tuple[str, ...]:
    """Words of a sentence that speak of what was."""
    with (resources() / "bodies_in_time.toml").open("rb") as file:
        return tuple(tomllib.load(file)["past"]["words"])


def _rows(data: Mapping[str, Any]) -> Iterator[Reform]:
    acts = data["acts"]
    for key, ended in (("ended", True), ("began", False)):
        for row in data[key]:
            act, others = acts[row["act"]], tuple(row.get("became" if ended else "came_from", ()))
            for name in row["names"]:
                level = Level(row["level"]) if "level" in row else None
                day = row["to" if ended else "from"]
                yield Reform(words_of(name), day, ended, others, act["title"], act["date"], level, written=name)
    for row in data["levels"]:
        act = acts[row["act"]]
        but, only = (tuple(words_of(name) for name in row.get(key, ())) for key in ("but", "only"))
        others = tuple(row["became"])
        yield Reform((), row["to"], True, others, act["title"], act["date"], Level(row["level"]), but, only)


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a body was not there: the last or first day, what was there instead, and the legal source."""

    ended: bool
    day: date
    instead: tuple[str, ...]
    act: str


@lru_cache(1 << 16)
def gone(words: str, body: BodyKey, on: date) -> Gone | None:
    """Why the body that some words name was not there on a day; None where it was, as far as is known."""
    name = words_of(words)
    for reform in reforms():
        if reform.missing(on) and _is(reform, name, body):
            instead = reform.others if reform.ended else tuple(kin.name for kin in came_from(words))
            return Gone(reform.ended, reform.day, instead, reform.act)
    return _province_gone(words, on)


def _is(reform: Reform, name: tuple[str, ...], body: BodyKey) -> bool:
    if reform.level is not None and reform.level is not body.level:
        return False
    if not reform.name:
        return not any(_at(name, each) is not None for each in reform.but) and (
            not reform.only or any(_at(name, each) is not None for each in reform.only)
        )
    at = _at(name, reform.name)
    if at is None or not reform.ended:
        return at is not None
    rest = name[at + len(reform.name) :]
    return not rest or rest[0] in _LEVELS or province_said(" ".join(rest)) is not None or len(reform.name) > 4


def _at(name: tuple[str, ...], part: tuple[str, ...]) -> int | None:
    """Where some words stand in a name, or None."""
    return next((n for n in range(len(name) - len(part) + 1) if name[n : n + len(part)] == part), None)


def _province_gone(words: str, on: date) -> Gone | None:
    """That the province which a body's name ends in was not there on a day."""
    of = province_said(words, on)
    units = [u for u in atlas().units.values() if u.of == of] if of else []
    if not units or any(u.exists(on) for u in units):
        return None
    past = [u for u in units if u.end and u.end < on]
    if past:
        last = max(past, key=lambda u: u.start)
        return Gone(True, last.end or on, _names(last), atlas().units[last.became[0]].act.title)
    first = min(units, key=lambda u: u.start)
    return Gone(False, first.start, (), first.act.title)


def _names(last: Unit) -> tuple[str, ...]:
    return tuple(f"{atlas().units[id].kind} {atlas().units[id].name}" for id in last.became)


@dataclass(frozen=True, slots=True)
class Kin:
    """A body that another came from or became: its name, the day of the change, and the legal source."""

    name: str
    day: date
    act: str


def became(name: str) -> tuple[Kin, ...]:
    """What a body (its name in one spelling) became, each with the last day of the old one."""
    words = words_of(name)
    found = (r for r in reforms() if r.ended and r.name and _at(words, r.name) is not None)
    return _once(Kin(other, r.day, r.act) for r in found for other in r.others)


def came_from(name: str) -> tuple[Kin, ...]:
    """What a body came from."""
    words = words_of(name)
    found = [
        Kin(o, r.day, r.act) for r in reforms() if not r.ended and _at(words, r.name) is not None for o in r.others
    ]
    for r in reforms():
        follows = r.ended and r.written and any(_whose(words, words_of(other)) for other in r.others)
        found += [Kin(r.written, r.day, r.act)] if follows else []
    return _once(found)


def _whose(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether some words are a body's name, with nothing behind it but whose it is."""
    rest = words[len(name) :]
    return words[: len(name)] == name and (not rest or rest[0] in _LEVELS or rest[0] == "trung")


def _once(found: Iterable[Kin]) -> tuple[Kin, ...]:
    return tuple({words_of(each.name): each for each in found}.values())
