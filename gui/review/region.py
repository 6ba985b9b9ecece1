"""What the reviewer looks at: the whole dataset or one unit of one of the two maps, and what belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.provinces.map import MERGER, name_of, units
from core.review.overview import Area, Overview
from core.review.scope import Place, Scope, province_scope, unit_under
from core.wording import say


@dataclass(frozen=True, slots=True)
class Region:
    """A unit's id, or None for everything, on the map of a day."""

    unit: str | None
    on: date

    @property
    def name(self) -> str:
        """What it is called."""
        return say("reviewing.whole") if self.unit is None else unit_words(self.unit)

    def holds(self, province: str | None) -> bool:
        """Whether an article of a unit belongs to it."""
        return self.unit is None or (bool(province) and placed(province or "", self.on) == self.unit)

    def articles(self, places: Mapping[bytes, Place]) -> set[bytes] | None:
        """The articles that belong to it; None for all."""
        if self.unit is None:
            return None
        return {article for article, place in places.items() if self.holds(place.province)}

    @property
    def scope(self) -> Scope | None:
        """What is counted for it; None for everything."""
        return None if self.unit is None else province_scope(self.unit, self.on)

    def area(self, overview: Overview) -> Area:
        """Its figures."""
        if self.unit is None:
            return overview.together
        return areas_under(overview, self.on).get(self.unit, Area())


@cache
def unit_words(id: str) -> str:
    """What a unit is called; one of 2025 that took the name of an older one, with its year."""
    name, known = name_of(id), {one.id: one for one in units(None)}
    one = known.get(id)
    if one is None or one.start < MERGER:
        return name
    older = any(other.of == one.of and other.id != id for other in known.values())
    return f"{name} ({one.start.year})" if older else name


@cache
def placed(province: str, on: date) -> str:
    """The unit of the map of a day to which articles of a unit are counted."""
    return unit_under(province, on)


def areas_under(overview: Overview, on: date) -> dict[str, Area]:
    """The figures of each unit of the map of a day; those without a province under an empty id."""
    found: dict[str, Area] = {}
    for province, area in overview.areas.items():
        unit = placed(province, on) if province else ""
        found[unit] = found[unit] + area if unit in found else area
    return found
