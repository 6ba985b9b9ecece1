"""Whether a dataset is whole: the database's own checks, and the layers against the journal replayed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from core.model.edit import Item
from core.model.record import Record
from core.model.relation import Relation
from core.store import tables
from core.store.connect import speaking
from core.store.dialect import own_checks
from core.store.merge import cut_off, last_written, replayed
from core.store.merge_lineage import is_conflict
from core.store.rows import TABLES, item_of
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it must be: a key of `resources/i18n/integrity.toml`, and what it is about."""

    kind: str
    what: str


def flaws(store: Store) -> Iterator[Flaw]:
    """Everything that is wrong with the dataset, nothing for one that is whole; reads it article by article."""
    with speaking(store.path), store.engine.connect() as db:
        yield from (Flaw(kind, what) for kind, what in own_checks(db))
        articles = [None, *db.execute(select(tables.article.c.id)).scalars()]
    for article in articles:
        yield from _against_journal(store, article)


def _against_journal(store: Store, article: bytes | None) -> Iterator[Flaw]:
    """Items of one article (None: the dataset's own records) that the journal does not lead to, and the other way round.

    What people did since a merge is taken as they did it until the next one: a conflict may be decided by the way, by an
    edit of what it is about, or open anew by an undo, and a link that a merge cut off stays away when its end comes back.
    """
    there: dict[bytes, Item] = {}
    with speaking(store.path), store.engine.connect() as db:
        for cls, table in TABLES.items():
            for row in db.execute(select(table).where(table.c.article == article)).mappings():
                there[row["id"]] = item_of(cls, row)
        expected = {id: item for items in replayed(db, article).values() for id, item in items.items()}
        differing = [id for id in there.keys() | expected.keys() if there.get(id) != expected.get(id)]
        late = cut_off(db, article) if any(isinstance(expected.get(id), Relation) for id in differing) else set()
        last = last_written(db, article) if differing else {}
    late |= {id for id in differing if id in last and there.get(id) == last[id]}
    late |= {id for id in differing if bytes.fromhex(_fields(expected.get(id)).get("item", "")) in late}
    for id in differing:
        mine = there.get(id)
        if id in late or (mine and is_conflict(mine)):
            continue
        kind = "unexplained" if id not in expected else "lost" if id not in there else "different"
        yield Flaw(kind, f"{type(mine or expected[id]).__name__} {id.hex()}")


def _fields(item: Item | None) -> Mapping[str, Any]:
    return item.fields if isinstance(item, Record) and is_conflict(item) else {}
