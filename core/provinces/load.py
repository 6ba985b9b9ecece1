"""Reading and checking `resources/provinces.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.errors import ResourceError
from core.provinces.units import CITY, Act, District, Unit

_ACT = (("title", str), ("date", date), ("effective", date))
_KINDS = {"cities": CITY, "towns": "thị xã", "urban": "quận", "rural": "huyện"}


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything of the file, checked: units by id, districts, map dates and the rows of tiles of each map.

    `earlier` are districts as parts of the province that they belonged to before another took them.
    """

    units: Mapping[str, Unit]
    districts: tuple[District, ...]
    earlier: tuple[District, ...]
    maps: Mapping[date, int]
    tiles: tuple[tuple[date, tuple[tuple[str, ...], ...]], ...]
    islands: Mapping[str, tuple[str, str]]
    regions: Mapping[str, str]


def load(path: Path) -> Atlas:
    """The atlas in the file; ResourceError names the file and the key that is wrong."""
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise ResourceError("provinces_broken", path=path, key="TOML", why=error) from error
    reader = _Reader(path, data)
    units = reader.units()
    atlas = Atlas(
        units,
        reader.districts(),
        reader.earlier(),
        {
            reader.take(row, f"maps[{i}]", "from", date): row.get("units", 0)
            for i, row in enumerate(data.get("maps", []))
        },
        tuple((row["from"], tuple(tuple(line.split()) for line in row["rows"])) for row in data.get("tiles", [])),
        {code: (row["name"], row["of"]) for code, row in data.get("islands", {}).items()},
        data.get("regions", {}),
    )
    reader.check(atlas)
    return atlas


class _Reader:
    """One file being read; every wrong key raises ResourceError."""

    def __init__(self, path: Path, data: dict[str, Any]) -> None:
        self.path, self.data = path, data
        self.acts = {
            key: Act(*(self.take(row, f"acts.{key}", k, t) for k, t in _ACT))
            for key, row in data.get("acts", {}).items()
        }

    def wrong(self, key: str, why: object) -> ResourceError:
        return ResourceError("provinces_broken", path=self.path, key=key, why=why)

    def take(self, row: Mapping[str, Any], where: str, key: str, kind: type) -> Any:
        value = row.get(key)
        if not isinstance(value, kind):
            raise self.wrong(f"{where}.{key}", value)
        return value

    def names(self, row: Mapping[str, Any], where: str, key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
            raise self.wrong(f"{where}.{key}", value)
        return tuple(value)

    def units(self) -> dict[str, Unit]:
        rows, provinces = self.data.get("units", {}), self.data.get("provinces", {})
        units = {}
        for id, row in rows.items():
            where = f"units.{id}"
            of = self.take(row, where, "of", str)
            shared = provinces.get(of)
            if shared is None:
                raise self.wrong(f"{where}.of", of)
            act = self.acts.get(row.get("act", ""))
            if act is None:
                raise self.wrong(f"{where}.act", row.get("act"))
            became = self.names(row, where, "became")
            if unknown := [other for other in became if other not in rows]:
                raise self.wrong(f"{where}.became", unknown)
            units[id] = Unit(
                id=id,
                of=of,
                name=self.take(shared, f"provinces.{of}", "name", str),
                kind=self.take(row, where, "kind", str),
                code=self.take(shared, f"provinces.{of}", "code", str),
                region=self.take(row, where, "region", str),
                capital=row.get("capital", ""),
                start=act.effective,
                end=self.take(row, where, "to", date) if became else None,
                became=became,
                act=act,
                note=row.get("note", ""),
                spellings=self.names(shared, f"provinces.{of}", "spellings"),
                press=self.names(shared, f"provinces.{of}", "press"),
                initials=self.names(shared, f"provinces.{of}", "initials"),
                domains=self.names(shared, f"provinces.{of}", "domains"),
            )
        return units

    def earlier(self) -> tuple[District, ...]:
        """Districts that passed to another province with their territory."""
        found = []
        for i, row in enumerate(self.data.get("earlier_districts", [])):
            where = f"earlier_districts[{i}]"
            of, end, act = (self.take(row, where, key, kind) for key, kind in (("of", str), ("to", date), ("act", str)))
            if of not in self.data["provinces"] or act not in self.acts:
                raise self.wrong(f"{where}.of", of)
            for key, kind in _KINDS.items():
                names = self.names(row, where, key)
                found += [District(name, kind, of, end, (name,), self.acts[act].title, ()) for name in names]
        return tuple(found)

    def _starts(self) -> dict[tuple[str, str, str], tuple[date, str]]:
        """The first day and the act of districts that are younger than the map, by province, kind and name."""
        found = {}
        for i, row in enumerate(self.data.get("district_starts", [])):
            where = f"district_starts[{i}]"
            of, start, act = (
                self.take(row, where, key, kind) for key, kind in (("of", str), ("from", date), ("act", str))
            )
            for key, kind in _KINDS.items():
                for name in self.names(row, where, key):
                    if name not in self.data["provinces"].get(of, {}).get(key, ()):
                        raise self.wrong(f"{where}.{key}", name)
                    found[of, kind, name] = start, act
        return found

    def _ended_by(self, of: str, end: date, last: date) -> str:
        """The act that ended a province's districts: that of all, or that of the units which took the province."""
        if end == last:
            return self.data.get("districts", {}).get("act", "")
        units = [unit for unit in self.data["units"].values() if unit["of"] == of and unit.get("to") == end]
        became = self.data["units"].get(units[0]["became"][0], {}) if units else {}
        act = self.acts.get(became.get("act", ""))
        return act.title if act else ""

    def districts(self) -> tuple[District, ...]:
        spellings, starts = self.data.get("district_spellings", {}), self._starts()
        last = max((u["to"] for u in self.data["units"].values() if "to" in u), default=date.max)
        found = []
        for of, row in self.data.get("provinces", {}).items():
            ends = [unit.get("to", last) for unit in self.data["units"].values() if unit["of"] == of]
            end = max(ends, default=last)
            for key, kind in _KINDS.items():
                names = self.names(row, f"provinces.{of}", key)
                for name in names:
                    start, made_by = starts.get((of, kind, name), (None, ""))
                    act, other = self._ended_by(of, end, last), tuple(spellings.get(name, ()))
                    found.append(District(name, kind, of, end, (), act, other, start, made_by))
        for i, row in enumerate(self.data.get("former_districts", [])):
            where = f"former_districts[{i}]"
            name, of = self.take(row, where, "name", str), self.take(row, where, "of", str)
            if of not in self.data["provinces"]:
                raise self.wrong(f"{where}.of", of)
            became, end = self.names(row, where, "became"), self.take(row, where, "to", date)
            kind, act = self.take(row, where, "kind", str), row.get("act", "")
            found.append(District(name, kind, of, end, became, act, tuple(spellings.get(name, ()))))
        return tuple(found)

    def check(self, atlas: Atlas) -> None:
        for unit in atlas.units.values():
            if unit.region not in atlas.regions:
                raise self.wrong(f"units.{unit.id}.region", unit.region)
            for other in unit.became:
                if unit.end is None or atlas.units[other].start != unit.end + timedelta(days=1):
                    raise self.wrong(f"units.{unit.id}.to", unit.end)
        for start, count in atlas.maps.items():
            on = [unit for unit in atlas.units.values() if unit.exists(start)]
            if len(on) != count or len({unit.code for unit in on}) != count:
                raise self.wrong(f"maps.{start}", f"{len(on)} ≠ {count}")
            if missing := {unit.code for unit in on} - set(_codes(atlas, start)):
                raise self.wrong(f"tiles.{start}", ", ".join(sorted(missing)))


def _codes(atlas: Atlas, on: date) -> list[str]:
    rows = next((rows for start, rows in reversed(atlas.tiles) if start <= on), ())
    return [code for row in rows for code in row]
