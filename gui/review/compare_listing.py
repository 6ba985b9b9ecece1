"""Listing what there is to compare: in the background, as the articles are gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool

from core.errors import ButVangError
from core.review.adjudication import Adjudication, backlog
from core.wording import say
from gui.background import Job
from gui.review.compare_list import CompareList, CompareRow

if TYPE_CHECKING:
    from core.review.scope import Scope
    from gui.review.room import Room


@dataclass(frozen=True, slots=True)
class _Listed:
    """A step of listing the articles."""

    row: CompareRow | None


class Listing(QObject):
    """Fills the list of articles of the region that is chosen."""

    def __init__(self, room: Room, shown: CompareList) -> None:
        super().__init__(shown)
        self._room = room
        self._list = shown
        self._store, self._me = room.live.session.store, room.live.session.annotator.id
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self._rows: dict[bytes, CompareRow] = {}
        self._scope: Scope | None = None
        self._asked = False

    @property
    def stale(self) -> bool:
        """Whether it has to be asked anew: never asked, something was undone, or another region chosen."""
        return not self._asked or self._scope != self._room.overview.region.scope

    def forget(self) -> None:
        """Ask anew the next time."""
        self._asked = False

    @property
    def busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._jobs)

    def close(self) -> None:
        """Stop what runs."""
        for job in self._jobs:
            job.cancel()
        self._pool.waitForDone()

    def fill(self) -> None:
        """List the articles anew, in the background."""
        if self._jobs:
            return
        self._asked = True
        self._rows = {}
        self._list.show_rows([], say("reviewing.listing"))
        scope, places, titles = self._room.overview.region.scope, self._room.counting.places, self._room.counting.titles
        self._scope = scope
        if scope is None and self._room.counting.too_many:
            self._list.show_rows([], say("reviewing.choose_province"))
            return

        def work() -> Iterator[_Listed]:
            from core.review.overview import titles as ask_titles
            from core.review.scope import EVERYTHING
            from core.review.scope import places as ask_places

            called = titles or ask_titles(self._store)
            where = places or {place.article: place for place in ask_places(self._store)}
            for left in backlog(self._store, self._me, scope or EVERYTHING):
                place = where.get(left.article)
                yield _Listed(
                    CompareRow(
                        left.article,
                        called.get(left.article, ""),
                        place.province if place else None,
                        left.open + left.agreed + left.decided,
                        left.open,
                        left.agreed,
                        left.decided,
                    )
                )

        self.run(work, self._take, lambda: self.show())

    def _take(self, step: _Listed) -> None:
        if step.row is not None:
            self._rows[step.row.article] = step.row
            if len(self._rows) in (20, 200) or len(self._rows) % 2000 == 0:
                self.show()

    def show(self) -> None:
        """Show what was listed."""
        self._list.show_rows(list(self._rows.values()), say("reviewing.nothing_to_compare"))

    def recount(self, desk: Adjudication) -> None:
        """Take in what was decided about an article."""
        id = desk.stack.article.id
        old = self._rows.get(id)
        if old is None:
            return
        left, agreed, done = len(desk.open_items) + desk.waiting, len(desk.agreed), len(desk.decided)
        self._rows[id] = CompareRow(id, old.title, old.province, left + agreed + done, left, agreed, done)

    def run(
        self, work: Callable[[], Iterator[object]], take: Callable[..., object], done: Callable[[], object]
    ) -> None:
        """Run something in the background: `take` is given each step, `done` is called when it is through."""
        job = Job("compare", work, self)
        job.progressed.connect(take)
        job.ended.connect(lambda error: self._ended(job, error, done))
        self._jobs.append(job)
        job.start(self._pool)

    def _ended(self, job: Job, error: Exception | None, done: Callable[[], object]) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if isinstance(error, ButVangError):
            self._room.window.tell(str(error))
        elif error is not None:
            raise error
        done()
