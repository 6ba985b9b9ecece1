"""The administrative map by date: which provinces there were, what became of them, and how they are called.

Read from `resources/provinces.toml` when first asked for; ResourceError then, where that file is wrong.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from core.paths import resources
from core.provinces.load import Atlas, load
from core.provinces.units import District, Tile, Unit
from core.text.fold import fold, spelling
from core.wording import say

MERGER = date(2025, 7, 1)
"""The day when 63 units became 34 and districts ended: before it is the map of names whose date nobody knows."""

_KIND_WORDS = ("tỉnh ", "thành phố ", "tp. ", "tp.", "tp ", "thủ đô ")


@cache
def atlas() -> Atlas:
    """The whole file, checked."""
    return load(resources() / "provinces.toml")


def unit(id: str) -> Unit:
    """The unit of that id; KeyError where there is none."""
    return atlas().units[id]


def name_of(id: str) -> str:
    """The name of the unit of that id, or the id itself where the map does not know it (a newer program's dataset)."""
    known = atlas().units.get(id)
    return known.name if known else id


def told_apart(ids: Iterable[str]) -> dict[str, str]:
    """Names of some units by their ids; where two have the same name, each with when it was or is."""
    known = {id: name_of(id) for id in ids}
    twice = {name for name, times in Counter(known.values()).items() if times > 1}

    def told(id: str, name: str) -> str:
        one = atlas().units.get(id)
        if one is None or name not in twice:
            return name
        when, day = ("until", one.end + timedelta(1)) if one.end else ("since", one.start)
        return say(f"provinces.{when}", name=name, month=f"{day.month}/{day.year}")

    return {id: told(id, name) for id, name in known.items()}


def map_dates() -> tuple[date, ...]:
    """The days on which a new map came into force, the oldest first."""
    return tuple(sorted(atlas().maps))


@cache
def units(on: date | None) -> tuple[Unit, ...]:
    """The units of the map of that day in the order of their names (before 1997: that of 1997; None: all there ever were)."""
    day = max(on, map_dates()[0]) if on else None
    found = (u for u in atlas().units.values() if day is None or u.exists(day))
    return tuple(sorted(found, key=lambda u: (fold(u.name), u.start)))


@cache
def find(name: str, on: date | None = None) -> Unit | None:
    """The unit called `name` (or with that id) on the map of that day, else on a map near it.

    The name may have its kind before it, an older spelling, or no tone marks. Without a date it is taken from the map
    before the merger of 2025, which has every name in use since 1997 but the youngest.
    """
    if name in atlas().units:
        return atlas().units[name]
    near = on or MERGER - timedelta(days=1)
    there = [u for u in atlas().units.values() if u.exists(near)]
    gone = sorted((u for u in atlas().units.values() if not u.exists(near)), key=lambda u: abs((u.start - near).days))
    for same in (_spelled, _folded):
        for wanted in dict.fromkeys((same(name), same(_bare(name)))):
            for among in (there, gone):
                official = next((u for u in among if same(u.name) == wanted), None)
                found = official or next((u for u in among if any(same(s) == wanted for s in u.spellings)), None)
                if found:
                    return found
    return None


def under(id: str, on: date) -> tuple[Unit, ...]:
    """The units that hold the territory of the unit `id` on the map of that day: itself, what it became, or what became it."""
    one = unit(id)
    if one.exists(on):
        return (one,)
    others = [unit(i) for i in one.became] if on > one.start else came_from(id)
    return tuple(dict.fromkeys(found for other in others for found in under(other.id, on)))


def came_from(id: str) -> list[Unit]:
    """The units whose territory the unit `id` took, those that it took whole or in part alike."""
    return [u for u in atlas().units.values() if id in u.became]


def districts(id: str, on: date | None = None) -> tuple[District, ...]:
    """The districts that a unit had on that day (None: the day before the merger, or its last one), in the order of names."""
    one = unit(id)
    day = on or min(one.end or date.max, MERGER - timedelta(days=1))
    there = (d for d in (*atlas().districts, *atlas().earlier) if d.of == one.of and d.exists(day))
    return tuple(sorted(there, key=lambda d: (fold(d.name), d.kind)))


@cache
def tiles(on: date) -> tuple[Tile, ...]:
    """The map of tiles in force on that day; an archipelago is a tile without unit, beside the province it belongs to."""
    by_code = {u.code: u for u in units(on)}
    rows = next(rows for start, rows in reversed(atlas().tiles) if start <= max(on, map_dates()[0]))
    found = []
    for y, row in enumerate(rows):
        for x, code in enumerate(row):
            if one := by_code.get(code):
                found.append(Tile(code, x, y, one, one.name, one.id))
            elif island := atlas().islands.get(code):
                found.append(Tile(code, x, y, None, island[0], next(u.id for u in units(on) if u.of == island[1])))
    return tuple(found)


def _spelled(name: str) -> str:
    return " ".join(spelling(name).replace("-", " ").split())


def _folded(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())


def _bare(name: str) -> str:
    plain = spelling(name.strip())
    return next((plain.removeprefix(kind) for kind in _KIND_WORDS if plain.startswith(kind)), plain)
