"""What is counted for the reviewer, in the background: the overview, the checks, the registers, the agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from core.errors import ButVangError
from core.provinces.map import MERGER
from core.review import overview_kept
from core.review.overview import Overview, overview, titles
from core.store.dataset_io import layers
from core.wording import say
from gui.background import Job

if TYPE_CHECKING:
    from core.review.agreement import Agreement, Tally
    from core.review.checks.run import Queued
    from core.review.grouping.suggest import Proposal
    from core.review.registers.build import Registers
    from core.review.scope import Place, Scope
    from gui.live_session import LiveSession
    from gui.review.region import Region

BEFORE, AFTER = date.fromordinal(MERGER.toordinal() - 1), MERGER
"""Days of the two maps: of 63 units and of 34."""

_RESAMPLES = 200  # for the intervals
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
        self._asked: list[Job] = []
        self.stale = True
        self.overview: Overview | None = None
        self.places: Mapping[bytes, Place] = {}
        self.titles: Mapping[bytes, str] = {}
        self.findings: list[Queued] | None = None
        self.agreement: Agreement | None = None
        self._tallies: Sequence[Tally] = ()
        self._of_region: dict[tuple[str, date], Agreement] = {}
        self._by_province: dict[date, Mapping[str, Agreement]] = {}
        self.registers: Registers | None = None
        self.proposals: Sequence[Proposal] = ()
        self.on = BEFORE
        try:
            self.overview = overview_kept.kept(self._store)
        except ButVangError as error:
            self.failed.emit(str(error))

    @property
    def names(self) -> Mapping[bytes, str]:
        """The annotators' names by id."""
        if self.overview is None:
            return {layer.id: layer.name for layer in layers(self._store) if layer.kind != "gold"}
        return self.overview.names

    def agreement_of(self, region: Region) -> Agreement | None:
        """How far annotators agree in a region, by every measure; None where it is not measured."""
        if region.unit is None or self.agreement is None:
            return self.agreement
        known = self._of_region.get((region.unit, region.on))
        if known is None:
            from core.review.agreement import agreement

            there = [t for t in self._tallies if region.holds(t.province)]
            known = self._of_region[region.unit, region.on] = agreement(there, resamples=0)
        return known

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        """How far annotators agree on spans in each unit of the map that is shown."""
        if self.on not in self._by_province:
            from core.review.agreement import Measure, agreement_by, by_province

            groups = agreement_by(self._tallies, by_province(self.on), resamples=0, measures=(Measure.STRICT,))
            self._by_province[self.on] = groups
        return self._by_province[self.on]

    def unit_of(self, province: str) -> str:
        """The unit of the map that is shown to which articles of a unit are counted."""
        from gui.review.region import placed

        return placed(province, self.on)

    def has_articles(self, unit: str) -> bool:
        """Whether any article belongs to a unit of the map that is shown."""
        areas = self.overview.areas if self.overview else {}
        return any(province and self.unit_of(province) == unit for province in areas)

    def open_findings(self, region: Region) -> list[Queued]:
        """What there is to look at in a region, the gravest first."""
        if region.unit is None:
            return list(self.findings or ())
        places = self.places
        return [
            q for q in self.findings or () if (place := places.get(q.finding.article)) and region.holds(place.province)
        ]

    def looked_at(self, finding: Queued) -> None:
        """A finding was fixed or let pass."""
        if self.findings is not None:
            self.findings = [q for q in self.findings if q is not finding]
            self.counted.emit("checks")

    @property
    def too_many(self) -> bool:
        """Whether there are so many articles that what reads each of them is done for a province at a time."""
        return bool(self.overview) and self.overview.together.articles > _AT_ONCE  # pyright: ignore[reportOptionalMemberAccess]

    @property
    def busy(self) -> bool:
        """Whether anything is being counted."""
        return bool(self._jobs or self._asked)

    def close(self) -> None:
        """Cancel and wait."""
        for job in (*self._jobs, *self._asked):
            job.cancel()
        self._pool.waitForDone()

    def refresh(self, scope: Scope | None = None) -> None:
        """Count everything anew; in a big dataset what reads every article only where a scope is named."""
        if self._jobs:
            return
        self.stale = False
        self._run("overview", self._overview)
        self._run("rest", lambda: self._rest(scope))

    def regroup(self) -> None:
        """Somebody decided who is who: the registers follow."""
        self._run("regroup", self._regroup)

    def ask(self, name: str, work: Callable[[], Iterator[object]], done: Callable[[list], object]) -> None:
        """Gather what a generator yields, and hand it over when it is through; a newer question of that name replaces it."""
        for job in self._asked:
            if job.name == name:
                job.cancel()
        job, found = Job(name, work, self), []
        job.progressed.connect(found.append)
        job.ended.connect(lambda error: self._answered(job, error, found, done))
        self._asked.append(job)
        job.start(self._pool)

    def _answered(self, job: Job, error: Exception | None, found: list, done: Callable[[list], object]) -> None:
        self._asked.remove(job)
        job.deleteLater()
        if isinstance(error, ButVangError):
            self.failed.emit(str(error))
        elif error is not None:
            raise error
        elif not job.cancelled:
            done(found)

    def recheck(self) -> None:
        """What was let pass may not be so any more."""
        if self.findings is not None and not self.too_many:
            from core.review.scope import EVERYTHING

            self._run("recheck", lambda: self._checks(EVERYTHING))

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
        yield _Step("titles", 0, 0, titles(self._store))
        yield _Step("places", 0, 0, {place.article: place for place in places(self._store)})
        if found is not None:
            overview_kept.keep(self._store, found)

    def _rest(self, scope: Scope | None) -> Iterator[_Step]:
        from core.review.scope import EVERYTHING

        if scope is None and self.too_many:
            return
        scope = scope or EVERYTHING
        for part in (self._checks, self._agreement, self._registers):
            yield from part(scope)

    def _checks(self, scope: Scope) -> Iterator[_Step]:
        from core.review.checks.run import check, queue

        found = []
        for step in check(self._store, scope):
            found += step.findings
            yield _Step("checks", step.done, step.total)
        yield _Step("checks", 1, 1, queue(found))

    def _agreement(self, scope: Scope) -> Iterator[_Step]:
        from core.review.agreement import agreement, collect

        tallies = []
        for tally in collect(self._store, scope):
            tallies.append(tally)
            yield _Step("agreement", len(tallies), len(self.places))
        yield _Step("agreement", 1, 1, (agreement(tallies, resamples=_RESAMPLES), tallies))

    def _registers(self, scope: Scope) -> Iterator[_Step]:
        from core.review.grouping.suggest import proposals
        from core.review.registers.build import build

        for step in build(self._store, scope):
            yield _Step("registers", step.done, step.total)
            if (made := step.registers) is not None:
                said = proposals(made.officials, made.bodies, made.decided)
                yield _Step("registers", step.done, step.total, (made, said))

    def _regroup(self) -> Iterator[_Step]:
        from core.review.grouping.suggest import proposals
        from core.review.registers.build import grouped_anew

        if self.registers is not None:
            made = grouped_anew(self._store, self.registers.sources)
            yield _Step("registers", 1, 1, (made, proposals(made.officials, made.bodies, made.decided)))

    # -- in the window's thread

    def _take(self, step: _Step) -> None:
        if step.found is None:
            self.progressed.emit(say(f"reviewing.counting_{step.part}"), step.done, step.total)
            return
        if step.part == "checks":
            self.findings = step.found  # pyright: ignore[reportAttributeAccessIssue]
        elif step.part == "agreement":
            self.agreement, self._tallies = step.found  # pyright: ignore[reportGeneralTypeIssues, reportAttributeAccessIssue]
            self._by_province.clear()
            self._of_region.clear()
        elif step.part == "registers":
            self.registers, self.proposals = step.found  # pyright: ignore[reportGeneralTypeIssues, reportAttributeAccessIssue]
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
