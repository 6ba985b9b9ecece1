"""How the tiles of the map look: how full each is of what was chosen, and what is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.provinces.map import tiles
from core.review.overview import Area
from core.wording import say
from gui.parts.numbers import count, decimal
from gui.review.counting import Counting
from gui.review.region import Region, areas_under, placed
from gui.review.tile_map import Look

if TYPE_CHECKING:
    from core.review.agreement import Agreement

COLOURS = ("progress", "articles", "agreement", "problems")
"""What the map can be coloured by."""


def map_looks(counting: Counting, colour: str) -> tuple[dict[str, Look], tuple[str, str]]:
    """The looks by a unit's id, and what the lightest and the darkest shade stand for."""
    areas = areas_under(counting.overview, counting.on) if counting.overview else {}
    problems, agreed = _problems(counting), _agreed(counting)
    most = max((area.articles for unit, area in areas.items() if unit), default=0)
    worst = max(problems.values(), default=0)
    looks: dict[str, Look] = {}
    for unit in {tile.province for tile in tiles(counting.on)}:
        area = areas.get(unit, Area())
        share: float | None = None
        if colour == "agreement":
            share = agreed.get(unit)
        elif area.articles and colour == "progress":
            share = area.finished / area.articles
        elif area.articles and colour == "articles":
            share = area.articles / most
        elif area.articles and colour == "problems":
            share = problems.get(unit, 0) / worst if worst else 0.0
        told = _told(Region(unit, counting.on).name, area, problems.get(unit), agreed.get(unit))
        looks[unit] = Look(share, told)
    ends = {
        "progress": ("0 %", "100 %"),
        "articles": ("0", count(most)),
        "agreement": (decimal(0.0, 1), decimal(1.0, 1)),
        "problems": ("0", count(worst)),
    }
    return looks, ends[colour]


def strict(agreement: Agreement | None) -> float | None:
    """Strict F1 of all labels together between all annotators."""
    if agreement is None:
        return None
    from core.review.agreement import Measure

    figure = agreement.of(Measure.STRICT)
    return figure.value if figure else None


def _told(name: str, area: Area, problems: int | None, agreed: float | None) -> str:
    lines = [name, say("reviewing.tile_articles", done=count(area.finished), total=count(area.articles))]
    if area.items:
        lines.append(say("reviewing.tile_items", items=count(area.items)))
    if agreed is not None:
        lines.append(say("reviewing.tile_agreed", value=decimal(agreed)))
    if problems is not None:
        lines.append(say("reviewing.tile_problems", count=count(problems)))
    return "\n".join(lines)


def _problems(counting: Counting) -> Mapping[str, int]:
    """How many open findings each unit has."""
    found = Counter[str]()
    for each in counting.findings or ():
        place = counting.places.get(each.finding.article)
        if place and place.province:
            found[placed(place.province, counting.on)] += 1
    return found


def _agreed(counting: Counting) -> Mapping[str, float]:
    """How far annotators agree in each unit where two have worked."""
    rows = ((unit, strict(agreement)) for unit, agreement in counting.agreements.items())
    return {unit: value for unit, value in rows if value is not None}
