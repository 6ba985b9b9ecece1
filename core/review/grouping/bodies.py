"""Whose body a name names: *Tỉnh ủy* is the article's province's, *Thành ủy* that or a district's, *Bộ Y tế* the country's."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from core.detect.bodies import words_of
from core.provinces.map import MERGER, atlas, find, unit
from core.provinces.units import CITY
from core.text.fold import spelling


class Level(StrEnum):
    """How high a body stands; `other` where its name does not say."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


COUNTRY = "vn"
"""Owner of the bodies of the whole country."""

_OWN = {
    "tỉnh": Level.PROVINCE,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
}
_PAIRS: dict[tuple[str, ...], Level] = {
    ("thành", "phố"): Level.DISTRICT,
    ("thị", "xã"): Level.DISTRICT,
    ("thị", "trấn"): Level.COMMUNE,
    ("đặc", "khu"): Level.COMMUNE,
}
_PARTS = {"ủy", "đoàn", "đội", "hội"}  # Tỉnh ủy, Huyện đoàn
_HEADS: dict[tuple[str, ...], Level] = {
    ("tỉnh",): Level.PROVINCE,
    ("huyện",): Level.DISTRICT,
    ("quận",): Level.DISTRICT,
    ("thị",): Level.DISTRICT,
}
_CENTRAL = (
    ("trung", "ương"),
    ("chính", "phủ"),
    ("bộ", "chính", "trị"),
    ("ban", "bí", "thư"),
    ("tối", "cao"),
    ("việt", "nam"),
    ("quốc", "hội"),
)
_NOT_CENTRAL = (("đại", "biểu", "quốc", "hội"), ("bộ", "chỉ", "huy"), ("bộ", "đội"), ("bộ", "phận"))


@dataclass(frozen=True, slots=True, order=True)
class BodyKey:
    """A body: its owner (a unit's id, `COUNTRY`, or empty where nothing says whose it is) and its name in one spelling.

    The name of the owner is left out of it. `definite` says that there is one such body of that owner; a bare *UBND xã* is
    any commune's.
    """

    owner: str
    name: str
    level: Level
    definite: bool


@lru_cache(1 << 16)
def body_key(words: str, province: str | None, on: date | None = None) -> BodyKey:
    """The body that some words name in an article of a province (a unit's id) on a day."""
    name = words_of(words)
    if _central(name):
        return BodyKey(COUNTRY, " ".join(name), Level.CENTRAL, True)
    at, length, level = _level(name)
    own, rest = name[: at + length] if length else name, name[at + length :] if length else ()
    city = bool(province) and _is_city(province)
    if level is Level.DISTRICT and own[at : at + 1] == ("thành",):
        said = _province_named(rest)
        if (city and not rest) or (said and _city_named(said, on)):
            level = Level.PROVINCE
    if not length:
        own, rest = _without_place(name)
        if rest or own[:1] == ("sở",):
            level = Level.PROVINCE
            own = own if own[:1] == ("sở",) or not rest else (*own, "tỉnh")
    if level is Level.PROVINCE:
        owner = _owner(rest, province, on)
        own = own[:at] if own[:1] == ("sở",) and length else own
        return BodyKey(owner, " ".join(own), level, True)
    if level is Level.OTHER:
        return BodyKey(province or "", " ".join(name), level, False)
    return BodyKey(province or "", " ".join((*own, *rest)), level, bool(rest))


def province_said(words: str, on: date | None = None) -> str | None:
    """The `of` of the province whose name ends a body's name (*Tỉnh ủy Yên Bái*, *Sở Y tế Hà Nam*); None without."""
    name = words_of(words)
    at, length, level = _level(name)
    rest = name[at + length :] if length else _without_place(name)[1]
    if not rest or (length and level is not Level.PROVINCE and _own_city(name[at : at + 2], rest, on) is None):
        return None
    return _province_named(rest)


def _own_city(level: tuple[str, ...], rest: tuple[str, ...], on: date | None) -> str | None:
    """The `of` of the centrally run city that *thành phố* or *Thành ủy* and a name say, or None."""
    said = _province_named(rest) if level[:1] == ("thành",) else None
    return said if said and _city_named(said, on) else None


def _central(name: tuple[str, ...]) -> bool:
    if any(_has(name, each) for each in _NOT_CENTRAL):
        return False
    if name[:1] == ("bộ",) and len(name) > 1:
        return True
    if any(word in ("tỉnh", "huyện", "xã", "phường", "quận", "thành") for word in name):
        return False
    return any(_has(name, each) for each in _CENTRAL) and not _without_place(name)[1]


def _has(name: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(name[at : at + len(part)] == part for at in range(len(name) - len(part) + 1))


def _level(name: tuple[str, ...]) -> tuple[int, int, Level]:
    """Where the last word of level stands, how many words it has, and the level; (0, 0, other) where there is none."""
    for at in range(len(name) - 1, -1, -1):
        pair = name[at : at + 2]
        if pair in _PAIRS:
            return at, 2, _PAIRS[pair]
        if len(pair) == 2 and pair[1] in _PARTS and (pair[:1] in _HEADS or pair[0] == "thành"):
            return at, 2, _HEADS.get(pair[:1], Level.DISTRICT)
        if name[at] in _OWN and not (at and name[at - 1] == "thị"):
            return at, 1, _OWN[name[at]]
    return 0, 0, Level.OTHER


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Names of provinces as words, and what the units of each name share."""
    found = {}
    for one in atlas().units.values():
        for name in (one.name, *one.spellings):
            found[tuple(spelling(name).replace("-", " ").split())] = one.of
    return found


def _province_named(rest: tuple[str, ...]) -> str | None:
    return _names().get(rest)


def _without_place(name: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name without the province's name at its end, and that."""
    for at in range(max(1, len(name) - 4), len(name)):
        if name[at:] in _names():
            return name[:at], name[at:]
    return name, ()


def _owner(rest: tuple[str, ...], province: str | None, on: date | None) -> str:
    said = _province_named(rest)
    if said is None or (province and province in atlas().units and unit(province).of == said):
        return province or ""
    found = find(" ".join(rest), on or MERGER)
    return found.id if found else province or ""


def _is_city(province: str) -> bool:
    return province in atlas().units and unit(province).kind == CITY


def _city_named(of: str, on: date | None) -> bool:
    day = on or MERGER
    return any(u.of == of and u.kind == CITY and u.exists(day) for u in atlas().units.values())
