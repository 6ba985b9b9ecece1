"""LibreOffice itself opens the registers: every cell as we wrote it, headings in Vietnamese, no formula run."""

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from layers import lay

from core.model.annotation import Annotation
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.span import Span
from core.people import Annotator
from core.store.store import Store

SOFFICE = shutil.which("soffice")
FORMULAS = ("=1+1", "+84", "-1", "@SUM(1)")
TABLES = {
    "Bài viết": "bai-viet",
    "Cán bộ": "can-bo",
    "Cơ quan": "co-quan",
    "Văn bản": "van-ban",
    "Thỏa thuận": "thoa-thuan",
}
_AS_CSV = "44,34,76,1,,0,false,true,false"  # comma, quotes, UTF-8, from the first line on, cells as they are shown
_NUMBER = re.compile(r"^0+(?=\d+$)")  # CSV has no types: what looks like a number is one to a spreadsheet
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice (apt-get install libreoffice-calc-nogui)"),
]


def _shown(paths: list[Path], folder: Path) -> dict[str, list[list[str]]]:
    """What LibreOffice shows of the tables in these files, by `file-table`."""
    out = folder / "shown"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    how = [f"--infilter=CSV:{_AS_CSV}"] if paths[0].suffix == ".csv" else []
    how += ["--convert-to", f"csv:Text - txt - csv (StarCalc):{_AS_CSV},false,false,-1", "--outdir", str(out)]
    assert SOFFICE
    command = [SOFFICE, profile, "--headless", *how, *paths]
    done = subprocess.run(command, capture_output=True, timeout=240, env=dict(os.environ, LC_ALL="C.UTF-8"))
    assert out.exists(), done
    return {path.stem: _rows(path) for path in out.glob("*.csv")}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def daring(samples: Store, annotator: Annotator) -> Store:
    """The samples, and an article in which bodies are named like formulas."""
    id = lay(samples, annotator, "\n".join(FORMULAS))
    text = samples.article(id).text
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in FORMULAS]
    made = tuple(Annotation(new_id(), id, annotator.id, b"", span, "AGENCY") for span in spans)
    samples.apply(Edit("mark", (), made), annotator.id)
    return samples


def test_the_workbook_shows_every_cell(daring: Store, send: Callable, tmp_path: Path):
    given = send(daring, "csv")
    shown = _shown([send(daring, "xlsx")], tmp_path)
    for title, file in TABLES.items():
        written = [[cell.removeprefix("'") for cell in row] for row in _rows(given / f"{file}.csv")]
        assert shown[f"out-{title}"] == written
    assert {row[0] for row in shown["out-Cơ quan"]} >= {"Cơ quan", *FORMULAS}


def test_the_tables_show_every_cell_but_bare_numbers_lose_their_zeros(daring: Store, send: Callable, tmp_path: Path):
    given = send(daring, "csv")
    paths = [given / f"{file}.csv" for file in TABLES.values()]
    shown = _shown(paths, tmp_path)
    for path in paths:
        assert shown[f"{path.stem}-{path.stem}"] == [[_NUMBER.sub("", cell) for cell in row] for row in _rows(path)]
