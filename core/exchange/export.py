"""Every export goes through here: written beside its target, read back and proven, then moved into place."""

import hashlib
import marshal
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import FormatError, UsageError
from core.exchange.format import Format, Job, Options, Place
from core.exchange.report import Report
from core.model.ids import GOLD_LAYER, new_id
from core.store import dataset_io
from core.store.dataset_io import LayerName, Selection, Sheet
from core.store.store import Store

_BY_VALUE = 2  # the version of marshal that writes equal values as equal bytes, quicker than any other way
REPORT, SUMS = "report.json", "SHA256SUMS"


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


def export(store: Store, format: Format, out: Path, selection: Selection, options: Options) -> Iterator[Progress]:
    """Write the selected sheets to `out`, a file or for some formats a folder, and the report beside it (in it).

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
        "only_done": selection.done,
        "rejected": selection.rejected,
        "province": selection.province,
    }
    beside = out.with_name(f".{out.name}.{new_id().hex()}.part")
    report_beside = beside / REPORT if format.folder else beside.with_name(f"{beside.name}.report.json")
    try:
        total = len(dataset_io.chosen(store, selection))
        yield Progress(0, total)
        written = _Fingerprint()
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            sheets = _counted(dataset_io.sheets(store, selection), report)
            for done, kept in enumerate(format.write(sheets, Job(beside, scheme, options, report)), 1):
                written.add(kept)
                yield Progress(done, max(total, done))
            _prove(format, beside, written, lambda id: store.article(id).text)
            report.proven = written.places
            report.facts["sha256"] = _sum_folder(beside) if format.folder else _sum(beside)
            report.write(report_beside)
            _move(format, beside, out, report_beside)
        except OSError as error:
            raise FormatError("not_written", path=out, why=error.strerror or error) from error
        yield Progress(total, total, report)
    finally:
        report.close()
        shutil.rmtree(beside, ignore_errors=True) if beside.is_dir() else beside.unlink(missing_ok=True)
        report_beside.unlink(missing_ok=True)


def report_path(format: Format, out: Path) -> Path:
    """Where the report of an export to `out` is."""
    return out / REPORT if format.folder else out.with_name(f"{out.name}.report.json")


class _Fingerprint:
    """The places of all sheets as one number, whatever the order of the sheets, so that no list of them is kept."""

    def __init__(self) -> None:
        self.sum = 0
        self.places = 0

    def add(self, places: list[Place]) -> None:
        """Take in the places of one sheet."""
        self.places += len(places)
        digest = hashlib.sha256(marshal.dumps(sorted(places), _BY_VALUE)).digest()
        self.sum = (self.sum + int.from_bytes(digest, "big")) % (1 << 256)


def _counted(sheets: Iterable[Sheet], report: Report) -> Iterator[Sheet]:
    for sheet in sheets:
        report.articles += bool(sheet.article.id)
        yield sheet


def _prove(format: Format, path: Path, written: _Fingerprint, text_of: Callable[[bytes], str]) -> None:
    """Read what was written back: FormatError unless every span has its words, and all that were written are there."""
    found = _Fingerprint()
    for places in format.reread(path, text_of):
        found.add(places)
    if (found.sum, found.places) != (written.sum, written.places):
        raise FormatError("not_as_written", path=path, found=found.places, written=written.places)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sum_folder(folder: Path) -> str:
    """Write the sums of all files, as `sha256sum -c` reads them, and return the sum of that list."""
    names = sorted(path.name for path in folder.iterdir())
    with (folder / SUMS).open("w", encoding="utf-8", newline="\n") as sums:
        sums.writelines(f"{_sum(folder / name)}  {name}\n" for name in names)
    return _sum(folder / SUMS)


def _refuse(format: Format, out: Path) -> None:
    """Raise FormatError where `out` is not ours to replace: a folder for a file, or a folder that others have worked in."""
    if not format.folder:
        if out.is_dir():
            raise FormatError("out_is_folder", path=out)
        return
    if out.exists() and not out.is_dir():
        raise FormatError("out_is_file", path=out)
    if out.is_dir() and any(out.iterdir()) and not _untouched(out):
        raise FormatError("out_in_use", path=out)


def _untouched(folder: Path) -> bool:
    """Whether a folder holds an export of ours and nothing else, as it was written."""
    try:
        with (folder / SUMS).open(encoding="utf-8") as sums:
            names = 0
            for line in sums:
                sha256, _, name = line.rstrip("\n").partition("  ")
                names += 1
                if _sum(folder / name) != sha256:
                    return False
        return sum(1 for _ in folder.iterdir()) == names + 2  # the list itself and the report
    except OSError:
        return False


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
