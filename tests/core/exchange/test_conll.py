"""CoNLL columns: every span that is kept is exact, every one that is not is in the report."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from layers import all_sheets
from random_layers import QUICK, sheets

from core.errors import FormatError, UsageError
from core.exchange import conll
from core.exchange.export import export
from core.exchange.format import Arrival, Options
from core.exchange.intake import Intake
from core.exchange.registry import format_named
from core.model.ids import new_id
from core.people import Annotator
from core.store import dataset_io
from core.store.dataset_io import Selection, Sheet
from core.store.store import Store

DATA = Path(__file__).parents[2] / "data" / "exchange"


def _report(out: Path) -> dict:
    return json.loads(out.with_name(f"{out.name}.report.json").read_text("utf-8"))


def _spans(out: Path, store: Store) -> list[list[tuple[str, str]]]:
    """The words and labels of the spans in a file, article by article."""
    texts = [s.article.text for s in all_sheets(store)]
    held = conll.reread(out, lambda id: store.article(id).text)
    return [[(text[a:b], label) for a, b, label in places] for text, places in zip(texts, held, strict=True)]


def test_the_golden_columns(example: Store, send: Callable):
    out = send(example, "conll")
    assert out.read_text("utf-8") == (DATA / "example.conll").read_text("utf-8")
    assert _report(out) == json.loads((DATA / "example.conll.report.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("spans", "held", "left_out"),
    [
        ("outermost", "Trưởng Ban Tuyên giáo\nTỉnh ủy", {"nested": 1}),
        ("innermost", "Ban Tuyên giáo\nTỉnh ủy", {"nested": 1}),
        ("AGENCY", "Ban Tuyên giáo\nTỉnh ủy", {"other_label": 4}),
    ],
)
def test_which_of_nested_spans_is_kept_is_a_choice(
    spans: str, held: str, left_out: dict, example: Store, send: Callable
):
    out = send(example, "conll", spans=spans)
    assert held in [words for words, _ in _spans(out, example)[0]]
    assert left_out.items() <= _report(out)["not_held"].items()


def test_a_choice_that_is_no_label_is_refused(example: Store, send: Callable):
    with pytest.raises(UsageError):
        send(example, "conll", spans="ngoài cùng")


def test_what_the_columns_cannot_hold_is_all_in_the_report(samples: Store, send: Callable):
    out = send(samples, "conll", rejected=True)
    report = _report(out)
    given_in = list(dataset_io.sheets(samples, Selection(tuple(dataset_io.layers(samples)), rejected=True)))
    left_out = sum(report["not_held"].get(kind, 0) for kind in ("nested", "rejected", "no_words"))
    assert report["proven"] + left_out == sum(len(s.annotations) for s in given_in)
    assert report["not_held"]["relation"] == sum(len(s.relations) for s in given_in)
    assert report["not_held"]["record"] == len(given_in)
    assert Counter(row["kind"] for row in report["lost"]) == report["not_held"]


@QUICK
@given(sheets())
def test_columns_are_well_formed_whatever_the_layer(drawn: tuple[Sheet, ...]):
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "a.sqlite")
        intake = Intake(store, Annotator(new_id(), "Hoa"))
        for sheet in drawn:
            intake.take(Arrival(sheet, "", {}))
        wanted = Selection(tuple(dataset_io.layers(store))[:1], False)
        for spans in ("outermost", "innermost"):
            out = Path(name) / spans
            *_, last = export(store, format_named("conll"), out, wanted, Options(spans))
            assert last.report
            before = "O"
            for line in out.read_text("utf-8").split("\n"):
                columns = line.split() or ["", "", "", "O"]
                assert len(columns) == 4
                if columns[3].startswith("I-"):
                    assert before[2:] == columns[3][2:]
                before = columns[3]
        store.close()


def test_a_file_that_was_changed_does_not_read_back(example: Store, send: Callable):
    out = send(example, "conll")
    for old, new in (("Chiều 18", "Sáng 18"), ("B-DATE", "I-DATE"), ("ngày 24 28", "ngày 25 29"), ("O\n", "\n")):
        bad = out.with_name("bad.conll")
        bad.write_text(out.read_text("utf-8").replace(old, new, 2), "utf-8")
        with pytest.raises(FormatError):
            list(conll.reread(bad, lambda id: example.article(id).text))
