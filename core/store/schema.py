"""Making a new dataset and bringing an older one up to date."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from core.errors import StoreError
from core.model.ids import GOLD_LAYER, new_id
from core.model.scheme import shipped_text
from core.store.connect import APPLICATION_ID, SCHEMA, engine_for, schema_of
from core.store.tables import metadata

BESIDE_TABLES = (
    "CREATE VIRTUAL TABLE article_search USING fts5(title, body, content='', tokenize='unicode61')",
    "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    "CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    f"PRAGMA application_id = {APPLICATION_ID}",
)
"""What SQLite needs beside the tables: the search index and the journal's guards."""


def prepare(path: Path) -> None:
    """See to it that `path` is a dataset of the newest schema. Raises StoreError, changing nothing, where it cannot be."""
    found = schema_of(path)
    if found == SCHEMA:
        return
    if found is None:
        _make(path)
        return
    if found > SCHEMA:
        raise StoreError("newer_dataset", path=path, found=found)
    from core.store.migrations.run import upgrade  # alembic takes 140 ms to import

    upgrade(path)


def _make(path: Path) -> None:
    """Make a dataset beside `path` and move it into place, so that a half-made one is never met."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("read_only", path=path) from error
    beside = path.with_name(f".{path.name}.{new_id().hex()}.new")
    try:
        engine = engine_for(beside)
        with engine.execution_options(writes=True).begin() as db:
            metadata.create_all(db)
            for statement in BESIDE_TABLES:
                db.exec_driver_sql(statement)
            db.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            db.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SCHEMA,))
            db.exec_driver_sql("INSERT INTO layer (id, kind, name) VALUES (?, 'gold', 'gold')", (GOLD_LAYER,))
            facts = {"id": new_id().hex(), "made": str(time.time_ns() // 1_000_000), "scheme": shipped_text()}
            for pair in facts.items():
                db.exec_driver_sql("INSERT INTO dataset VALUES (?, ?)", pair)
        engine.dispose()
        with closing(sqlite3.connect(beside)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        beside.rename(path)
    finally:
        for rest in (beside, *(Path(f"{beside}{end}") for end in ("-wal", "-shm"))):
            rest.unlink(missing_ok=True)
