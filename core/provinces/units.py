"""What the administrative map is made of: units, their legal sources, districts and tiles."""

from dataclasses import dataclass
from datetime import date

CITY = "thành phố"


@dataclass(frozen=True, slots=True)
class Act:
    """The resolution or decree that made a unit: its title, the day it was passed, and the day it took effect."""

    title: str
    passed: date
    effective: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A province or centrally run city with one territory, from `start` to `end` (None: until now).

    `became` are the ids of the units that took its territory, the one that kept most of it first. `of` is what it shares
    with units of the same name at other times: `code`, `spellings`, `press`, `initials` and `domains` hold for all of them.
    """

    id: str
    of: str
    name: str
    kind: str
    code: str
    region: str
    capital: str
    start: date
    end: date | None
    became: tuple[str, ...]
    act: Act
    note: str
    spellings: tuple[str, ...]
    press: tuple[str, ...]
    initials: tuple[str, ...]
    domains: tuple[str, ...]

    def exists(self, on: date) -> bool:
        """Whether the unit is on the map of that day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class District:
    """A district, town, provincial city or urban district; `of` is the province's, `end` its last day, `became` names.

    Without names it became communes and wards that stand directly under the province. `act` is what ended it. `start` is its
    first day, `made_by` the act that made it; None and empty where it is as old as its province or the map.
    """

    name: str
    kind: str
    of: str
    end: date
    became: tuple[str, ...]
    act: str
    spellings: tuple[str, ...]
    start: date | None = None
    made_by: str = ""

    def exists(self, on: date) -> bool:
        """Whether the district is there on that day."""
        return (self.start is None or self.start <= on) and on <= self.end


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map of tiles; `unit` is None for an archipelago shown apart, whose name and province stand instead."""

    code: str
    column: int
    row: int
    unit: Unit | None
    name: str
    province: str
