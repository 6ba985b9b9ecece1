"""Every export goes through here: written beside its target, read back and proven, then moved into place."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from core.errors import FormatError, UsageError
from core.exchange.ahead import processors
from core.exchange.format import Format, Job, Options
from core.exchange.parts import Moved, Parts
from core.exchange.proof import Fingerprint, prove, sum_of, untouched, write_sums
from core.exchange.report import Report
from core.model.ids import GOLD_LAYER, new_id
from core.store import dataset_io
from core.store.connect import speaking
from core.store.dataset_io import LayerName, Selection, Sheet
from core.store.store import Store

REPORT = "report.json"
PARTED = 4000
"""So many articles are written by several processes, where there are several; for fewer they take longer to start."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export is: sheets written of how many articles, and in the last step the report."""

    done: int
    total: int
    report: Report | None = None


def choose(store: Store, names: Iterable[str] = (), everything: bool = False) -> tuple[LayerName, ...]:
    """The layers to export: those named (by name, `gold` or id), all, else the gold one, else the only one.

    UsageError for a name that there is not, and where there are several and none is named.
    """
    there = dataset_io.layers(store)
    known = ", ".join(layer.name for layer in there)
    chosen = []
    for name in names:
        named = [each for each in there if name in (each.name, each.id.hex())]
        if len(named) != 1:
            key = "layer_ambiguous" if named else "layer_unknown"
            raise UsageError(key, name=name, known=", ".join(n.id.hex() for n in named) or known)
        chosen += named
    if chosen or everything or len(there) < 2:
        return tuple(dict.fromkeys(chosen)) or tuple(there)
    if there[0].id == GOLD_LAYER:
        return (there[0],)
    raise UsageError("layer_needed", known=known)


def export(
    store: Store,
    format: Format,
    out: Path,
    selection: Selection,
    options: Options,
    among: Sequence[bytes] | None = None,
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Progress]:
    """Write the selected sheets to `out`, a file or for some formats a folder, and the report beside it (in it).

    `among` are those of the selected articles that are to be written, if not all; `facts` go into the report.
    What was there before stays whole until the new one has been proven. Raises UsageError for what the format cannot do,
    FormatError where `out` cannot be written, is not ours to replace, or does not read back as it was written.
    """
    if len(selection.layers) > 1 and not format.layers:
        raise UsageError("layers_too_many", format=format.name, known=", ".join(each.name for each in selection.layers))
    _refuse(format, out)
    scheme = store.scheme()
    report = Report()
    report.facts = {
        "format": format.name,
        "unit": format.unit,
        "scheme": scheme.version,
        "layers": [{"id": each.id.hex(), "name": each.name} for each in selection.layers],
        "only_done": selection.done and not selection.states,
        "rejected": selection.rejected,
        "province": selection.province,
    }
    report.facts |= _asked(selection) | dict(facts)
    beside = out.with_name(f".{out.name}.{new_id().hex()}.part")
    report_beside = beside / REPORT if format.folder else beside.with_name(f"{beside.name}.report.json")
    try:
        with speaking(store.path), store.engine.connect() as db:
            ids = dataset_io.chosen(db, selection) if among is None else among
            yield Progress(0, len(ids))
            out.parent.mkdir(parents=True, exist_ok=True)
            _clear_away(out)
            job = Job(beside, scheme, options, report, store.raw)
            sums: dict[str, str] = {}
            own = list(dataset_io.own_sheets(db, selection)) if among is None else []  # a part of a split has none
            for done in _written(store, db, format, selection, own, ids, job, sums):
                yield Progress(done, max(len(ids), done))
        if format.finish:
            format.finish(job)
        if format.folder:
            new = {path.name: sum_of(path) for path in beside.iterdir() if path.name not in sums}
            report.facts["sha256"] = write_sums(beside, sums | new)
        else:
            report.facts["sha256"] = sum_of(beside)
        report.write(report_beside)
        _move(format, beside, out, report_beside)
        yield Progress(len(ids), len(ids), report)
    except OSError as error:
        raise FormatError("not_written", path=out, why=error.strerror or error) from error
    finally:
        report.close()
        shutil.rmtree(beside, ignore_errors=True) if beside.is_dir() else beside.unlink(missing_ok=True)
        report_beside.unlink(missing_ok=True)


def _written(
    store: Store,
    db: Connection,
    format: Format,
    selection: Selection,
    own: Sequence[Sheet],
    ids: Sequence[bytes],
    job: Job,
    sums: dict[str, str],
) -> Iterator[int]:
    """Write and prove, and say how many sheets are written; `sums` gets those of a folder's files that are known already."""
    processes = processors() if job.options.processes is None else job.options.processes
    if format.join and processes > 1 and isinstance(store.path, Path) and len(ids) >= PARTED:
        parts = Parts(store.path, format.name, selection, job.options, job.scheme, dataset_io.moment_of(db))
        try:
            yield from _joined(parts, format, db, own, ids, job, sums, processes)
            return
        except (Moved, BrokenProcessPool):  # or where no process can be started, as in a script without a main guard
            shutil.rmtree(job.path, ignore_errors=True) if job.path.is_dir() else job.path.unlink(missing_ok=True)
            sums.clear()
            job.report.restart()
    written = Fingerprint()
    found = chain(own, dataset_io.sheets_of(db, selection, ids))
    for done, kept in enumerate(format.write(job.report.counted(found), job), 1):
        written.add(kept)
        yield done
    prove(format, job.path, written, lambda id: dataset_io.text_of(db, id))
    job.report.proven = written.places


def _joined(
    parts: Parts,
    format: Format,
    db: Connection,
    own: Sequence[Sheet],
    ids: Sequence[bytes],
    job: Job,
    sums: dict[str, str],
    processes: int,
) -> Iterator[int]:
    """Several processes' parts, each proven, put one behind the other."""
    assert format.join
    done = 0
    with TemporaryDirectory(prefix=f"{job.path.name}.", dir=job.path.parent) as folder:
        written = Fingerprint()
        for kept in format.write(job.report.counted(own), job):
            written.add(kept)
            done += 1
        prove(format, job.path, written, lambda id: dataset_io.text_of(db, id))
        for part in parts.made(Path(folder), ids, processes):
            renamed = format.join(part.path, job.path)
            sums |= {renamed.get(name, name): sum for name, sum in part.sums.items()}
            job.report.take_in(part.report)
            job.report.proven += part.fingerprint.places
            if part.path.is_file():
                part.path.unlink()
            done += part.sheets
            yield done


def _asked(selection: Selection) -> dict[str, Any]:
    """What was asked for beyond what is usual."""
    asked = {
        "since": selection.since,
        "until": selection.until,
        "states": [state.value for state in selection.states],
        "flagged": selection.flagged,
        "twice": selection.twice or None,
        "labels": list(selection.labels),
        "decision": selection.decision and selection.decision.value,
        "articles": selection.articles and len(selection.articles),
    }
    return {
        name: value
        for name, value in asked.items()
        if value not in (None, False, []) or (value is False and name == "flagged")
    }


def report_path(format: Format, out: Path) -> Path:
    """Where the report of an export to `out` is."""
    return out / REPORT if format.folder else out.with_name(f"{out.name}.report.json")


def _clear_away(out: Path) -> None:
    """Remove what exports to `out` that were killed have left beside it; one that went down between the moves is set right.

    Of two exports to one place at the same time the first is thereby given up, with an error and nothing changed.
    """
    ours = re.compile(rf"\.{re.escape(out.name)}\.[0-9a-f]{{32}}\.(part|old|part\..*)")
    left = [path for path in out.parent.iterdir() if ours.fullmatch(path.name)]
    for path in left:
        if path.suffix == ".old" and not out.exists():
            path.rename(out)
        elif path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _refuse(format: Format, out: Path) -> None:
    """Raise FormatError where `out` is not ours to replace: a folder for a file, or a folder that others have worked in."""
    if not format.folder:
        if out.is_dir():
            raise FormatError("out_is_folder", path=out)
        return
    if out.exists() and not out.is_dir():
        raise FormatError("out_is_file", path=out)
    if out.is_dir() and any(out.iterdir()) and not untouched(out):
        raise FormatError("out_in_use", path=out)


def _move(format: Format, beside: Path, out: Path, report_beside: Path) -> None:
    if not format.folder:
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(out)
        report_beside.replace(report_path(format, out))
        return
    old = beside.with_suffix(".old")
    if out.exists():
        out.rename(old)
    try:
        beside.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
