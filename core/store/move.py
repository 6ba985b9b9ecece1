"""A dataset copied whole from one place to another, a file or a server: every table, row for row, as a stream."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, Table, func, insert, select, text

from core.errors import StoreError
from core.store import tables
from core.store.connect import engine_for, schema_of, speaking, writing
from core.store.dialect import POSTGRES, index_articles
from core.store.postgres import copy_rows
from core.store.schema import fill_empty, fresh_file
from core.store.server import Target
from core.store.store import Store

_PAGE = 256


@dataclass(frozen=True, slots=True)
class Copied:
    """How far it is: rows of which table, and `done` of `total` rows of all."""

    table: str
    done: int
    total: int


def copy_whole(source: Store, target: Target) -> Iterator[Copied]:
    """Copy everything in `source`, of one moment, to `target`, where there must be no dataset yet.

    All of it or nothing arrives, and `source` stays as it is. The copy is the same dataset: its id, ids and revisions, the
    journal's numbers and all facts are the same. Raises StoreError.
    """
    if schema_of(target) is not None:
        raise StoreError("move_there", path=target)
    with (
        speaking(source.path),
        source.engine.connect() as reads,
        _fresh(target) as engine,
        speaking(target),
        writing(engine).begin() as writes,
    ):
        fill_empty(writes, facts=False)
        yield from _copied(reads, writes)
        for table in tables.metadata.sorted_tables:
            if _count(writes, table) != _count(reads, table):  # the database has lost something without a word
                raise StoreError("move_lost", path=target, table=table.name)


def _copied(reads: Connection, writes: Connection) -> Iterator[Copied]:
    totals = {table: _count(reads, table) for table in tables.metadata.sorted_tables}
    done, total = 0, sum(totals.values()) + totals[tables.article]
    for table in totals:
        for rows in _pages(reads, table):
            _put(writes, table, rows)
            done += len(rows)
            yield Copied(table.name, done, total)
    for rows in _pages(reads, tables.article):
        _index(reads, writes, rows)
        done += len(rows)
        yield Copied("article_search", done, total)
    _count_on(writes)


@contextmanager
def _fresh(target: Target) -> Iterator[Engine]:
    """An engine on an empty database: a server's as it is, or a file that takes its place only when all is well."""
    if isinstance(target, Path):
        with fresh_file(target, bulk=True) as engine:
            yield engine
        return
    engine = engine_for(target, bulk=True)
    try:
        yield engine
    finally:
        engine.dispose()


def _pages(db: Connection, table: Table) -> Iterator[Sequence[Row]]:
    """The rows of a table in the order of its key, some at a time; memory holds one page."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(stream_results=True, yield_per=_PAGE)
    with db.execute(query) as found:
        yield from found.partitions()


def _put(db: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write rows with every column, the running numbers too."""
    names = [column.name for column in table.columns]
    if db.dialect.name == POSTGRES:
        copy_rows(db, table.name, names, rows)
    else:
        db.exec_driver_sql(str(insert(table).compile(dialect=db.dialect)), [tuple(row) for row in rows])


def _index(reads: Connection, writes: Connection, articles: Sequence[Row]) -> None:
    """Put the words of some articles into the search index, which no database gives away."""
    body = tables.article_text.c
    found = reads.execute(select(body.article, body.text).where(body.article.in_([row.id for row in articles])))
    texts = {row.article: row.text for row in found}
    index_articles(writes, [(row.number, row.title, texts[row.id]) for row in articles])


def _count_on(db: Connection) -> None:
    """Let PostgreSQL's running numbers go on after those that were copied; SQLite sees for itself."""
    if db.dialect.name == POSTGRES:
        for table, column in (("article", "number"), ("journal", "seq")):
            last = f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table}"
            db.execute(text(f"{last} HAVING count(*) > 0"))


def _count(db: Connection, table: Table) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0
