"""An export is proven before it takes the place of the one before, and says what it holds."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from layers import lay

from core.errors import FormatError, UsageError
from core.exchange import jsonl
from core.exchange.export import choose, export
from core.exchange.format import Format, Options
from core.exchange.registry import FORMATS, format_named
from core.model.ids import GOLD_LAYER, new_id
from core.people import Annotator
from core.store import dataset_io
from core.store.dataset_io import Selection
from core.store.store import Store

SHORT = "Bài một xong rồi\nnhé các bạn ơi"


def _broken(sheets, job) -> Iterator[list]:
    """A writer whose disk fails after the first article."""
    for places in jsonl.write(sheets, job):
        yield places
        raise OSError(28, "No space left on device")


def _shifted(sheets, job) -> Iterator[list]:
    """A writer that writes something else than it says."""
    for places in jsonl.write(sheets, job):
        yield [(start + 1, end, label) for start, end, label in places]


@pytest.mark.parametrize("write", [_broken, _shifted])
def test_a_failed_export_leaves_the_old_file_whole(write: Callable, example: Store, send: Callable):
    out = send(example, "jsonl")
    before = {path.name: path.read_bytes() for path in out.parent.glob("out*")}
    bad = replace(jsonl.FORMAT, write=write)
    with pytest.raises(FormatError):
        list(export(example, bad, out, Selection(choose(example)), Options()))
    assert {path.name: path.read_bytes() for path in out.parent.glob("out*")} == before
    assert not list(out.parent.glob(".*"))


def test_a_cancelled_export_leaves_nothing_behind(samples: Store, tmp_path: Path):
    steps = export(samples, format_named("brat"), tmp_path / "out", Selection(choose(samples)), Options())
    next(steps), next(steps), next(steps)
    steps.close()
    assert [path.name for path in tmp_path.iterdir() if "sqlite" not in path.name] == []


def test_the_report_beside_it_counts_and_signs(samples: Store, send: Callable):
    out = send(samples, "jsonl")
    report = json.loads(out.with_name(f"{out.name}.report.json").read_text("utf-8"))
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert report["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert report["articles"] == len(lines)
    assert report["annotations"] == report["proven"] == sum(len(line["annotations"]) for line in lines)
    assert report["relations"]["AT"] == sum(r["kind"] == "AT" for line in lines for r in line["relations"])
    assert report["records"] == {"agreement": len(lines)}
    assert report["scheme"] == 1


@pytest.mark.parametrize(
    "format", [f for f in FORMATS if not f.extra or find_spec(f.extra)], ids=lambda format: format.name
)
def test_exporting_twice_writes_the_same_bytes(format: Format, samples: Store, send: Callable):
    first, second = (send(samples, format.name, name) for name in ("a", "b"))
    for one in [first] if first.is_file() else first.iterdir():
        assert one.read_bytes() == (second if first.is_file() else second / one.name).read_bytes()


def test_a_folder_that_others_have_worked_in_is_not_replaced(samples: Store, send: Callable):
    out = send(samples, "brat")
    before = len(list(out.iterdir()))
    assert len(list(send(samples, "brat").iterdir())) == before, "one as we wrote it is"
    ann = next(out.glob("*.ann"))
    ann.write_text(ann.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(FormatError):
        send(samples, "brat")
    assert ann.exists()


def test_a_file_is_no_folder_and_a_folder_no_file(example: Store, tmp_path: Path, send: Callable):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(FormatError):
        send(example, "jsonl", "folder")
    with pytest.raises(FormatError):
        send(example, "brat", "file")
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_files_of_one_name_are_kept_apart(store: Store, annotator: Annotator, send: Callable, bring: Callable):
    for number in range(3):
        lay(store, annotator, f"{SHORT} {number}", f"{number}/Tin: số 1.txt")
    out = send(store, "brat")
    names = sorted(path.stem for path in out.glob("*.ann"))
    assert len(names) == 3
    assert names[0] == "tin-so-1"


def test_the_gold_layer_goes_first_then_the_only_one_else_one_must_be_named(store: Store):
    hoa, nam = Annotator(new_id(), "Hoa"), Annotator(new_id(), "Nam")
    assert choose(store) == ()
    lay(store, hoa, SHORT)
    assert [layer.name for layer in choose(store)] == ["Hoa"]
    lay(store, nam, SHORT)
    with pytest.raises(UsageError):
        choose(store)
    assert [layer.name for layer in choose(store, ["Nam"])] == ["Nam"]
    assert [layer.name for layer in choose(store, [hoa.id.hex()])] == ["Hoa"]
    assert len(choose(store, everything=True)) == 2
    with pytest.raises(UsageError):
        choose(store, ["Lan"])
    lay(store, hoa, SHORT, layer=GOLD_LAYER)
    assert [layer.id for layer in choose(store)] == [GOLD_LAYER]


def test_a_format_of_one_layer_refuses_several(store: Store, tmp_path: Path):
    for name in ("Hoa", "Nam"):
        lay(store, Annotator(new_id(), name), SHORT)
    for format in FORMATS:
        steps = export(store, format, tmp_path / format.name, Selection(tuple(dataset_io.layers(store))), Options())
        if format.layers:
            assert list(steps)
        else:
            with pytest.raises(UsageError):
                list(steps)


def test_an_empty_dataset_gives_an_empty_export(store: Store, send: Callable):
    assert send(store, "jsonl").read_text("utf-8") == ""
    assert send(store, "conll").read_text("utf-8") == ""
    assert not list(send(store, "brat").glob("*.ann"))
