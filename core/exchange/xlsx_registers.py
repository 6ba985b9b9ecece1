"""Registers as one Excel workbook, a sheet for each; every cell is text, so that nothing is taken for a formula."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses, registers
from core.exchange.format import Format, Job, Place
from core.exchange.names import xml_text
from core.exchange.register_rows import COLUMNS, headings, rows
from core.store.dataset_io import Sheet
from core.wording import say

_LONGEST = 32_767
_MOST_ROWS = 1_048_575
_WIDTH = 24
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the workbook; see `Format`."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    tables: dict[str, Any] = {}
    for name in COLUMNS:
        tables[name] = table = book.create_sheet(say(f"registers.title_{name}"))
        table.freeze_panes = "A2"
        for n in range(len(COLUMNS[name])):
            table.column_dimensions[get_column_letter(n + 1)].width = _WIDTH
        table.append([_cell(table, heading, bold=True) for heading in headings(name)])
    written = dict.fromkeys(COLUMNS, 0)
    for sheet in losses.articles(sheets, job.report):
        found, places = rows(sheet, job)
        for name, cells in found:
            written[name] += 1
            if written[name] > _MOST_ROWS:
                raise FormatError("too_many_rows", path=job.path, most=_MOST_ROWS)
            tables[name].append([_cell(tables[name], _held(words, sheet, job)) for words in cells])
        yield places
    raw = job.path.with_name(f"{job.path.name}.raw")
    try:
        book.save(raw)
        _settle(raw, job.path)
    finally:
        raw.unlink(missing_ok=True)


def _held(words: str, sheet: Sheet, job: Job) -> str:
    """The words as a cell can hold them."""
    held = xml_text(words)
    if held != words:
        job.report.lost("characters", sheet, words=words)
    if len(held) > _LONGEST:
        job.report.lost("long", sheet, words=held)
    return held[:_LONGEST]


def _cell(table: Any, words: str, bold: bool = False) -> Any:
    """A cell of text, marked so that also editing it keeps it text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(table, words or None)
    if words:
        cell.data_type = "s"
    if words[:1] in ("=", "+", "-", "@", "'"):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _settle(raw: Path, path: Path) -> None:
    """Copy the workbook without the time of writing, so that the same registers are the same bytes."""
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            with old.open(part) as source, new.open(info, "w") as target:
                if part.filename == "docProps/core.xml":
                    target.write(_WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", source.read()))
                else:
                    shutil.copyfileobj(source, target)


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the workbook back; see `Format`."""
    from openpyxl import load_workbook

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True)
        tables = {name: _rows(book[say(f"registers.title_{name}")], len(COLUMNS[name])) for name in COLUMNS}
        yield from registers.reread(tables, text_of, path)
        book.close()


def _rows(table: Any, width: int) -> Iterator[list[str]]:
    for row in table.iter_rows(min_row=2, max_col=width, values_only=True):
        yield ["" if value is None else str(value) for value in row]


FORMAT = Format("xlsx", "code points in the last columns", write, reread)
