"""The last overview of a dataset, kept in it: what is shown at once, while it is counted anew."""

import json
from typing import Any

from core.model.article import State
from core.review.overview import Area, Overview, Work
from core.store import settings
from core.store.store import Store

_FACT = "review.overview"


def keep(store: Store, found: Overview) -> None:
    """Keep an overview in place of an older one."""
    areas = {province: _to_row(area) for province, area in found.areas.items()}
    names = {who.hex(): name for who, name in found.names.items()}
    row = {"at": found.at, "gold": found.gold, "names": names, "areas": areas}
    settings.put(store, {_FACT: json.dumps(row, ensure_ascii=False, separators=(",", ":"))})


def kept(store: Store) -> Overview | None:
    """The overview that was kept last, or None; one that cannot be read is none."""
    text = settings.get(store, _FACT)
    if text is None:
        return None
    try:
        row = json.loads(text)
        areas = {province: _from_row(area) for province, area in row["areas"].items()}
        names = {bytes.fromhex(who): name for who, name in row["names"].items()}
        return Overview(int(row["at"]), areas, names, bool(row["gold"]), True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # by another version of the program: it will be counted anew


def _to_row(area: Area) -> list[Any]:
    work = {who.hex(): [done.begun, done.finished, done.items] for who, done in area.work.items()}
    return [dict(area.states), list(area.days.items()), dict(area.labels), dict(area.sources), work]


def _from_row(row: list[Any]) -> Area:
    states, days, labels, sources, work = row
    return Area(
        {State(state): count for state, count in states.items()},
        dict(days),
        labels,
        sources,
        {bytes.fromhex(who): Work(*done) for who, done in work.items()},
    )
