"""What happens on a team's server, as a stream: others' changes within a second, and whether it is there at all."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from core.errors import StoreError
from core.store.connect import speaking
from core.store.journal import Entry, after
from core.store.postgres import CHANGED
from core.teams.store import TeamStore

if TYPE_CHECKING:
    import psycopg

_LISTEN = 0.5  # seconds of one look, after which a thread that is to stop does
_RETRY, _BREATH = 1.0, 0.1


@dataclass(frozen=True, slots=True)
class News:
    """`entries` others have written, the oldest first; how many edits `waiting` here and `refused`; whether it is `away`.

    `taken` counts those that went up just now, `lost` those that the server has just refused; `trouble` is what it says.
    """

    entries: tuple[Entry, ...] = ()
    waiting: int = 0
    refused: int = 0
    away: bool = False
    taken: int = 0
    lost: int = 0
    trouble: str = ""


class Listener:
    """Listens to a team's server. For one thread of its own."""

    def __init__(self, store: TeamStore) -> None:
        """What is in the journal by now is no news. Raises StoreError."""
        self._store = store
        self._seen = store.last()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let `news` end within a second; any thread may call."""
        self._stopped.set()

    def news(self) -> Iterator[News]:
        """Listen until stopped, and send what waits whenever the server is there. The first news come at once."""
        while not self._stopped.is_set():
            trouble = ""
            try:
                with self._store.probing(), closing(self._ears()) as ears:
                    self._store.away = False
                    yield from self._heard(ears)
            except StoreError as error:
                trouble = str(error)
            except Exception as error:  # of the connection that listens, which no engine looks after
                if not type(error).__module__.startswith("psycopg"):
                    raise
                self._stopped.wait(_BREATH)  # then try at once: that will tell whether the server is away
                continue
            if not self._stopped.is_set():
                yield self._told(trouble=trouble)
                self._stopped.wait(_RETRY)

    def _heard(self, ears: "psycopg.Connection") -> Iterator[News]:
        last: News | None = None
        called = True
        while not self._stopped.is_set():
            if self._store.away:  # says another thread, whose connection was broken
                self._store.last()
                self._store.away = False
            taken, lost = self._store.send() if self._store.spool else (0, 0)
            entries = list(after(self._store, self._seen)) if called else []
            if entries:
                self._seen = entries[-1].seq
            others = tuple(entry for entry in entries if entry.id not in self._store.own)
            news = self._told(entries=others, taken=taken, lost=lost)
            if others or taken or lost or last is None or news != replace(last, entries=(), taken=0, lost=0):
                yield news
            last = news
            called = any(True for _ in ears.notifies(timeout=_LISTEN, stop_after=1))

    def _ears(self) -> "psycopg.Connection":
        """A connection of its own that listens. Whoever is given it closes it."""
        with speaking(self._store.path):
            pooled = self._store.engine.connect()
            driver = cast("psycopg.Connection", pooled.connection.dbapi_connection)
            pooled.detach()
        driver.autocommit = True
        driver.execute(f"LISTEN {CHANGED}")
        return driver

    def _told(self, entries: tuple[Entry, ...] = (), taken: int = 0, lost: int = 0, trouble: str = "") -> News:
        spool = self._store.spool
        return News(entries, len(spool), spool.refusals, self._store.away, taken, lost, trouble)
