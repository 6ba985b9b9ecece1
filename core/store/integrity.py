"""Whether a dataset is whole: SQLite's own checks, and the layers against the journal replayed."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select

from core.model.edit import Item
from core.store import tables
from core.store.connect import speaking
from core.store.rows import TABLES, item_of, journal_items
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it must be: a key of `resources/i18n/integrity.toml`, and what it is about."""

    kind: str
    what: str


def flaws(store: Store) -> Iterator[Flaw]:
    """Everything that is wrong with the dataset, nothing for one that is whole; reads it article by article."""
    with speaking(store.path), store.engine.connect() as db:
        for (said,) in db.exec_driver_sql("PRAGMA integrity_check"):
            if said != "ok":
                yield Flaw("database", said)
        for row in db.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Flaw("reference", f"{row[0]} {row[1]} → {row[2]}")
        articles = [None, *db.execute(select(tables.article.c.id)).scalars()]
    for article in articles:
        yield from _against_journal(store, article)


def _against_journal(store: Store, article: bytes | None) -> Iterator[Flaw]:
    """Items of one article (None: the dataset's own records) that the journal does not lead to, and the other way round."""
    there: dict[bytes, Item] = {}
    replayed: dict[bytes, Item] = {}
    journal = tables.journal.c
    own = journal.article == article if article else or_(journal.article.is_(None), journal.article == b"")
    with speaking(store.path), store.engine.connect() as db:
        for cls, table in TABLES.items():
            for row in db.execute(select(table).where(table.c.article == article)).mappings():
                there[row["id"]] = item_of(cls, row)
        for removed, added in db.execute(select(journal.removed, journal.added).where(own).order_by(journal.seq)):
            for item in journal_items(removed):
                replayed.pop(item.id, None)
            replayed |= {item.id: item for item in journal_items(added)}
    for id in there.keys() | replayed.keys():
        if there.get(id) != replayed.get(id):
            kind = "unexplained" if id not in replayed else "lost" if id not in there else "different"
            yield Flaw(kind, f"{type(there.get(id) or replayed[id]).__name__} {id.hex()}")
