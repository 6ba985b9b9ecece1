"""Making a new dataset and bringing an older one up to date."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from core.errors import StoreError
from core.model.ids import GOLD_LAYER, new_id
from core.model.scheme import shipped_text
from core.store import postgres, tables
from core.store.backup import back_up
from core.store.connect import APPLICATION_ID, SCHEMA, engine_for, schema_of, writing
from core.store.server import Server, Target
from core.store.tables import metadata

_DAY = 86_400  # seconds

BESIDE_TABLES = (
    "CREATE VIRTUAL TABLE article_search USING fts5(title, body, content='', tokenize='unicode61')",
    "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    "CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    f"PRAGMA application_id = {APPLICATION_ID}",
)
"""What SQLite needs beside the tables: the search index and the journal's guards."""


def prepare(target: Target) -> None:
    """See to it that `target` is a dataset of the newest schema. Raises StoreError, changing nothing, where it cannot be."""
    found = schema_of(target)
    if found == SCHEMA:
        return
    if found is None:
        _make(target) if isinstance(target, Path) else _make_on(target)
        return
    if found > SCHEMA:
        raise StoreError("newer_dataset", path=target, found=found)
    from core.store.migrations.run import upgrade  # alembic takes 140 ms to import

    if isinstance(target, Path):
        back_up(target)
    upgrade(target)


def _make_on(server: Server) -> None:
    """Make a dataset in an empty database, in one transaction; where another program was quicker, that one's stays."""
    engine = engine_for(server)
    try:
        with writing(engine).begin() as db:
            if postgres.schema_of(db, server) is None:
                fill_empty(db)
    finally:
        engine.dispose()


def fill_empty(db: Connection, facts: bool = True) -> None:
    """Make the tables of an empty database, and what belongs beside them; without `facts`, nothing is in them."""
    if db.dialect.name == "postgresql":
        tables.tell_postgresql()
    metadata.create_all(db)
    for statement in postgres.BESIDE_TABLES if db.dialect.name == "postgresql" else BESIDE_TABLES:
        db.exec_driver_sql(statement)
    db.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    db.execute(text("INSERT INTO alembic_version VALUES (:schema)"), {"schema": SCHEMA})
    if facts:
        db.execute(insert(tables.layer).values(id=GOLD_LAYER, kind="gold", name="gold"))
        known = {"id": new_id().hex(), "made": str(time.time_ns() // 1_000_000), "scheme": shipped_text()}
        db.execute(insert(tables.dataset), [{"key": key, "value": value} for key, value in known.items()])


def _make(path: Path) -> None:
    with fresh_file(path) as engine, writing(engine).begin() as db:
        fill_empty(db)


@contextmanager
def fresh_file(path: Path, bulk: bool = False) -> Iterator[Engine]:
    """An engine on a new file beside `path` that takes its place when all is well, so that a half-made one is never met."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("read_only", path=path) from error
    for left in path.parent.glob(f".{escape(path.name)}.{'[0-9a-f]' * 32}.new*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY:  # of one that was killed; a younger one may be at work
                left.unlink()
    beside = path.with_name(f".{path.name}.{new_id().hex()}.new")
    engine = engine_for(beside, bulk)
    try:
        yield engine
        engine.dispose()
        with closing(sqlite3.connect(beside)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        beside.rename(path)
    finally:
        engine.dispose()
        for rest in (beside, *(Path(f"{beside}{end}") for end in ("-wal", "-shm"))):
            rest.unlink(missing_ok=True)
