"""Articles as rows: their texts never change, so this is all there is to write."""

import json
import time

from sqlalchemy import Connection, delete, insert, select, text

from core.model.article import Article, Zone, ZoneKind
from core.model.span import Span
from core.store import tables
from core.store.rows import to_json
from core.text.fold import fold


def article_rows(db: Connection, article: Article, title: str) -> None:
    """Insert an article, its text and its folded words into the search index."""
    number = db.execute(
        insert(tables.article).values(
            id=article.id, title=title, length=len(article.text), added=time.time_ns() // 1_000_000
        )
    ).inserted_primary_key
    zones = [[z.span.start, z.span.end, z.kind.value] for z in article.zones]
    db.execute(insert(tables.article_text).values(article=article.id, text=article.text, zones=to_json(zones)))
    assert number is not None
    db.execute(
        text("INSERT INTO article_search (rowid, title, body) VALUES (:number, :title, :body)"),
        {"number": number[0], "title": fold(title), "body": fold(article.text)},
    )


def remove_article(db: Connection, id: bytes) -> None:
    """Delete an article with its cards and what is kept about it; the journal and the sources' bytes stay."""
    row = db.execute(
        select(tables.article.c.number, tables.article.c.title, tables.article_text.c.text)
        .join(tables.article_text, tables.article_text.c.article == tables.article.c.id)
        .where(tables.article.c.id == id)
    ).first()
    if row is None:
        return
    db.execute(
        text(
            "INSERT INTO article_search (article_search, rowid, title, body) VALUES ('delete', :number, :title, :body)"
        ),
        {"number": row.number, "title": fold(row.title), "body": fold(row.text)},
    )
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
