"""Many articles at once: a dataset read as a stream, a page at a time."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, and_, func, select

from core.model.annotation import Annotation, Decision
from core.model.article import FINISHED, Article, ArticleCard, Zone, ZoneKind
from core.model.edit import Item
from core.model.ids import GOLD_LAYER
from core.model.layer import Layer, text_order
from core.model.record import REJECTED, Record
from core.model.relation import Relation
from core.model.span import Span
from core.store import tables
from core.store.connect import speaking
from core.store.rows import TABLES, item_of
from core.store.store import Store

_PAGE = 128
_TEXT = tables.article_text
_DECISIONS = {decision.value: decision for decision in Decision}

OWN = Article(b"", "")
"""Stands for the dataset itself, where records belong to no article."""


@dataclass(frozen=True, slots=True)
class LayerName:
    """A layer: its id, whether it is an annotator's or the gold one (`kind`), and its name."""

    id: bytes
    kind: str
    name: str


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


@dataclass(frozen=True, slots=True)
class Selection:
    """What is read: of which layers, only finished articles or all, of one province, rejected annotations too or not.

    `whole` adds what belongs to no layer or no article: articles that nobody has touched, the dataset's own records.
    """

    layers: tuple[LayerName, ...]
    done: bool = True
    rejected: bool = False
    province: str | None = None
    whole: bool = False


def layers(store: Store) -> list[LayerName]:
    """The layers that hold anything, the gold one first, then by age."""
    layer = tables.layer
    used = [select(t.c.layer).where(t.c.layer == layer.c.id).exists() for t in TABLES.values()]
    with speaking(store.path), store.engine.connect() as db:
        found = db.execute(select(layer).where(used[0] | used[1] | used[2] | used[3]))
        return sorted((LayerName(*row) for row in found), key=lambda each: (each.id != GOLD_LAYER, each.id))


def count(store: Store, selection: Selection) -> int:
    """How many articles `sheets` goes through."""
    chosen = _articles(selection).subquery()
    with speaking(store.path), store.engine.connect() as db:
        return db.scalar(select(func.count()).select_from(chosen)) or 0


def sheets(store: Store, selection: Selection) -> Iterator[Sheet]:
    """The selected sheets in the order in which articles were added, all of one moment; memory holds one page of them."""
    with speaking(store.path), store.engine.connect() as db:
        if selection.whole:
            for layer in selection.layers:
                if records := own_layer(store, layer.id).records:
                    yield Sheet(OWN, layer, records=tuple(records))
        last = -1
        while True:
            page = _articles(selection).where(tables.article.c.number > last)
            rows = db.execute(page.order_by(tables.article.c.number).limit(_PAGE)).all()
            if not rows:
                return
            last = rows[-1].number
            yield from _page(db, selection, [row.id for row in rows])


def own_layer(store: Store, layer: bytes) -> Layer:
    """What a layer says of the dataset itself."""
    with speaking(store.path), store.engine.connect() as db:
        return own_layer_of(db, layer)


def own_layer_of(db: Connection, layer: bytes) -> Layer:
    """As `own_layer`, within a transaction."""
    record = tables.record
    rows = db.execute(select(record).where(record.c.article.is_(None), record.c.layer == layer)).mappings()
    return Layer(OWN.id, layer, [item_of(Record, row) for row in rows])


def _articles(selection: Selection) -> Select:
    """Number and id of the selected articles."""
    article, card, found = tables.article, tables.card, tables.detection
    query = select(article.c.number, article.c.id)
    if selection.done or selection.province is not None:
        mine = and_(card.c.article == article.c.id, card.c.layer.in_([each.id for each in selection.layers]))
        cards = select(card.c.id).where(mine)
        if selection.done:
            cards = cards.where(card.c.state.in_(FINISHED))
        if selection.province is not None:
            detected = select(found.c.province).where(found.c.article == article.c.id).scalar_subquery()
            cards = cards.where(func.coalesce(card.c.province, detected) == selection.province)
        query = query.where(cards.exists())
    return query


def _page(db: Connection, selection: Selection, articles: Sequence[bytes]) -> Iterator[Sheet]:
    """The sheets of a few articles, in their order."""
    items: dict[tuple[bytes, bytes], dict[type[Item], list]] = defaultdict(lambda: defaultdict(list))
    for cls, table in TABLES.items():
        here = table.c.article.in_(articles), table.c.layer.in_([each.id for each in selection.layers])
        query = select(table).where(*here)
        if cls is Annotation:
            if not selection.rejected:
                query = query.where(table.c.decision == Decision.ACCEPTED.value)
            made = map(_annotation, db.execute(query).all())
        else:
            made = (item_of(cls, row) for row in db.execute(query).mappings())
        for item in made:
            if isinstance(item, Record) and item.kind.startswith(REJECTED) and not selection.rejected:
                continue
            items[item.article, item.layer][cls].append(item)
    texts = {row.article: row for row in db.execute(select(_TEXT).where(_TEXT.c.article.in_(articles)))}
    for id in articles:
        zones = tuple(Zone(Span(start, end), ZoneKind(kind)) for start, end, kind in json.loads(texts[id].zones))
        article = Article(id, texts[id].text, zones)
        mine = [_sheet(article, each, items[id, each.id]) for each in selection.layers if (id, each.id) in items]
        yield from (s for s in mine if not selection.done or (s.card and s.card.state.finished))
        if selection.whole and not mine:
            yield Sheet(article)


def _annotation(row: Row) -> Annotation:
    """As `item_of`, but by position: of the items only these come in hundreds of thousands."""
    id, article, layer, rev, start, end, label, decision, *rest = row
    return Annotation(id, article, layer, rev, Span(start, end), label, _DECISIONS[decision], *rest)


def _sheet(article: Article, layer: LayerName, items: Mapping[type[Item], list]) -> Sheet:
    return Sheet(
        article,
        layer,
        next(iter(items.get(ArticleCard, ())), None),
        tuple(sorted(items.get(Annotation, ()), key=text_order)),
        tuple(sorted(items.get(Relation, ()), key=lambda r: r.id)),
        tuple(sorted(items.get(Record, ()), key=lambda r: r.id)),
    )
