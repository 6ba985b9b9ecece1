"""An article of a dataset by what a person types: the beginning of its id, a path that it was read from, or its title."""

from sqlalchemy import or_, select

from core.errors import UsageError
from core.store import tables
from core.store.connect import speaking
from core.store.rows import to_json
from core.store.store import Store


def article_named(store: Store, name: str) -> bytes:
    """The id of the one article that is meant. UsageError where there is none, or more than one."""
    card = tables.card.c
    quoted = to_json(name)[1:-1]
    named = or_(card.title == name, card.sources.contains(f'"{quoted}"'), card.sources.contains(f'/{quoted}"'))
    with speaking(store.path), store.engine.connect() as db:
        found = set(db.scalars(select(card.article).where(named)))
        if not found and len(name) >= 4 and all(c in "0123456789abcdef" for c in name):
            found = {id for id in db.scalars(select(tables.article.c.id)) if id.hex().startswith(name)}
    if len(found) != 1:
        raise UsageError("article_unknown" if not found else "article_ambiguous", name=name)
    return found.pop()
