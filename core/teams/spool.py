"""What was decided while the server was away: edits on this machine's own disk, in their order, until they are sent."""

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import StoreError
from core.model.edit import Edit
from core.paths import user_data
from core.store.rows import journal_items, journal_text
from core.store.store import Stamp

_TABLE = """
CREATE TABLE IF NOT EXISTS waiting (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, at INTEGER NOT NULL, machine TEXT NOT NULL,
    annotator BLOB NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, undoes BLOB, batch BLOB,
    removed TEXT NOT NULL, added TEXT NOT NULL, refused TEXT)
"""
_GIVEN = "id, at, machine, annotator, name, kind, undoes, batch, removed, added"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edit as it goes up one day. `refused` says why the server did not take it; None while it has not been asked."""

    seq: int
    stamp: Stamp
    annotator: bytes
    edit: Edit
    kind: str = "do"
    undoes: bytes | None = None
    batch: bytes | None = None
    refused: str | None = None


class Spool:
    """One file for each user and dataset; what is put in is on disk when `put` returns. Any thread may call."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it. Raises StoreError where that is not possible."""
        self.path = path
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(0o600)
            self._db = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
            for setting in ("journal_mode=WAL", "synchronous=FULL"):
                self._db.execute(f"PRAGMA {setting}")
            self._db.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise StoreError("store_failed", path=path, reason=error) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def put(
        self, stamp: Stamp, annotator: bytes, edit: Edit, kind: str, undoes: bytes | None, batch: bytes | None
    ) -> None:
        """Keep an edit. Raises StoreError where the disk does not take it; then it is not kept."""
        sides = journal_text(edit.removed), journal_text(edit.added)
        row = stamp.id, stamp.at, stamp.machine, annotator, edit.name, kind, undoes, batch, *sides
        with self._lock:
            try:
                self._db.execute(f"INSERT INTO waiting ({_GIVEN}) VALUES ({', '.join('?' * len(row))})", row)
            except sqlite3.Error as error:
                raise StoreError("store_failed", path=self.path, reason=error) from error

    def __len__(self) -> int:
        """How many wait to be sent, by this window or another."""
        return self._count("IS NULL")

    @property
    def refusals(self) -> int:
        """How many the server did not take."""
        return self._count("IS NOT NULL")

    def waiting(self) -> list[Waiting]:
        """What is to be sent, the oldest first."""
        return self._read("refused IS NULL")

    def refused(self) -> list[Waiting]:
        """What the server did not take, the oldest first: it stays until someone decides."""
        return self._read("refused IS NOT NULL")

    def refuse(self, id: bytes, reason: str) -> None:
        """Note that the server does not take an edit."""
        with self._lock:
            self._db.execute("UPDATE waiting SET refused = ? WHERE id = ?", (reason, id))

    def forget(self, id: bytes) -> None:
        """An edit is at the server, or nobody wants it any more."""
        with self._lock:
            self._db.execute("DELETE FROM waiting WHERE id = ?", (id,))

    def _count(self, refused: str) -> int:
        with self._lock:
            return self._db.execute(f"SELECT count(*) FROM waiting WHERE refused {refused}").fetchone()[0]

    def _read(self, condition: str) -> list[Waiting]:
        with self._lock:
            rows: Sequence[tuple] = self._db.execute(
                f"SELECT seq, {_GIVEN}, refused FROM waiting WHERE {condition} ORDER BY seq"
            ).fetchall()
        return [_waiting(*row) for row in rows]


def spool_of(dataset: str, folder: Path | None = None) -> Path:
    """Where edits of the dataset with that id wait, in this user's own folder."""
    return (folder or user_data()) / "unsent" / f"{dataset}.sqlite"


def _waiting(
    seq: int,
    id: bytes,
    at: int,
    machine: str,
    annotator: bytes,
    name: str,
    kind: str,
    undoes: bytes | None,
    batch: bytes | None,
    removed: str,
    added: str,
    refused: str | None,
) -> Waiting:
    edit = Edit(name, journal_items(removed), journal_items(added))
    return Waiting(seq, Stamp(id, at, machine), annotator, edit, kind, undoes, batch, refused)
