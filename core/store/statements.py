"""The statements that decisions are written by: compiled once for a database, then given to its driver as they are.

SQLAlchemy looks at every parameter of every row, which takes as long as all else that an import does.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, update
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

from core.store.postgres import copy_rows

_COPIED = 8  # rows from which on PostgreSQL's COPY is the quicker way
_Ready = tuple[str, tuple[str, ...] | None]
_kept: dict[tuple[str, str, str], _Ready] = {}


def insert_rows(db: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, each with a value for every column of the table in its order, but for a number that the table counts.

    Raises IntegrityError as SQLAlchemy does.
    """
    names = _names(table)
    if db.dialect.name == "postgresql" and len(rows) >= _COPIED:
        copy_rows(db, table.name, names, rows)
        return
    statement, order = _ready(db, "insert", table)
    given = list(rows) if order == names else [_given(order, dict(zip(names, row, strict=True))) for row in rows]
    db.exec_driver_sql(statement, given)


def insert_numbered(db: Connection, table: Table, row: Sequence[Any]) -> int:
    """Insert one row of a table that counts its rows; its number."""
    statement, order = _ready(db, "numbered", table)
    return db.exec_driver_sql(statement, _given(order, dict(zip(_names(table), row, strict=True)))).scalar_one()


def update_row(db: Connection, table: Table, row: Mapping[str, Any], rev: bytes) -> bool:
    """Write the row with that `id` anew; False where there is none at the revision `rev`."""
    statement, order = _ready(db, "update", table)
    return db.exec_driver_sql(statement, _given(order, {**row, "at_id": row["id"], "at_rev": rev})).rowcount == 1


def delete_row(db: Connection, table: Table, id: bytes, rev: bytes) -> bool:
    """Take a row out; False where there is none at that revision."""
    statement, order = _ready(db, "delete", table)
    return db.exec_driver_sql(statement, _given(order, {"at_id": id, "at_rev": rev})).rowcount == 1


def _given(order: Iterable[str] | None, values: Mapping[str, Any]) -> Any:
    """Parameters as the driver wants them: by position, or where it has names, by name."""
    return dict(values) if order is None else tuple(values[name] for name in order)


def _ready(db: Connection, kind: str, table: Table) -> _Ready:
    """The text of a statement, and the names of its parameters in their order where the driver counts them."""
    key = db.dialect.name, kind, table.name
    if key not in _kept:
        names = None if kind == "delete" else _names(table)
        compiled = _statement(kind, table).compile(dialect=db.dialect, column_keys=names and list(names))
        order = compiled.positiontup if isinstance(compiled, SQLCompiler) else None
        _kept[key] = str(compiled), tuple(order) if order else None
    return _kept[key]


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column is not table.autoincrement_column)


def _statement(kind: str, table: Table) -> UpdateBase:
    if kind == "insert":
        return insert(table)
    if kind == "numbered":
        return insert(table).returning(*(column for column in table.columns if column is table.autoincrement_column))
    at = table.c.id == bindparam("at_id"), table.c.rev == bindparam("at_rev")
    return update(table).where(*at) if kind == "update" else delete(table).where(*at)
