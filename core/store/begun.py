"""Work on many articles that was begun: marked until it is over, so that the start after a crash can say so.

Such a batch is many short transactions. One that was killed half-way has done some of its articles whole and the others not
at all; a person decides whether that is kept or taken back.
"""

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import select

from core.errors import Away, StoreError
from core.model.ids import new_id
from core.store import tables
from core.store.connect import speaking
from core.store.journal import of_batch, taken_back
from core.store.settings import put
from core.store.store import Store

_KEY = "begun."
_running: set[bytes] = set()
"""Batches of this process."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A batch that was interrupted: the name of its edits, since when (milliseconds), how many are in effect."""

    batch: bytes
    name: str
    at: int
    done: int


@contextmanager
def begun(store: Store, annotator: bytes, batch: bytes | None = None) -> Iterator[bytes]:
    """Do the work of a batch, marked as begun until it has ended, however it ends but by a crash; gives the batch's id.

    While a team's server is away there is no mark: what waits on disk is sent whole.
    """
    batch = batch or new_id()
    said = {"who": annotator.hex(), "at": store.clock(), "machine": platform.node(), "process": os.getpid()}
    _running.add(batch)
    try:
        with suppress(Away):
            put(store, {_KEY + batch.hex(): json.dumps(said)})
        yield batch
    finally:
        _running.discard(batch)
        with suppress(StoreError):
            settle(store, batch)


def settle(store: Store, batch: bytes) -> None:
    """Take the mark of a batch away: what it has done stays as it is."""
    put(store, {_KEY + batch.hex(): None})


def unfinished(store: Store, annotator: bytes) -> list[Unfinished]:
    """An annotator's batches that were interrupted on this machine, the newest first; one that did nothing is forgotten."""
    fact = tables.dataset.c
    with speaking(store.path), store.engine.connect() as db:
        rows = db.execute(select(fact.key, fact.value).where(fact.key.startswith(_KEY, autoescape=True))).all()
    found: list[Unfinished] = []
    for key, value in rows:
        said, batch = json.loads(value), bytes.fromhex(key.removeprefix(_KEY))
        ours = said["who"] == annotator.hex() and said["machine"] == platform.node()
        if not ours or batch in _running or (said["process"] != os.getpid() and _runs(said["process"])):
            continue
        entries = list(of_batch(store, batch))
        done = len(entries) - len(taken_back(store, entries))
        if done:
            found.append(Unfinished(batch, entries[0].name, said["at"], done))
        else:
            settle(store, batch)
    return sorted(found, key=lambda each: -each.at)


def _runs(process: int) -> bool:
    """Whether a process of that number is running."""
    if sys.platform == "win32":  # where `os.kill` would end it
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        return bool(handle and ctypes.windll.kernel32.CloseHandle(handle))
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
