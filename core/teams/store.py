"""A team's dataset as one machine has it: what is decided while its server is away waits on this machine's disk."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.errors import Away, Conflict, StoreError
from core.model.edit import Edit
from core.store import postgres, settings, tables
from core.store.connect import speaking
from core.store.journal import UNSENT, Entry
from core.store.server import Server
from core.store.store import Stamp, Store
from core.teams.spool import Spool, spool_of

_LATER = ("server_away", "server_busy")
_OWN = 4096  # entries of this process that are remembered as its own


class TeamStore(Store):
    """A store whose `apply` never fails for a server that is away or busy: the edit waits, and the work goes on.

    Everything else fails with Away, and at once while `away` is set: a cable that was pulled would hold up every read for
    seconds. `probing` is for the one thread that looks whether the server is back.
    """

    def __init__(self, target: Server, spool: Spool | None = None) -> None:
        """Open the dataset and what waits for it. Raises as `Store` does: to begin with, the server must be there."""
        super().__init__(target)
        self.server = target
        self.away = False
        self.spool = spool if spool is not None else Spool(spool_of(settings.get(self, "id") or target.name))
        self.own: dict[bytes, None] = {}  # ids of edits of this process, the newest last
        self._probe = threading.local()
        self._sending = threading.Lock()
        event.listen(self.engine, "do_connect", self._connecting)
        event.listen(self.engine, "handle_error", self._failed)

    def close(self) -> None:
        """Let go of the server; what waits stays on disk."""
        super().close()
        self.spool.close()

    def apply(
        self,
        edit: Edit,
        annotator: bytes,
        *,
        kind: str = "do",
        undoes: bytes | None = None,
        batch: bytes | None = None,
        stamp: Stamp | None = None,
    ) -> Edit:
        """Write an edit, or keep it until the server takes it: behind those that wait already, so that order is kept.

        Raises Conflict where the server says so, StoreError where it refuses for good or the disk does not take it either.
        """
        stamp = stamp or self.stamp()
        if not self.spool:
            try:
                return super().apply(edit, annotator, kind=kind, undoes=undoes, batch=batch, stamp=stamp)
            except StoreError as error:  # perhaps it was written and only the answer is lost: the id will tell
                if error.key not in _LATER:
                    raise
        if kind in ("do", "import"):
            edit = edit.stamped(stamp.id)
        self.spool.put(stamp, annotator, edit, kind, undoes, batch)
        return edit

    def apply_all(self, edits: Iterable[Edit], annotator: bytes, *, batch: bytes | None = None) -> list[Edit]:
        """Write several edits in one transaction, or keep them all, as `apply` does with one."""
        marked = [(edit, self.stamp()) for edit in edits]
        if not self.spool:
            try:
                with speaking(self.path), self.writing() as db:
                    return [self._write(db, edit, annotator, batch=batch, stamp=stamp) for edit, stamp in marked]
            except StoreError as error:
                if error.key not in _LATER:
                    raise
        for edit, stamp in marked:
            self.spool.put(stamp, annotator, edit.stamped(stamp.id), "do", None, batch)
        return [edit.stamped(stamp.id) for edit, stamp in marked]

    def stamp(self) -> Stamp:
        """The mark of an edit that is decided now, on this machine, and is no news to it."""
        made = super().stamp()
        self.own[made.id] = None
        if len(self.own) > _OWN:
            self.own.pop(next(iter(self.own)), None)
        return made

    def unsent(self) -> Sequence[tuple[Entry, Edit]]:
        """What waits to be sent, the oldest first."""
        if not self.spool:
            return ()
        return [
            (
                Entry(
                    UNSENT + each.seq,
                    each.stamp.id,
                    each.stamp.at,
                    each.annotator,
                    each.stamp.machine,
                    each.edit.article or None,
                    each.edit.layer,
                    each.edit.name,
                    each.kind,
                    each.undoes,
                    each.batch,
                ),
                each.edit,
            )
            for each in self.spool.waiting()
        ]

    def send(self) -> tuple[int, int]:
        """Send what waits, in order; how many the server took, and how many it refused, which are kept as such.

        One that the server has already is not written again. Raises Away where it is away again, and StoreError where it
        takes nothing from anybody; the rest waits.
        """
        taken = refused = 0
        with self._sending:
            for each in self.spool.waiting():
                facts: dict[str, Any] = {
                    "kind": each.kind,
                    "undoes": each.undoes,
                    "batch": each.batch,
                    "stamp": each.stamp,
                }
                try:
                    super().apply(each.edit, each.annotator, **facts)
                except (Conflict, IntegrityError) as error:
                    self.spool.refuse(each.stamp.id, str(error))
                    refused += 1
                else:
                    self.spool.forget(each.stamp.id)
                    taken += 1
        return taken, refused

    def keep_bookmark(self, annotator: bytes, article: bytes, offset: int) -> None:
        """As in `Store`, but a place is not worth a word while the server is away."""
        try:
            super().keep_bookmark(annotator, article, offset)
        except StoreError as error:
            if error.key not in _LATER:
                raise

    def last(self) -> int:
        """The number of the newest entry of the journal."""
        with speaking(self.path), self.engine.connect() as db:
            return db.scalar(select(tables.journal.c.seq).order_by(tables.journal.c.seq.desc()).limit(1)) or 0

    @contextmanager
    def probing(self) -> Iterator[None]:
        """Within this, the calling thread tries to reach the server although it is away."""
        self._probe.on = True
        try:
            yield
        finally:
            self._probe.on = False

    # -- inner

    def _connecting(self, _dialect: object, _record: object, _args: object, _kwargs: object) -> None:
        if self.away and not getattr(self._probe, "on", False):
            raise Away("server_away", path=self.path, reason=self._reason)

    _reason = ""

    def _failed(self, context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        if context.is_pre_ping:  # one connection that slept too long: another is made
            return
        if isinstance(error, DBAPIError) and isinstance(spoken := postgres.spoken(error, self.path), Away):
            self.away, self._reason = True, str(spoken.fields["reason"])
