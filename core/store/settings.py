"""Facts that a dataset keeps about itself, as texts by name."""

from sqlalchemy import delete, insert, select, update

from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

TAGGER_ON = "tagger.on"
"""The fact that the dataset's tagger is used."""

_FACT = tables.dataset.c


def get(store: Store, key: str) -> str | None:
    """The fact of that name, or None."""
    with speaking(store.path), store.engine.connect() as db:
        return db.scalar(select(_FACT.value).where(_FACT.key == key))


def put(store: Store, facts: dict[str, str | None]) -> None:
    """Keep facts, in one transaction; None takes one away."""
    with speaking(store.path), store.writing() as db:
        for key, value in facts.items():
            if value is None:
                db.execute(delete(tables.dataset).where(_FACT.key == key))
            elif not db.execute(update(tables.dataset).where(_FACT.key == key).values(value=value)).rowcount:
                db.execute(insert(tables.dataset).values(key=key, value=value))
