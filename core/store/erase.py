"""An article really erased: from tables, journal, search index, sources, free pages and WAL; and where it still is, by name."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, delete, select

from core.errors import ButVangError, StoreError
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.store import tables
from core.store.articles import remove_article
from core.store.backup import folder_of
from core.store.bundle import SUFFIX, bundles_of, unbundle
from core.store.connect import speaking
from core.store.merge import ERASED
from core.store.packages import packages
from core.store.schema import BESIDE_TABLES
from core.store.store import Store

_GUARDS = {"journal_is_never_cut": BESIDE_TABLES[2]}


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: journal rows and sources erased, whether a tagger that had learned from it went too, where it still is.

    `files` are backups, bundles and copies beside the dataset that hold the article; `packages` the files that it was
    handed out in.
    """

    entries: int
    sources: int
    tagger: bool
    files: tuple[Path, ...]
    packages: tuple[str, ...]


def erase(store: Store, article: bytes, reason: str, by: bytes) -> Erased:
    """Erase an article and note who did it, when and why, with its id and nothing of what it said.

    Raises StoreError, and then nothing was erased, where there is no such article, for a dataset on a server, or while
    somebody else reads the file: the last copy in the WAL can only go when nobody does.
    """
    path = store.file
    store.article(article)
    handed = tuple(p.file for p in packages(store) if article in p.articles)
    _fold(store)
    fields = {"article": article.hex(), "reason": reason, "by": by.hex(), "at": store.clock()}
    note = Edit("erase", (), (Record(new_id(), b"", by, b"", ERASED, fields),))
    with speaking(path), store.writing() as db:
        db.exec_driver_sql("PRAGMA secure_delete=ON")
        entries, sources, tagger = _take_out(db, article)
        store._write(db, note, by, kind="import")
    with speaking(path), store.engine.connect() as db:
        raw = db.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        db.rollback()
        raw.execute("VACUUM")
    _fold(store)
    return Erased(entries, sources, tagger, tuple(still_in(path, article)), handed)


def still_in(dataset: Path, article: bytes) -> Iterator[Path]:
    """Backups, bundles and copies of a dataset that are known and hold an article, in the order of their names."""
    beside = {p for p in dataset.parent.glob("*") if p.suffix in (".sqlite", SUFFIX)} | set(bundles_of(dataset))
    for path in sorted(beside | set(folder_of(dataset).glob("*.sqlite"))):
        if path.is_file() and path != dataset and _holds(path, article):
            yield path


def _holds(path: Path, article: bytes) -> bool:
    if path.suffix == SUFFIX:
        with TemporaryDirectory(prefix="butvang-") as folder:
            try:
                unbundle(path, Path(folder) / "copy.sqlite")
            except ButVangError:
                return False
            return _holds(Path(folder) / "copy.sqlite", article)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            there = "SELECT EXISTS(SELECT 1 FROM article WHERE id = :id) OR EXISTS(SELECT 1 FROM journal WHERE article = :id)"
            return bool(db.execute(there, {"id": article}).fetchone()[0])
    except sqlite3.DatabaseError:
        return False


def _take_out(db: Connection, article: bytes) -> tuple[int, int, bool]:
    """Delete everything that says something of an article: journal rows and sources deleted, and whether a tagger was."""
    cards = db.execute(select(tables.card.c.article, tables.card.c.sources)).all()
    mine = {s["sha256"] for row in cards if row.article == article for s in json.loads(row.sources)}
    others = {s["sha256"] for row in cards if row.article != article for s in json.loads(row.sources)}
    journal = tables.journal
    for name in _GUARDS:
        db.exec_driver_sql(f"DROP TRIGGER {name}")
    entries = db.execute(delete(journal).where(journal.c.article == article)).rowcount
    for statement in _GUARDS.values():
        db.exec_driver_sql(statement)
    rest = [t for t in reversed(tables.metadata.sorted_tables) if "article" in t.c and t is not journal]
    for table in [tables.relation, *(t for t in rest if t not in (tables.relation, tables.article_text))]:
        db.execute(delete(table).where(table.c.article == article))
    remove_article(db, article)
    db.exec_driver_sql("INSERT INTO article_search (article_search) VALUES ('optimize')")
    kept = tables.source_bytes
    sources = db.execute(delete(kept).where(kept.c.sha256.in_(mine - others))).rowcount
    fact = tables.dataset
    tagger = db.execute(delete(fact).where(fact.c.key.in_(("tagger.model", "tagger", "tagger.on")))).rowcount > 0
    return entries, sources, tagger


def _fold(store: Store) -> None:
    """Fold the WAL into the file and empty it. StoreError while somebody else reads."""
    with speaking(store.path), store.engine.connect() as db:
        raw = db.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        db.rollback()
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError("erase_busy", path=store.path)
