"""Articles as rows: their texts never change, so this is all there is to write."""

import json
import time

from sqlalchemy import Connection, delete, select

from core.model.article import Article, Zone, ZoneKind
from core.model.edit import Item
from core.model.layer import Layer
from core.model.span import Span
from core.store import tables
from core.store.dialect import forget_article, index_article
from core.store.rows import TABLES, item_of, to_json
from core.store.statements import insert_numbered, insert_rows


def article_rows(db: Connection, article: Article, title: str) -> None:
    """Insert an article, its text and its folded words into the search index."""
    row = article.id, title, len(article.text), time.time_ns() // 1_000_000
    number = insert_numbered(db, tables.article, row)
    zones = [[z.span.start, z.span.end, z.kind.value] for z in article.zones]
    insert_rows(db, tables.article_text, [(article.id, article.text, to_json(zones))])
    index_article(db, number, title, article.text)


def remove_article(db: Connection, id: bytes) -> None:
    """Delete an article with its cards and what is kept about it; the journal and the sources' bytes stay."""
    row = db.execute(
        select(tables.article.c.number, tables.article.c.title, tables.article_text.c.text)
        .join(tables.article_text, tables.article_text.c.article == tables.article.c.id)
        .where(tables.article.c.id == id)
    ).first()
    if row is None:
        return
    forget_article(db, row.number, row.title, row.text)
    for table in (tables.card, tables.detection, tables.bookmark, tables.article_text):
        db.execute(delete(table).where(table.c.article == id))
    db.execute(delete(tables.article).where(tables.article.c.id == id))


def article_of(db: Connection, id: bytes) -> Article | None:
    """The article of that id, or None."""
    row = db.execute(select(tables.article_text).where(tables.article_text.c.article == id)).first()
    if row is None:
        return None
    zones = tuple(Zone(Span(start, end), ZoneKind(kind)) for start, end, kind in json.loads(row.zones))
    return Article(id, row.text, zones)


def layer_of(db: Connection, article: bytes, layer: bytes) -> Layer:
    """One layer's items on one article."""
    found: list[Item] = []
    for cls, table in TABLES.items():
        rows = db.execute(select(table).where(table.c.article == article, table.c.layer == layer))
        found += [item_of(cls, row) for row in rows.mappings()]
    return Layer(article, layer, found)
