"""Decisions of a layer as a stream, for what learns from them: article by article, the last worked on first."""

from collections.abc import Iterator

from sqlalchemy import select

from core.model.annotation import Annotation
from core.model.layer import Layer
from core.store import tables
from core.store.connect import speaking
from core.store.rows import item_of
from core.store.store import Store

_PAGE = 512


def last_worked_on(store: Store, annotator: bytes, most: int) -> list[bytes]:
    """At most `most` articles that an annotator changed something in, the newest change first."""
    row = tables.journal.c
    query = select(row.seq, row.article).where(row.annotator == annotator, row.article.is_not(None))
    found: dict[bytes, None] = {}
    below: int | None = None
    while len(found) < most:
        page = query if below is None else query.where(row.seq < below)
        with speaking(store.path), store.engine.connect() as db:
            rows = db.execute(page.order_by(row.seq.desc()).limit(_PAGE)).all()
        if not rows:
            break
        found |= dict.fromkeys(each.article for each in rows)
        below = rows[-1].seq
    return list(found)[:most]


def decided(store: Store, article: bytes, layer: bytes) -> tuple[str, Layer] | None:
    """An article's text and one layer's annotations on it; None where there are none."""
    notes, texts = tables.annotation, tables.article_text
    with speaking(store.path), store.engine.connect() as db:
        rows = db.execute(select(notes).where(notes.c.article == article, notes.c.layer == layer)).mappings().all()
        text = db.scalar(select(texts.c.text).where(texts.c.article == article)) if rows else None
    return (text, Layer(article, layer, (item_of(Annotation, row) for row in rows))) if text is not None else None


def decisions(store: Store, layer: bytes, articles: list[bytes]) -> Iterator[tuple[str, Layer]]:
    """Texts and annotations of some articles, those without annotations left out."""
    for article in articles:
        if found := decided(store, article, layer):
            yield found
