"""Counts of a dataset, layer by layer: articles by state and province, decisions by label, relations and records by kind."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, Table, and_, func, select

from core.model.article import FINISHED, State
from core.store import tables
from core.store.connect import speaking
from core.store.dataset_io import LayerName, layers
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class LayerCount:
    """What one layer holds. `provinces` gives (finished, all) by a unit's id, None for unknown; `labels` counts by decision."""

    layer: LayerName
    states: dict[str, int] = field(default_factory=dict)
    provinces: dict[str | None, tuple[int, int]] = field(default_factory=dict)
    labels: dict[str, dict[str, int]] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Census:
    """How many articles and characters there are, and what each layer that holds anything says of them."""

    articles: int
    characters: int
    layers: tuple[LayerCount, ...]


def census(store: Store) -> Census:
    """Count everything, in one moment."""
    found = layers(store)
    article = tables.article
    with speaking(store.path), store.engine.connect() as db:
        total, characters = db.execute(select(func.count(), func.coalesce(func.sum(article.c.length), 0))).one()
        counted = tuple(_layer(db, each, total) for each in found)
    return Census(total, characters, counted)


def _layer(db: Connection, layer: LayerName, articles: int) -> LayerCount:
    card, found, notes = tables.card, tables.detection, tables.annotation
    mine = and_(card.c.article == tables.article.c.id, card.c.layer == layer.id)
    detected = found.c.article == tables.article.c.id
    province = func.coalesce(card.c.province, found.c.province)
    done = func.count().filter(card.c.state.in_(FINISHED))
    joined = tables.article.outerjoin(card, mine).outerjoin(found, detected)
    provinces = {
        row[0]: (row[1], row[2])
        for row in db.execute(select(province, done, func.count()).select_from(joined).group_by(province))
    }
    states = _kinds(db, card, [card.c.state], layer)
    begun = {state.value: states.get((state.value,), 0) for state in State if state is not State.NEW}
    labels: dict[str, dict[str, int]] = defaultdict(dict)
    for (label, decision), number in sorted(_kinds(db, notes, [notes.c.label, notes.c.decision], layer).items()):
        labels[label][decision] = number
    return LayerCount(
        layer,
        {State.NEW.value: articles - sum(begun.values())} | begun,
        provinces,
        dict(labels),
        {kind: n for (kind,), n in sorted(_kinds(db, tables.relation, [tables.relation.c.kind], layer).items())},
        {kind: n for (kind,), n in sorted(_kinds(db, tables.record, [tables.record.c.kind], layer).items())},
    )


def _kinds(db: Connection, table: Table, by: Sequence[Column], layer: LayerName) -> dict[tuple[str, ...], int]:
    """How many rows of a layer there are of each kind."""
    rows = db.execute(select(*by, func.count()).where(table.c.layer == layer.id).group_by(*by))
    return {tuple(row[:-1]): row[-1] for row in rows}
