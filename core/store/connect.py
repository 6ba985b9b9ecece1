"""Opening a dataset's database: what must hold before anything is read or written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, FromClause, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from core.errors import StoreError
from core.store import postgres
from core.store.server import Server, Target

APPLICATION_ID = 0x42565647
"""`BVVG` in the header of an SQLite file says that it is a dataset of ours."""

SCHEMA = "0004"
"""The newest migration; `tests/core/store` holds it to be the head of `migrations/`."""

_FULL, _READ_ONLY, _BUSY = ("disk is full",), ("readonly", "unable to open"), ("database is locked",)


def schema_of(target: Target) -> str | None:
    """The migration that a dataset is at, read without creating anything; None where there is none.

    Raises StoreError for a file, or a server's database, that is no dataset.
    """
    return schema_of_file(target) if isinstance(target, Path) else _schema_on(target)


def _schema_on(server: Server) -> str | None:
    with speaking(server):
        engine = postgres.engine(server, bulk=False)
        try:
            with engine.connect() as db:
                return postgres.schema_of(db, server)
        finally:
            engine.dispose()


def schema_of_file(path: Path) -> str | None:
    """As `schema_of`, by plain SQL."""
    if not path.exists():
        return None
    if path.is_dir():
        raise StoreError("store_is_folder", path=path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StoreError("not_dataset", path=path)
            return db.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise StoreError("not_dataset", path=path) from error
        # A WAL is read with a file beside it: where none can be made, a dataset that may be read cannot be.
        key = "read_only" if os.access(path, os.R_OK) else "store_unreadable"
        raise StoreError(key, path=path, reason=error) from error
    except sqlite3.DatabaseError as error:
        raise StoreError("not_dataset", path=path) from error


class _Hinting(SQLiteCompiler):
    """Takes hints for tables (`INDEXED BY`), which SQLAlchemy leaves out for SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it is."""
        return text


_COMMON = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000")
_DECISIONS = (*_COMMON, "synchronous=FULL")
_BULK = (*_COMMON, "synchronous=NORMAL", "cache_size=-65536", "wal_autocheckpoint=8192")


def engine_for(target: Target, bulk: bool = False) -> Engine:
    """An engine on a dataset: on an SQLite file WAL, a sync at every commit, foreign keys, five seconds of patience with a lock.

    A decision that was shown survives a power cut: FULL costs a quarter of a millisecond where NORMAL may lose the last ones.
    `bulk` is for imports, which can be made again: a power cut may take their last transactions, whole ones.
    """
    if isinstance(target, Server):
        return postgres.engine(target, bulk)
    engine = create_engine(f"sqlite:///{target}", connect_args={"timeout": 5.0}, hide_parameters=True)
    engine.dialect.statement_compiler = _Hinting

    @event.listens_for(engine, "connect")
    def _pragmas(db: sqlite3.Connection, _record: object) -> None:
        db.isolation_level = None  # the driver's own BEGIN would come too late and too weak
        for pragma in _BULK if bulk else _DECISIONS:
            db.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def writing(reads: Engine) -> Engine:
    """The same connections, for transactions that write: one at a time, each from its first statement on."""
    return reads.execution_options(writes=True)


@contextmanager
def speaking(path: object) -> Iterator[None]:
    """Turn what the database says into a StoreError that a person understands; integrity errors pass."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        if not isinstance(path, Path):
            raise postgres.spoken(error, path) from error
        if not isinstance(error, OperationalError):
            raise StoreError("store_failed", path=path, reason=error.orig) from error
        said = str(error.orig)
        for key, words in (("disk_full", _FULL), ("read_only", _READ_ONLY), ("busy", _BUSY)):
            if any(word in said for word in words):
                raise StoreError(key, path=path) from error
        raise StoreError("store_failed", path=path, reason=said) from error
