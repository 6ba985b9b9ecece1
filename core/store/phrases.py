"""Articles by the words that stand in them one after the other, through the search index."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from core.store import tables
from core.store.connect import speaking
from core.store.dialect import has_phrase
from core.store.store import Store

_PAGE = 64


def articles_with(store: Store, words: str) -> list[bytes]:
    """Articles that may have the words in this order, tone marks or none, in the order in which they were added.

    All articles where the words have no letter or digit.
    """
    query = select(tables.article.c.id).order_by(tables.article.c.number)
    if (found := has_phrase(store.engine.dialect.name, words, where="body")) is not None:
        query = query.where(found)
    with speaking(store.path), store.engine.connect() as db:
        return list(db.scalars(query))


def texts_of(store: Store, articles: Sequence[bytes]) -> Iterator[tuple[bytes, str, str]]:
    """Id, title and text of some articles in their order, read a page at a time; those that are gone are left out."""
    article, body = tables.article, tables.article_text
    for at in range(0, len(articles), _PAGE):
        page = articles[at : at + _PAGE]
        query = select(article.c.id, article.c.title, body.c.text).join(body, body.c.article == article.c.id)
        with speaking(store.path), store.engine.connect() as db:
            rows = {row.id: row for row in db.execute(query.where(article.c.id.in_(page)))}
        yield from ((row.id, row.title, row.text) for id in page if (row := rows.get(id)))
