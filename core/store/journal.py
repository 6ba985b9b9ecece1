"""The journal read back: who decided what, when, on which machine, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Select, select

from core.model.edit import Edit, Item
from core.store import tables
from core.store.connect import speaking
from core.store.rows import TABLES, journal_items
from core.store.store import Store

_PAGE = 64
_IDS = 500


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


UNSENT = 1 << 62
"""Numbers from here on are of entries that wait to be sent to a team's server: they come after all that is there."""


def edit_of(store: Store, entry: Entry) -> Edit:
    """The edit of an entry, as it was written."""
    if entry.seq >= UNSENT:
        return next(edit for each, edit in store.unsent() if each.id == entry.id)
    kept = tables.journal.c
    with speaking(store.path), store.engine.connect() as db:
        row = db.execute(select(kept.removed, kept.added).where(kept.seq == entry.seq)).one()
    return Edit(entry.name, journal_items(row.removed), journal_items(row.added))


def newest_of(store: Store, annotator: bytes) -> Iterator[Entry]:
    """An annotator's entries, the newest first, read as far as they are asked for."""
    yield from (entry for entry, _ in reversed(store.unsent()) if entry.annotator == annotator)
    yield from _downwards(store, _ENTRIES.where(tables.journal.c.annotator == annotator))


def of_article(store: Store, article: bytes) -> Iterator[Entry]:
    """Everyone's entries on an article, the newest first."""
    return _downwards(store, _ENTRIES.where(tables.journal.c.article == article))


def of_batch(store: Store, batch: bytes) -> Iterator[Entry]:
    """The entries of a batch, the newest first."""
    yield from (entry for entry, _ in reversed(store.unsent()) if entry.batch == batch)
    yield from _downwards(store, _ENTRIES.where(tables.journal.c.batch == batch))


def after(store: Store, seq: int) -> Iterator[Entry]:
    """Everyone's entries after a number, the oldest first, read as far as they are asked for."""
    while True:
        page = _ENTRIES.where(tables.journal.c.seq > seq).order_by(tables.journal.c.seq).limit(_IDS)
        with speaking(store.path), store.engine.connect() as db:
            rows = db.execute(page).all()
        yield from (Entry(*row) for row in rows)
        if len(rows) < _IDS:
            return
        seq = rows[-1].seq


def taken_back(store: Store, entries: Sequence[Entry]) -> set[bytes]:
    """Ids of those of some entries of one annotator that a later entry undoes."""
    if not entries:
        return set()
    kept, wanted = tables.journal.c, {e.id for e in entries}
    later = (kept.annotator == entries[0].annotator, kept.seq > min(e.seq for e in entries), kept.undoes.is_not(None))
    waiting = {entry.undoes for entry, _ in store.unsent() if entry.undoes}
    with speaking(store.path), store.engine.connect() as db:
        return wanted.intersection(waiting.union(db.scalars(select(kept.undoes).where(*later))))


def stale(store: Store, items: Iterable[Item]) -> list[Item]:
    """Those of some items that are no longer in the dataset at their revision."""
    by_type: dict[type[Item], list[Item]] = defaultdict(list)
    for item in items:
        by_type[type(item)].append(item)
    found: list[Item] = []
    with speaking(store.path), store.engine.connect() as db:
        for cls, some in by_type.items():
            table = TABLES[cls]
            for page in (some[at : at + _IDS] for at in range(0, len(some), _IDS)):
                query = select(table.c.id, table.c.rev).where(table.c.id.in_([item.id for item in page]))
                there = {row.id: row.rev for row in db.execute(query)}
                found += [item for item in page if there.get(item.id) != item.rev]
    return found


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
