"""Bringing articles and annotations in and out, in the background, with progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from core.wording import say
from gui.background import Job
from gui.live_session import LiveSession

if TYPE_CHECKING:  # loads the detectors: not before there is something to do
    from core.batch import Step

_REFRESH = 300  # milliseconds between two looks at the library while a job runs


class Filing(QObject):
    """Jobs on the dataset, one after another. What goes wrong with single files is told once, at the end."""

    job_started = Signal(str, int)
    """A job's name in words, and how many steps it has (0: not known yet)."""

    job_progress = Signal(int, int)
    """Steps done, of how many."""

    job_ended = Signal(str)
    """What came of it, in words."""

    shelf_changed = Signal()
    """Articles were added, or suggestions found."""

    first_added = Signal(bytes)
    """The first article of an import, new or known."""

    failed = Signal(str)
    """What went wrong, in words."""

    corrected = Signal(object)
    """Pairs of articles of an import: an earlier version that is there, and the one that was read from its path now."""

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self._errors: list[str] = []
        self._added = 0
        self._first: bytes | None = None
        self._corrected: list[tuple[bytes, bytes]] = []
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self.shelf_changed)

    def add(self, paths: Iterable[Path], encoding: str | None = None) -> None:
        """Import files and folders, then look for suggestions in them."""
        session = self._live.session
        wanted = list(paths)
        self._added, self._first, self._errors = 0, None, []

        def work() -> Iterator[Step]:
            from core.batch import import_articles

            return import_articles(session.store, session.annotator, wanted, encoding)

        self._run("importing", work)
        self.detect()

    def detect(self) -> None:
        """Find suggestions for articles that have none by today's detectors."""
        session = self._live.session

        def work() -> Iterator[Step]:
            from core.batch import detect_all

            return detect_all(session.store, session.annotator)

        self._run("detecting", work)

    def cancel(self) -> None:
        """Stop what is under way and forget what waits."""
        for job in self._jobs:
            job.cancel()

    def close(self) -> None:
        """Cancel and wait: nothing is left running."""
        self.cancel()
        self._pool.waitForDone()

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._jobs)

    def run(self, name: str, work: Callable[[], Iterator[Step]], take: Callable[[Step], object] | None = None) -> Job:
        """Queue any other generator of steps; `name` is a key of `resources/i18n/jobs.toml`, `take` is given each step."""
        self._errors = []
        return self._run(name, work, take)

    def _run(self, name: str, work: Callable[[], Iterator[Step]], take: Callable[[Step], object] | None = None) -> Job:
        job = Job(name, work, self)
        if take:
            job.progressed.connect(take)
        job.progressed.connect(lambda step: self._progressed(job, step))
        job.ended.connect(lambda error: self._ended(job, error))
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self.job_started.emit(say(f"jobs.{name}"), 0)
        job.start(self._pool)
        return job

    def _progressed(self, job: Job, step: Step) -> None:
        self.job_progress.emit(step.done, step.total)
        if step.error is not None:
            self._errors.append(str(step.error))
        self._added += step.new
        if step.article and step.earlier:
            self._corrected.append((step.earlier, step.article))
        if job.name == "importing" and step.article and self._first is None:
            self._first = step.article
            self.shelf_changed.emit()
            self.first_added.emit(step.article)
        if not self._refresh.isActive():
            self._refresh.start()

    def _ended(self, job: Job, error: Exception | None) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if error is not None:
            self._errors.append(str(error))
        self.shelf_changed.emit()
        if self._errors:
            self.failed.emit("\n".join(self._errors[:12] + (["…"] if len(self._errors) > 12 else [])))
            self._errors = []
        if self._jobs:
            self.job_started.emit(say(f"jobs.{self._jobs[0].name}"), 0)
        else:
            self.job_ended.emit(say("jobs.added", count=self._added) if self._added else "")
            self._added = 0
        if job.name == "importing" and self._corrected:
            self.corrected.emit(self._corrected)
            self._corrected = []
