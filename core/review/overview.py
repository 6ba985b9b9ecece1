"""What a reviewer sees of a whole dataset at once: how far its provinces are, when, by whom, of what labels and sources."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TypeVar
from urllib.parse import urlsplit

from sqlalchemy import CTE, Connection, and_, case, func, select

from core.model.annotation import Decision
from core.model.article import State
from core.model.ids import GOLD_LAYER
from core.review.scope import NOWHERE, province_column
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

RANKS = (State.NEW, State.STARTED, State.RETURNED, State.DONE, State.IN_REVIEW, State.ACCEPTED)
"""From the least far to the furthest: an article is as far as its furthest layer, or as its gold layer where it has one."""

_Key = TypeVar("_Key")
_DAY = 86_400_000  # ms


@dataclass(frozen=True, slots=True)
class Work:
    """What one annotator did: articles begun, articles handed in, items accepted."""

    begun: int = 0
    finished: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """The figures of one province, or of several together.

    `states` counts articles, `days` the articles finished on each day (days since 1970 by the clock of this machine),
    `labels` accepted items: of the gold layer where there is one, else of all layers; `sources` articles by where they are
    from; `work` by annotator's id. A part that is not counted yet is empty.
    """

    states: Mapping[State, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    work: Mapping[bytes, Work] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return sum(self.states.values())

    @property
    def finished(self) -> int:
        """How many of them are handed in, in review or accepted."""
        return sum(count for state, count in self.states.items() if state.finished)

    @property
    def items(self) -> int:
        """How many items are accepted."""
        return sum(self.labels.values())

    def __add__(self, other: "Area") -> "Area":
        """Both together."""
        work = {
            who: _added(self.work.get(who, Work()), other.work.get(who, Work())) for who in {**self.work, **other.work}
        }
        return Area(
            _sum(self.states, other.states),
            _sum(self.days, other.days),
            _sum(self.labels, other.labels),
            _sum(self.sources, other.sources),
            work,
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """All of a dataset: areas by a unit's id (empty: province unknown), names by annotator's id.

    `gold` says whether items are the gold layer's; `at` is when it was counted (ms since 1970 UTC); `whole` that nothing is
    left to count.
    """

    at: int
    areas: Mapping[str, Area] = field(default_factory=dict)
    names: Mapping[bytes, str] = field(default_factory=dict)
    gold: bool = False
    whole: bool = False

    @property
    def together(self) -> Area:
        """The whole dataset as one area."""
        return sum(self.areas.values(), Area())


def overview(store: Store) -> Iterator[Overview]:
    """Count a dataset: the states first, then days, work and sources, then items; each step has what those before had."""
    place = _place()
    with speaking(store.path), store.engine.connect() as db:
        names = {row.id: row.name for row in db.execute(select(tables.annotator))}
        gold = db.scalar(select(tables.annotation.c.id).where(tables.annotation.c.layer == GOLD_LAYER).limit(1))
        areas = _states(db, place)
        found = Overview(time.time_ns() // 1_000_000, dict(areas), names, gold is not None)
        yield found
        _take(areas, "days", _days(db, place))
        _take(areas, "sources", _sources(db, place))
        work = _work(db, place)
        _take(areas, "work", work)
        found = replace(found, areas=dict(areas))
        yield found
        _take(areas, "labels", _items(db, place, gold is not None, work))
        _take(areas, "work", work)
        yield replace(found, areas=dict(areas), whole=True)


# -- the parts


def _place() -> CTE:
    """Where each article belongs and how far it is, for the other queries to stand on."""
    card, article = tables.card, tables.article
    rank = case({state.value: n for n, state in enumerate(RANKS)}, value=card.c.state, else_=0)
    gold = card.c.layer == GOLD_LAYER
    furthest = select(func.coalesce(func.max(case((gold, rank))), func.max(rank), 0))
    furthest = furthest.where(card.c.article == article.c.id).scalar_subquery()
    province = func.coalesce(province_column(), NOWHERE)
    every = select(article.c.id.label("article"), province.label("province"), furthest.label("rank"))
    return every.cte("place").prefix_with("MATERIALIZED")


def _states(db: Connection, place: CTE) -> dict[str, Area]:
    counted: dict[str, dict[State, int]] = {}
    for row in db.execute(
        select(place.c.province, place.c.rank, func.count()).group_by(place.c.province, place.c.rank)
    ):
        counted.setdefault(row[0], {})[RANKS[row[1]]] = row[2]
    return {province: Area(states) for province, states in counted.items()}


def _days(db: Connection, place: CTE) -> dict[str, dict[int, int]]:
    """When each finished article was handed in for the first time; where nobody did (an import), when it was last changed."""
    journal, shift = tables.journal.c, time.localtime().tm_gmtoff * 1000
    at = func.coalesce(func.min(case((journal.name == State.DONE.value, journal.at))), func.max(journal.at))
    last = select(journal.article, ((at + shift) // _DAY).label("day")).group_by(journal.article).subquery()
    far = place.c.rank >= RANKS.index(State.DONE)
    query = select(place.c.province, last.c.day, func.count()).join(last, last.c.article == place.c.article).where(far)
    counted: dict[str, dict[int, int]] = {}
    for province, day, count in db.execute(query.group_by(place.c.province, last.c.day)):
        counted.setdefault(province, {})[int(day)] = count
    return counted


def _sources(db: Connection, place: CTE) -> dict[str, Counter[str]]:
    card = tables.card.c
    query = select(place.c.article, place.c.province, card.sources).join(tables.card, card.article == place.c.article)
    counted: dict[str, Counter[str]] = {}
    seen: set[bytes] = set()
    for article, province, sources in db.execute(query):
        if article not in seen and (path := next((s["path"] for s in json.loads(sources)), "")):
            seen.add(article)
            counted.setdefault(province, Counter())[origin(path)] += 1
    return counted


def _work(db: Connection, place: CTE) -> dict[str, dict[bytes, Work]]:
    card = tables.card.c
    far = func.count(case((card.state.in_([s.value for s in State if s.finished]), 1)))
    query = select(place.c.province, card.layer, func.count(), far).join(tables.card, card.article == place.c.article)
    begun = and_(card.state != State.NEW.value, card.layer != GOLD_LAYER)
    counted: dict[str, dict[bytes, Work]] = {}
    for province, layer, started, finished in db.execute(query.where(begun).group_by(place.c.province, card.layer)):
        counted.setdefault(province, {})[layer] = Work(started, finished)
    return counted


def _items(db: Connection, place: CTE, gold: bool, work: dict[str, dict[bytes, Work]]) -> dict[str, Counter[str]]:
    """Accepted items by label, and in `work` by annotator."""
    note = tables.annotation.c
    by = place.c.province, note.layer, note.label
    query = select(*by, func.count()).join(tables.annotation, note.article == place.c.article)
    counted: dict[str, Counter[str]] = {}
    for province, layer, label, count in db.execute(
        query.where(note.decision == Decision.ACCEPTED.value).group_by(*by)
    ):
        if not gold or layer == GOLD_LAYER:
            counted.setdefault(province, Counter())[label] += count
        if layer != GOLD_LAYER:
            theirs = work.setdefault(province, {})
            theirs[layer] = _added(theirs.get(layer, Work()), Work(items=count))
    return counted


def origin(path: str) -> str:
    """Where an article is from: the site of a URL, else the folder of its file."""
    if "://" in path:
        return (urlsplit(path).hostname or path).removeprefix("www.")
    return PurePath(path.replace("\\", "/")).parent.name or PurePath(path).suffix


def _take(areas: dict[str, Area], part: str, counted: Mapping[str, Mapping]) -> None:
    for province, counts in counted.items():
        areas[province] = replace(areas.get(province, Area()), **{part: dict(counts)})


def _added(one: Work, other: Work) -> Work:
    return Work(one.begun + other.begun, one.finished + other.finished, one.items + other.items)


def _sum(one: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


def titles(store: Store) -> dict[bytes, str]:
    """What every article is called."""
    with speaking(store.path), store.engine.connect() as db:
        return {row.id: row.title for row in db.execute(select(tables.article.c.id, tables.article.c.title))}
