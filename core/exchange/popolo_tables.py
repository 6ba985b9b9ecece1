"""What a Popolo file is made of while it is gathered: rows with their sources, on disk, for memory is not to grow with them."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, Self

from core.exchange.format import Place

_SCHEMA = """
CREATE TABLE rows (number INTEGER PRIMARY KEY, list TEXT, id TEXT, row TEXT, UNIQUE (list, id));
CREATE TABLE sources (number INTEGER PRIMARY KEY, row INTEGER, source TEXT);
CREATE INDEX of_row ON sources (row);
CREATE TABLE places (article TEXT, first INTEGER, last INTEGER, label TEXT);
CREATE INDEX of_article ON places (article);
"""


class Tables:
    """A file without a name that is gone once it is closed; a context manager."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000; {_SCHEMA}")

    def __enter__(self) -> Self:
        self._db.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def put(self, name: str, row: dict[str, Any], source: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add a source to the row of that `id` in a list, which is this one where there is none yet; the row that is there."""
        dump = json.dumps(row, ensure_ascii=False)
        cursor = self._db.execute("INSERT OR IGNORE INTO rows VALUES (NULL, ?, ?, ?)", (name, row["id"], dump))
        number, there = cursor.lastrowid, row
        if not cursor.rowcount:
            found = self._db.execute("SELECT number, row FROM rows WHERE list = ? AND id = ?", (name, row["id"]))
            number, dump = found.fetchone()
            there = json.loads(dump)
        if source is not None:
            dump = json.dumps(source, ensure_ascii=False)
            self._db.execute("INSERT INTO sources VALUES (NULL, ?, ?)", (number, dump))
        return there

    def lines(self, name: str) -> Iterator[str]:
        """The rows of a list as JSON in the order in which they came, their sources at the end of each."""
        for number, row in self._db.execute("SELECT number, row FROM rows WHERE list = ? ORDER BY number", (name,)):
            found = self._db.execute("SELECT source FROM sources WHERE row = ? ORDER BY number", (number,))
            sources = ", ".join(source for (source,) in found)
            yield f'{row[:-1]}, "sources": [{sources}]}}' if sources else row

    def place(self, article: str, place: Place) -> None:
        """Note where an article has a span."""
        self._db.execute("INSERT INTO places VALUES (?, ?, ?, ?)", (article, *place))

    def places(self, name: str) -> Iterator[list[Place]]:
        """The places of each article whose id is a row of that list; LookupError where one is of no such article."""
        of_row = "FROM rows LEFT JOIN places ON article = id WHERE list = ? ORDER BY rows.number"
        found: list[Place] = []
        last = None
        for number, *place in self._db.execute(f"SELECT rows.number, first, last, label {of_row}", (name,)):
            if last not in (number, None):
                yield found
                found = []
            last = number
            if place[0] is not None:
                found.append((place[0], place[1], place[2]))
        if last is not None:
            yield found
        loose = "SELECT article FROM places EXCEPT SELECT id FROM rows WHERE list = ?"
        if stray := self._db.execute(loose, (name,)).fetchone():
            raise LookupError(stray[0])
