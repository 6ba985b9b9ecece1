"""Records that belong to the dataset itself and not to an article, of all layers: what reviewers decided for everybody."""

from sqlalchemy import select

from core.model.record import Record
from core.store import tables
from core.store.connect import speaking
from core.store.rows import item_of
from core.store.store import Store


def own_records(store: Store, kind: str) -> list[Record]:
    """The dataset's own records of a kind, whoever's, the oldest first."""
    record = tables.record
    query = select(record).where(record.c.article.is_(None), record.c.kind == kind).order_by(record.c.id)
    with speaking(store.path), store.engine.connect() as db:
        found = [item_of(Record, row) for row in db.execute(query).mappings()]
    return [each for each in found if isinstance(each, Record)]
