"""Every format of other tools: a golden export that a person can open, and nothing lost in silence on random layers."""

import json
import os
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from random_layers import QUICK, sheets

from core.exchange.export import export, report_path
from core.exchange.format import Arrival, Options
from core.exchange.intake import Intake
from core.exchange.registry import FORMATS, format_named
from core.model.ids import new_id
from core.people import Annotator
from core.store import dataset_io
from core.store.dataset_io import Selection, Sheet
from core.store.store import Store

DATA = Path(__file__).parents[2] / "data" / "exchange"
BINARY = {"spacy", "parquet", "xlsx"}
ELSEWHERE = {"jsonl", "brat", "conll"}
PEERS = [f.name for f in FORMATS if f.name not in ELSEWHERE and (not f.extra or find_spec(f.extra))]
LEFT_OUT = ("nested", "rejected", "no_words", "other_label")


def _files(out: Path) -> dict[str, str]:
    """The text of an export and of its report by name."""
    if out.is_dir():
        return {path.name: path.read_text("utf-8") for path in sorted(out.iterdir())}
    report = out.with_name(f"{out.name}.report.json")
    return {"it": out.read_text("utf-8"), "report": report.read_text("utf-8")}


@pytest.mark.parametrize("name", [name for name in PEERS if name not in BINARY])
def test_the_golden_export(name: str, example: Store, send: Callable):
    out = send(example, name)
    golden = DATA / name if out.is_dir() else DATA / f"example.{name}"
    if os.environ.get("BUTVANG_WRITE_GOLDEN"):
        for path in [out, report_path(format_named(name), out)] if out.is_file() else out.iterdir():
            target = golden / path.name if out.is_dir() else DATA / path.name.replace("out.", "example.", 1)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    assert _files(out) == _files(golden)


@pytest.mark.parametrize("name", PEERS)
def test_what_a_format_cannot_hold_is_all_in_the_report(name: str, samples: Store, send: Callable):
    out = send(samples, name, rejected=True)
    report = json.loads(report_path(format_named(name), out).read_text("utf-8"))
    given_in = list(dataset_io.sheets(samples, Selection(tuple(dataset_io.layers(samples)), rejected=True)))
    left_out = sum(report["not_held"].get(kind, 0) for kind in LEFT_OUT)
    assert report["proven"] + left_out == sum(len(s.annotations) for s in given_in)
    links = sum(report["not_held"].get(kind, 0) for kind in ("relation", "loose_relation"))
    assert sum(report["relations"].values()) + links == sum(len(s.relations) for s in given_in)


@settings(QUICK, max_examples=10)
@given(sheets())
def test_random_layers_read_back_as_they_were_written(drawn: tuple[Sheet, ...]):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "a.sqlite")
        intake = Intake(store, Annotator(new_id(), "Hoa"))
        for sheet in drawn:
            intake.take(Arrival(sheet, "", {}))
        wanted = Selection(tuple(dataset_io.layers(store))[:1], False, True)
        for name in PEERS:
            *_, last = export(store, format_named(name), Path(folder) / name, wanted, Options())
            assert last.report, "the export itself has proven it"
        store.close()
