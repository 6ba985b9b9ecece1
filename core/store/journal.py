"""The journal read back: who decided what, when, on which machine, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Row, Select, select

from core.model.edit import Edit
from core.store import tables
from core.store.connect import speaking
from core.store.rows import journal_items
from core.store.store import Store

_PAGE = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `at` in milliseconds since 1970 UTC, `kind` one of do, undo, redo, import; `undoes` another entry's id."""

    seq: int
    id: bytes
    at: int
    annotator: bytes
    machine: str
    article: bytes | None
    layer: bytes
    name: str
    kind: str
    undoes: bytes | None
    batch: bytes | None
    removed: str
    added: str

    @property
    def edit(self) -> Edit:
        """The edit as it was written."""
        return Edit(self.name, journal_items(self.removed), journal_items(self.added))


def newest_of(store: Store, annotator: bytes) -> Iterator[Entry]:
    """An annotator's entries, the newest first, read as far as they are asked for."""
    query = select(tables.journal).where(tables.journal.c.annotator == annotator)
    return _downwards(store, query)


def of_article(store: Store, article: bytes) -> Iterator[Entry]:
    """Everyone's entries on an article, the newest first."""
    return _downwards(store, select(tables.journal).where(tables.journal.c.article == article))


def of_batch(store: Store, batch: bytes) -> Iterator[Entry]:
    """The entries of a batch, the newest first."""
    return _downwards(store, select(tables.journal).where(tables.journal.c.batch == batch))


def _downwards(store: Store, query: Select) -> Iterator[Entry]:
    below: int | None = None
    while True:
        page = query.order_by(tables.journal.c.seq.desc()).limit(_PAGE)
        with speaking(store.path), store.engine.connect() as db:
            rows = db.execute(page.where(tables.journal.c.seq < below) if below is not None else page).all()
        yield from map(_entry, rows)
        if len(rows) < _PAGE:
            return
        below = rows[-1].seq


def _entry(row: Row) -> Entry:
    return Entry(**row._mapping)
