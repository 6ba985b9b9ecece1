"""Many articles at once: a dataset read as a stream, a page at a time."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Select, func, select

from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard, Zone, ZoneKind
from core.model.edit import Item
from core.model.ids import GOLD_LAYER
from core.model.layer import Layer, text_order
from core.model.record import REJECTED, Record
from core.model.relation import Relation
from core.model.span import Span
from core.store import tables
from core.store.connect import speaking
from core.store.rows import TABLES, item_of
from core.store.selection import LayerName, Selection, articles
from core.store.store import Store

_PAGE = 128
_TEXT = tables.article_text
_DECISIONS = {decision.value: decision for decision in Decision}

OWN = Article(b"", "")
"""Stands for the dataset itself, where records belong to no article."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article with what one layer says of it, annotations in text order, the rest oldest first.

    `layer` is None for an article that no layer says anything of, and in files that name none.
    """

    article: Article
    layer: LayerName | None = None
    card: ArticleCard | None = None
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    records: tuple[Record, ...] = ()


_USED: WeakKeyDictionary[Store, tuple[int, frozenset[bytes]]] = WeakKeyDictionary()
"""The layers of datasets that are open, as of a moment of their journals."""


def layers(store: Store) -> list[LayerName]:
    """The layers that hold anything, or did while the dataset is open; the gold one first, then by age."""
    layer, journal = tables.layer, tables.journal
    with speaking(store.path), store.engine.connect() as db:
        moment = moment_of(db)
        if store not in _USED:  # all annotations are gone through for a layer that has none
            used = [select(t.c.layer).where(t.c.layer == layer.c.id).exists() for t in TABLES.values()]
            _USED[store] = (
                moment,
                frozenset(db.scalars(select(layer.c.id).where(used[0] | used[1] | used[2] | used[3]))),
            )
        before, known = _USED[store]
        if moment != before:
            more = db.scalars(select(journal.c.layer).where(journal.c.seq > before).distinct())
            _USED[store] = moment, known.union(more)
        found = db.execute(select(layer).where(layer.c.id.in_(_USED[store][1])))
        return sorted((LayerName(*row) for row in found), key=lambda each: (each.id != GOLD_LAYER, each.id))


def chosen(db: Connection, selection: Selection) -> list[bytes]:
    """The ids of the selected articles in the order in which they were added."""
    rows, among = db.execute(articles(selection).order_by(tables.article.c.number)), selection.articles
    return [row.id for row in rows if among is None or row.id in among]  # more than a statement may name


def moment_of(db: Connection) -> int:
    """What tells one moment of a dataset from another: the newest row of its journal."""
    return db.scalar(select(func.max(tables.journal.c.seq))) or 0


def sheets(store: Store, selection: Selection) -> Iterator[Sheet]:
    """The selected sheets in the order in which articles were added, all of one moment; memory holds one page of them."""
    with speaking(store.path), store.engine.connect() as db:
        yield from own_sheets(db, selection)
        yield from sheets_of(db, selection, chosen(db, selection))


def own_sheets(db: Connection, selection: Selection) -> Iterator[Sheet]:
    """The dataset's own records, which belong to no article, where they are selected."""
    for layer in selection.layers if selection.whole else ():
        if records := own_layer_of(db, layer.id).records:
            yield Sheet(OWN, layer, records=tuple(records))


def sheets_of(db: Connection, selection: Selection, among: Sequence[bytes]) -> Iterator[Sheet]:
    """The sheets of some of the articles that `chosen` gives, in their order."""
    for at in range(0, len(among), _PAGE):
        yield from _page(db, selection, among[at : at + _PAGE])


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article can be grouped by, as the selected layers' cards or else the detectors say it; `source` a path or URL."""

    id: bytes
    text: str
    published: str | None
    province: str | None
    source: str


def traits(db: Connection, selection: Selection, among: Sequence[bytes]) -> Iterator[Traits]:
    """The traits of some of the articles that `chosen` gives, in their order."""
    card, seen, layers = tables.card.c, tables.detection.c, [each.id for each in selection.layers]
    for at in range(0, len(among), _PAGE):
        page = among[at : at + _PAGE]
        texts = {row.article: row.text for row in db.execute(select(_TEXT).where(_TEXT.c.article.in_(page)))}
        found: dict[bytes, tuple[Any, ...]] = {}
        detected = select(seen.article, seen.published, seen.province).where(seen.article.in_(page))
        for row in db.execute(detected):
            found[row.article] = row.published, row.province, ""
        said = select(card.article, card.published, card.province, card.sources).where(card.article.in_(page))
        for row in db.execute(said.where(card.layer.in_(layers)).order_by(card.layer.desc())):
            before = found.get(row.article, (None, None, ""))
            source = next((each["path"] for each in json.loads(row.sources)), before[2])
            found[row.article] = row.published or before[0], row.province or before[1], source
        yield from (Traits(id, texts[id], *found.get(id, (None, None, ""))) for id in page)


def text_of(db: Connection, article: bytes) -> str:
    """The text of an article that is there."""
    cursor = db.execute(select(_TEXT.c.text).where(_TEXT.c.article == article))
    return cursor.scalar_one()


def own_layer(store: Store, layer: bytes) -> Layer:
    """What a layer says of the dataset itself."""
    with speaking(store.path), store.engine.connect() as db:
        return own_layer_of(db, layer)


def own_layer_of(db: Connection, layer: bytes) -> Layer:
    """As `own_layer`, within a transaction."""
    record = tables.record
    rows = db.execute(select(record).where(record.c.article.is_(None), record.c.layer == layer)).mappings()
    return Layer(OWN.id, layer, [item_of(Record, row) for row in rows])


def _page(db: Connection, selection: Selection, articles: Sequence[bytes]) -> Iterator[Sheet]:
    """The sheets of a few articles, in their order."""
    items: defaultdict[tuple[bytes, bytes], dict[type[Item], list]] = defaultdict(lambda: defaultdict(list))
    for cls, table in TABLES.items():
        query = select(table).where(table.c.article.in_(articles), table.c.layer.in_([e.id for e in selection.layers]))
        if cls is Annotation:
            _annotations(db, query, selection, items)
            continue
        for row in db.execute(query).mappings():
            item = item_of(cls, row)
            if not isinstance(item, Record) or selection.rejected or not item.kind.startswith(REJECTED):
                items[item.article, item.layer][cls].append(item)
    texts = {row.article: row for row in db.execute(select(_TEXT).where(_TEXT.c.article.in_(articles)))}
    for id in articles:
        zones = tuple(Zone(Span(start, end), ZoneKind(kind)) for start, end, kind in json.loads(texts[id].zones))
        article = Article(id, texts[id].text, zones)
        mine = [_sheet(article, each, items[id, each.id]) for each in selection.layers if (id, each.id) in items]
        yield from (sheet for sheet in mine if selection.takes(sheet.card))
        if selection.whole and not mine:
            yield Sheet(article)


def _annotations(db: Connection, query: Select, selection: Selection, items: Mapping) -> None:
    """Put annotations among the items, made by position: of the items only these come in hundreds of thousands."""
    mark = tables.annotation.c
    if len(selection.decisions) < len(Decision):
        query = query.where(mark.decision.in_(sorted(selection.decisions)))
    if selection.labels:
        query = query.where(mark.label.in_(selection.labels))
    cursor = db.execute(query).cursor  # the driver's own rows: SQLAlchemy's take as long again to make
    for row in cursor.fetchall() if cursor else ():
        id, article, layer, rev, start, end, label, decision, origin, score, value, mod, calendar, by, flag, note = row
        what = label, _DECISIONS[decision], origin, score, value, mod, calendar, by, bool(flag), note
        items[article, layer][Annotation].append(Annotation(id, article, layer, rev, Span(start, end), *what))


def _sheet(article: Article, layer: LayerName, items: Mapping[type[Item], list]) -> Sheet:
    return Sheet(
        article,
        layer,
        next(iter(items.get(ArticleCard, ())), None),
        tuple(sorted(items.get(Annotation, ()), key=text_order)),
        tuple(sorted(items.get(Relation, ()), key=lambda r: r.id)),
        tuple(sorted(items.get(Record, ()), key=lambda r: r.id)),
    )
