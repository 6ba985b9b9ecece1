"""Registers as CSV: a folder with a table for each, in UTF-8 with its mark, so that Excel and LibreOffice read it right.

A cell that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from core.exchange import losses, registers
from core.exchange.format import Format, Job, Place
from core.exchange.register_rows import COLUMNS, headings, rows
from core.store.dataset_io import Sheet
from core.wording import say

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠']")


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder; see `Format`."""
    job.path.mkdir()
    with ExitStack() as stack:
        tables = {}
        for name in COLUMNS:
            file = stack.enter_context(_path(job.path, name).open("w", encoding="utf-8-sig", newline=""))
            tables[name] = csv.writer(file)
            tables[name].writerow(headings(name))
        for sheet in losses.articles(sheets, job.report):
            found, places = rows(sheet, job)
            for name, cells in found:
                tables[name].writerow(map(guarded, cells))
            yield places


def guarded(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _path(folder: Path, register: str) -> Path:
    return folder / f"{say(f'registers.file_{register}')}.csv"


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        next(reader, None)
        for row in reader:
            yield [cell.removeprefix("'") for cell in row]


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the tables back; see `Format`."""
    yield from registers.reread({name: _rows(_path(path, name)) for name in COLUMNS}, text_of, path)


FORMAT = Format("csv", "code points in the last columns", write, reread, folder=True)
