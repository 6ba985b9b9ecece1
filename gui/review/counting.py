"""What is counted for the reviewer, in the background: the overview, the checks, the registers, the agreement."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from core.errors import ButVangError
from core.provinces.map import MERGER
from core.review import overview_kept
from core.review.overview import Overview, overview
from core.wording import say
from gui.background import Job

if TYPE_CHECKING:
    from core.review.agreement import Agreement
    from core.review.checks.muting import Mute
    from core.review.registers.build import Registers

    from core.review.checks.finding import Finding
    from core.review.scope import Place
    from gui.live_session import LiveSession

BEFORE, AFTER = date.fromordinal(MERGER.toordinal() - 1), MERGER
"""Days of the two maps: of 63 units and of 34."""

_AT_ONCE = 3000
"""With more articles, what reads every one of them is counted when asked for, and for one province at a time."""


@dataclass(frozen=True, slots=True)
class _Step:
    """How far a part is, and what came of it at last."""

    part: str
    done: int
    total: int
    found: object = None


class Counting(QObject):
    """Holds what was counted last. `counted` says which part is new: overview, places, checks, agreement or registers."""

    counted = Signal(str)
    progressed = Signal(str, int, int)
    """The part that is being counted, in words, how far it is and of how much."""
    rested = Signal()
    """Nothing is being counted any more."""
    failed = Signal(str)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._store = live.session.store
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self.stale = True
        self.overview: Overview | None = None
        self.places: Mapping[bytes, Place] = {}
        self.findings: list[Finding] | None = None
        self.muted: Mapping[str, Mute] = {}
        self.agreement: Agreement | None = None
        self.agreements: Mapping[str, Agreement] = {}
        self.registers: Registers | None = None
        self.on = BEFORE
        try:
            self.overview = overview_kept.kept(self._store)
        except ButVangError as error:
            self.failed.emit(str(error))

    @property
    def busy(self) -> bool:
        """Whether anything is being counted."""
        return bool(self._jobs)

    def close(self) -> None:
        """Cancel and wait."""
        for job in self._jobs:
            job.cancel()
        self._pool.waitForDone()

    def refresh(self, scope: Collection[bytes] | None = None) -> None:
        """Count everything anew; in a big dataset what reads every article only where `scope` names some."""
        if self._jobs:
            return
        self.stale = False
        self._run("overview", self._overview)
        self._run("rest", lambda: self._rest(scope))

    def _run(self, name: str, work: Callable[[], Iterator[_Step]]) -> None:
        job = Job(name, work, self)
        job.progressed.connect(self._take)
        job.ended.connect(self._ended)
        self._jobs.append(job)
        job.start(self._pool)

    # -- in the background

    def _overview(self) -> Iterator[_Step]:
        from core.review.scope import places

        found = None
        for found in overview(self._store):
            yield _Step("overview", 0, 0, found)
        yield _Step("places", 0, 0, {place.article: place for place in places(self._store)})
        if found is not None:
            overview_kept.keep(self._store, found)

    def _rest(self, scope: Collection[bytes] | None) -> Iterator[_Step]:
        if scope is None and len(self.places) > _AT_ONCE:
            return
        for part in (self._checks, self._agreement, self._registers):
            try:
                yield from part(scope)
            except ImportError as e:
                print("TODO", e)

    def _checks(self, scope: Collection[bytes] | None) -> Iterator[_Step]:
        from core.review.checks.muting import muted
        from core.review.checks.run import check, queue

        found: list[Finding] = []
        for step in check(self._store, scope):
            found += step.findings
            yield _Step("checks", step.done, step.total)
        yield _Step("checks", 1, 1, (queue(found), muted(self._store)))

    def _agreement(self, scope: Collection[bytes] | None) -> Iterator[_Step]:
        from core.review.agreement import agreement, agreement_by, by_province, collect

        from core.review.scope import EVERYTHING, Scope

        names = self._store.annotators()
        tallies = []
        for tally in collect(self._store, EVERYTHING if scope is None else Scope(articles=frozenset(scope))):
            tallies.append(tally)
            yield _Step("agreement", len(tallies), 0)
        whole = agreement(tallies, names)
        by = agreement_by(tallies, names, by_province(self.on), resamples=0)
        yield _Step("agreement", 1, 1, (whole, by))

    def _registers(self, scope: Collection[bytes] | None) -> Iterator[_Step]:
        from core.review.registers.build import build

        for step in build(self._store, scope, self.on):
            yield _Step("registers", step.done, step.total, step.registers)

    # -- in the window's thread

    def _take(self, step: _Step) -> None:
        if step.found is None:
            self.progressed.emit(say(f"reviewing.counting_{step.part}"), step.done, step.total)
            return
        if step.part == "checks":
            self.findings, self.muted = step.found  # pyright: ignore[reportGeneralTypeIssues, reportAttributeAccessIssue]
        elif step.part == "agreement":
            self.agreement, self.agreements = step.found  # pyright: ignore[reportGeneralTypeIssues, reportAttributeAccessIssue]
        else:
            setattr(self, step.part, step.found)
        self.counted.emit(step.part)

    def _ended(self, error: Exception | None) -> None:
        job = self._jobs.pop(0)
        job.deleteLater()
        if isinstance(error, ButVangError):
            self.failed.emit(str(error))
        elif error is not None:
            raise error
        if not self._jobs:
            self.rested.emit()
