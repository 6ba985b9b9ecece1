"""Articles by the words that stand in them one after the other, through the search index."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select, text

from core.store import tables
from core.store.connect import speaking
from core.store.store import Store
from core.text.fold import fold

_PAGE = 64


def articles_with(store: Store, words: str) -> list[bytes]:
    """Articles that may have the words in this order, tone marks or none, in the order in which they were added.

    All articles where the words have no letter or digit.
    """
    terms = "".join(c if c.isalnum() else " " for c in fold(words)).split()
    query = select(tables.article.c.id).order_by(tables.article.c.number)
    if terms:
        found = text("SELECT rowid FROM article_search WHERE article_search MATCH :match")
        query = query.where(tables.article.c.number.in_(found.bindparams(match=f'body : "{" ".join(terms)}"')))
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
