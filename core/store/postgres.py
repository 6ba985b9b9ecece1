"""A dataset on PostgreSQL: connecting, what it needs beside the tables, and what its errors mean."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.exc import DBAPIError

from core.errors import Away, StoreError
from core.store.server import Server

ONE_WRITER = 0x42565647
"""The advisory lock that a writing transaction holds to its end, as SQLite's BEGIN IMMEDIATE does.

So the journal's numbers are given in the order in which its rows become visible: who has read up to a number has missed none.
"""

CHANGED = "butvang_changed"
"""The channel on which a transaction that wrote to the journal says so."""

BESIDE_TABLES = (
    "CREATE TABLE article_search (number BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE, "
    "part INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, words TSVECTOR NOT NULL, "
    "PRIMARY KEY (number, part))",
    "CREATE INDEX article_search_words ON article_search USING gin (words)",
    "CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'the journal only grows' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()",
    "CREATE FUNCTION journal_has_grown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"NOTIFY {CHANGED}; RETURN NULL; END $$",
    "CREATE TRIGGER journal_is_heard AFTER INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION journal_has_grown()",
)
"""What PostgreSQL needs beside the tables: the search index, the journal's guard, and the word to those who listen."""

_PATIENCE = "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=600000"
_LIVING = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_LIVING |= {"tcp_user_timeout": 10_000}  # a cable that was pulled says nothing: give up after as many milliseconds


def engine(server: Server, bulk: bool) -> Engine:
    """An engine whose transactions see one moment and only read, until they are asked to write.

    Raises StoreError where psycopg is not installed.
    """
    try:
        from psycopg import IsolationLevel
    except ImportError as error:
        raise StoreError("teams_missing", path=server) from error
    url = make_url(server.url).set(drivername="postgresql+psycopg")
    options = f"{_PATIENCE} -c synchronous_commit={'off' if bulk else 'on'} {url.query.get('options', '')}"
    arguments = _LIVING | {"options": options.strip(), "application_name": "butvang"}
    made = create_engine(url, connect_args=arguments, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        writes = bool(connection.get_execution_options().get("writes"))
        driver: Any = connection.connection.dbapi_connection  # psycopg sends these along with its BEGIN
        driver.read_only = not writes
        driver.isolation_level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
        if writes:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")

    return made


def schema_of(db: Connection, server: Server) -> str | None:
    """The migration that a database is at, None for an empty one. Raises StoreError for one that is not ours."""
    ours = "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('article_search') IS NOT NULL"
    if db.exec_driver_sql(ours).scalar():
        return db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if db.exec_driver_sql("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").scalar():
        raise StoreError("server_not_dataset", path=server)
    found = db.exec_driver_sql("SHOW server_encoding").scalar()
    if found != "UTF8":
        raise StoreError("server_not_utf8", path=server, found=found)
    return None


def copy_rows(db: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows by COPY, which takes a fraction of the time. Raises as SQLAlchemy does."""
    driver: Any = db.connection.dbapi_connection
    quoted = db.dialect.identifier_preparer.quote
    statement = f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) FROM STDIN"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:
        kind = next(k for k in type(error).__mro__ if k.__module__ == "psycopg" and hasattr(exc, k.__name__))
        raise getattr(exc, kind.__name__)(statement, None, error) from error


_BY_STATE = {
    "28P01": "server_password",
    "28000": "server_no_role",
    "3D000": "server_no_database",
    "42501": "server_read_only",  # insufficient privilege
    "25006": "server_read_only",  # a standby, or a session that only reads
    "55P03": "server_busy",  # lock not available
    "40001": "server_busy",  # serialisation
    "40P01": "server_busy",  # deadlock
    "53300": "server_busy",  # too many connections
    "53100": "disk_full",
}
_GONE = ("08", "57P")  # classes of codes: connection exceptions, the server is being shut down or started
_AT_THE_DOOR = (  # what the server says before a connection is there, which has no code
    ("password authentication failed", "server_password"),
    ("no password supplied", "server_password"),
    ('database "', "server_no_database"),
    ('role "', "server_no_role"),
    ("pg_hba.conf", "server_no_role"),
    ("too many", "server_busy"),
)


def spoken(error: DBAPIError, server: object) -> StoreError:
    """What went wrong, in words that say what to do. Away where the server may be back later."""
    said, state = str(error.orig).strip(), getattr(error.orig, "sqlstate", None)
    reason = said.partition("\n")[0].split("FATAL:")[-1].split(" failed: ")[-1].strip() or type(error.orig).__name__
    if state is None:
        known = next((key for words, key in _AT_THE_DOOR if words in said and "FATAL" in said), None)
        if known is None and "NUL" in said:
            return StoreError("server_nul", path=server)
        if known is None and type(error.orig).__name__ in ("OperationalError", "InterfaceError"):
            return Away("server_away", path=server, reason=reason)
        return StoreError(known or "store_failed", path=server, reason=reason)
    if state.startswith(_GONE):
        return Away("server_away", path=server, reason=reason)
    return StoreError(_BY_STATE.get(state, "store_failed"), path=server, reason=reason)
