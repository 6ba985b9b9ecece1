"""The journal read back: who decided what, when, on which machine, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from sqlalchemy import Select, select

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


_COLUMNS = [tables.journal.c[f.name] for f in fields(Entry)]
_ENTRIES = select(*_COLUMNS)  # without the items: those of "accept all" are long


def edit_of(store: Store, entry: Entry) -> Edit:
    """The edit of an entry, as it was written."""
    kept = tables.journal.c
    with speaking(store.path), store.engine.connect() as db:
        row = db.execute(select(kept.removed, kept.added).where(kept.seq == entry.seq)).one()
    return Edit(entry.name, journal_items(row.removed), journal_items(row.added))


def newest_of(store: Store, annotator: bytes) -> Iterator[Entry]:
    """An annotator's entries, the newest first, read as far as they are asked for."""
    return _downwards(store, _ENTRIES.where(tables.journal.c.annotator == annotator))


def of_article(store: Store, article: bytes) -> Iterator[Entry]:
    """Everyone's entries on an article, the newest first."""
    return _downwards(store, _ENTRIES.where(tables.journal.c.article == article))


def of_batch(store: Store, batch: bytes) -> Iterator[Entry]:
    """The entries of a batch, the newest first."""
    return _downwards(store, _ENTRIES.where(tables.journal.c.batch == batch))


def _downwards(store: Store, query: Select) -> Iterator[Entry]:
    below: int | None = None
    while True:
        page = query.order_by(tables.journal.c.seq.desc()).limit(_PAGE)
        with speaking(store.path), store.engine.connect() as db:
            rows = db.execute(page.where(tables.journal.c.seq < below) if below is not None else page).all()
        yield from (Entry(*row) for row in rows)
        if len(rows) < _PAGE:
            return
        below = rows[-1].seq
