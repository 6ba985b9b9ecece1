"""Hits as they come, in the background: a page at a time, more when they are wanted, and what is counted of all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from core.errors import ButVangError
from core.review.search.find import Tally, search, tally
from core.review.search.kwic import Hit
from core.store.dataset_io import LayerName, layers
from gui.background import Job

if TYPE_CHECKING:
    from core.session import Session

PAGE = 200
"""Hits that are brought at once."""

_AT_ONCE = 0.05  # seconds after which what was found is shown
_COUNTS = 0.25  # seconds between two looks at the counts
_MOST = 40  # rows of each table of counts
_FRESH = 20.0  # seconds for which the layers that there are stay known


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted so far: hits, articles, and how many by words, label, layer and province; `done` when that is all."""

    hits: int
    articles: int
    words: Sequence[tuple[str, int]]
    labels: Sequence[tuple[str, int]]
    layers: Sequence[tuple[bytes, int]]
    provinces: Sequence[tuple[str | None, int]]
    done: bool = False

    @classmethod
    def of(cls, counts: Tally, done: bool) -> Counts:
        """What is shown of a tally."""
        labels, layers = counts.labels.most_common(_MOST), counts.layers.most_common(_MOST)
        provinces = counts.provinces.most_common(_MOST)
        words = [(counts.written[folded], n) for folded, n in counts.words.most_common(_MOST)]
        return cls(counts.hits, counts.articles, words, labels, layers, provinces, done)


class Stream(QObject):
    """One search at a time. Nothing of an older one arrives once another was begun."""

    found = Signal(object)
    """More hits, perhaps none: still looking."""

    rested = Signal(bool)
    """A page is full; True where there is nothing more."""

    counted = Signal(object)
    """A `Counts`."""

    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._jobs: list[Job] = []
        self._hits: Iterator[list[Hit]] | None = None
        self._layers: list[LayerName] = []
        self._known_at = -_FRESH
        self._page: Job | None = None
        self._counting: Job | None = None
        self.line = ""
        self.complete = True
        """Whether every hit has come."""

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._jobs)

    @property
    def layers(self) -> list[LayerName]:
        """Whose annotations are looked into."""
        now = time.monotonic()
        if now - self._known_at > _FRESH:
            self._layers, self._known_at = layers(self._session.store), now
        return self._layers

    def start(self, line: str) -> None:
        """Look for a line instead of the one before. Raises QueryError; then nothing is looked for."""
        self.stop()
        self.line, self.complete = "", True
        hits = self.hits(line)
        self._hits, self.line, self.complete = hits, line, not line.strip()
        if line.strip():
            self.more()

    def hits(self, line: str) -> Iterator[list[Hit]]:
        """All that a line finds, from the beginning. Raises QueryError."""
        return search(self._session.store, line, self.layers, self._session.scheme)

    def more(self) -> None:
        """Bring the next page, unless one is on its way."""
        if self._page is not None or self.complete or self._hits is None:
            return
        hits = self._hits
        job = self._page = self._run("page", lambda: _page(hits))
        job.progressed.connect(lambda found: self._take(job, found))

    def stop(self) -> None:
        """Look no further."""
        for job in (self._page, self._counting):
            if job is not None:
                job.cancel()
        self._page = self._counting = self._hits = None

    def close(self) -> None:
        """Stop and wait."""
        self.stop()
        self._pool.waitForDone()

    # -- inner

    def _run(self, name: str, work: Callable[[], Iterator[object]]) -> Job:
        job = Job(name, work, self)
        job.ended.connect(lambda error: self._ended(job, error))
        self._jobs.append(job)
        job.start(self._pool)
        return job

    def _take(self, job: Job, found: list[Hit] | None) -> None:
        if job is self._page:
            if found is None:
                self.complete = True
            else:
                self.found.emit(found)

    def _ended(self, job: Job, error: Exception | None) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if isinstance(error, ButVangError):
            self.failed.emit(str(error))
        elif error is not None:
            raise error
        if job is self._page:
            self._page = None
            self.rested.emit(self.complete)
            if self._counting is None:
                self._count()
        elif job is self._counting:
            self._counting = job  # counted once a line

    def _count(self) -> None:
        line, session, names = self.line, self._session, self.layers

        def work() -> Iterator[Counts | None]:
            found = search(session.store, line, names, session.scheme)
            last, counts = time.monotonic(), Tally()
            for counts in tally(session.store, found, names):
                time.sleep(0.001)  # the window first
                if time.monotonic() - last > _COUNTS:
                    last = time.monotonic()
                    yield Counts.of(counts, False)
                else:
                    yield None
            yield Counts.of(counts, True)

        job = self._counting = self._run("counts", work)
        job.progressed.connect(lambda counts: self.counted.emit(counts) if counts and job is self._counting else None)


def _page(found: Iterator[list[Hit]]) -> Iterator[list[Hit] | None]:
    """Hits as they are found until a page is full; None at last where there is nothing more."""
    total, waiting, last = 0, list[Hit](), time.monotonic()
    for hits in found:
        waiting += hits
        if time.monotonic() - last > _AT_ONCE or total + len(waiting) >= PAGE:
            yield waiting
            total, waiting, last = total + len(waiting), [], time.monotonic()
            if total >= PAGE:
                return
    yield waiting
    yield None
