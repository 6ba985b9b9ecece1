"""A long export made in parts by several processes: the same bytes, the same proof, in a fraction of the time.

Each process sees the dataset as it is at the export's first moment; where it has changed before all of them looked, the
export is made by one process after all, which `Moved` asks for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from core.exchange.ahead import ahead
from core.exchange.format import Format, Job, Options
from core.exchange.proof import Fingerprint, prove, sums_of
from core.exchange.report import Report
from core.model.scheme import Scheme
from core.store.dataset_io import Selection, moment_of, sheets_of, text_of
from core.store.store import Store

_PART = 256  # articles


class Moved(Exception):
    """The dataset has changed since the export began."""


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one part: where it is, how many sheets it has, what was written and proven, and the sums of its files."""

    path: Path
    sheets: int
    fingerprint: Fingerprint
    report: dict[str, Any]
    sums: dict[str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """An export as each of the processes has to know it."""

    file: Path
    format: str
    selection: Selection
    options: Options
    scheme: Scheme
    moment: int

    def made(self, folder: Path, articles: Sequence[bytes], processes: int) -> Iterator[Part]:
        """The parts in their order, made in `folder`; raises Moved."""
        some = [articles[at : at + _PART] for at in range(0, len(articles), _PART)]
        tasks = ((folder / f"{number}", ids) for number, ids in enumerate(some))
        yield from ahead(_make, tasks, processes, _begin, self)


class _Bench:
    """What a process has open while it makes parts."""

    def __init__(self, parts: Parts) -> None:
        from core.exchange.registry import format_named

        self.parts = parts
        self.format: Format = format_named(parts.format)
        self.store = Store(parts.file)
        self.db: Connection = self.store.engine.connect()
        self.moved = moment_of(self.db) != parts.moment

    def make(self, path: Path, articles: Sequence[bytes]) -> Part:
        """Write, read back and prove one part."""
        if self.moved:
            raise Moved
        report, written, count = Report(), Fingerprint(), 0
        found = report.counted(sheets_of(self.db, self.parts.selection, articles))
        job = Job(path, self.parts.scheme, self.parts.options, report, self.store.raw)
        for kept in self.format.write(found, job):
            written.add(kept)
            count += 1
        prove(self.format, path, written, lambda id: text_of(self.db, id))
        sums = sums_of(path) if self.format.folder else {}
        return Part(path, count, written, report.handed_on(), sums)


_bench: _Bench | None = None


def _begin(parts: Parts) -> None:
    global _bench
    _bench = _Bench(parts)


def _make(task: tuple[Path, Sequence[bytes]]) -> Part:
    assert _bench
    return _bench.make(*task)
