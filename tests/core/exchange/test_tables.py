"""Registers open as tables anywhere, run nothing, and say where each row was read."""

import csv
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest
from layers import lay

from core.errors import FormatError, UsageError
from core.exchange import csv_registers
from core.exchange.export import choose, export
from core.exchange.extra import need
from core.exchange.format import Options
from core.exchange.registry import format_named
from core.model.annotation import Annotation
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.span import Span
from core.people import Annotator
from core.store.dataset_io import Selection
from core.store.store import Store


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_person_stands_with_post_and_body(example: Store, send: Callable):
    out = send(example, "csv")
    assert (out / "can-bo.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = _table(out / "can-bo.csv")
    assert row["Họ tên"] == "Trần Thị Lụa"
    assert row["Chức vụ"] == "Trưởng Ban Tuyên giáo Tỉnh ủy"
    assert row["Cơ quan"] == "Ban Tuyên giáo Tỉnh ủy"
    assert row["Tình trạng"] == "đương nhiệm"
    assert row["Vị trí họ tên"] == "44..56"
    (agreement,) = _table(out / "thoa-thuan.csv")
    assert agreement["Người ký"] == "Lụa"


def test_the_workbook_has_the_same_rows_as_text(example: Store, send: Callable):
    book = openpyxl.load_workbook(send(example, "xlsx"))
    assert book.sheetnames == ["Bài viết", "Cán bộ", "Cơ quan", "Văn bản", "Thỏa thuận"]
    folder = send(example, "csv")
    for name, file in (("Cán bộ", "can-bo.csv"), ("Cơ quan", "co-quan.csv"), ("Bài viết", "bai-viet.csv")):
        heading, *rows = book[name].iter_rows(values_only=True)
        assert [dict(zip(heading, [v or "" for v in row], strict=True)) for row in rows] == _table(folder / file)


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1"])
def test_no_cell_is_a_formula(formula: str, store: Store, annotator: Annotator, send: Callable):
    id = lay(store, annotator, f"{formula}\nhai")
    mark = Annotation(new_id(), id, annotator.id, b"", Span(0, len(formula)), "AGENCY")
    store.apply(Edit("mark", (), (mark,)), annotator.id)
    folder = send(store, "csv")
    assert f"'{formula}" in [row["Cơ quan"] for row in _table(folder / "co-quan.csv")]
    cells = [cell for row in openpyxl.load_workbook(send(store, "xlsx"))["Cơ quan"].iter_rows() for cell in row]
    assert formula in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_a_register_that_was_changed_does_not_read_back(example: Store, send: Callable):
    out = send(example, "csv")
    path = out / "can-bo.csv"
    path.write_text(path.read_text("utf-8-sig").replace("Trần Thị", "Trần Văn"), "utf-8-sig")
    with pytest.raises(FormatError):
        list(csv_registers.reread(out, lambda id: example.article(id).text))


def test_popolo_joins_persons_posts_and_bodies(example: Store, send: Callable):
    data = json.loads(send(example, "popolo").read_text("utf-8"))
    (person,), (body,), (post,), (member,) = (
        data[name] for name in ("persons", "organizations", "posts", "memberships")
    )
    assert person["name"] == "Trần Thị Lụa"
    assert post["organization_id"] == body["id"] == member["organization_id"]
    assert (member["person_id"], member["post_id"], member["status"]) == (person["id"], post["id"], "current")
    assert person["sources"] == [{"url": "tin/Bài 1.txt", "note": f"{data['articles'][0]['id']} 44..56"}]


def test_pyarrow_reads_the_rows_and_their_spans(example: Store, send: Callable):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = send(example, "parquet")
    (row,) = parquet.read_table(out / "train-00000-of-00001.parquet").to_pylist()
    assert {row["text"][s["start"] : s["end"]] == s["text"] for s in row["spans"]} == {True}
    (holds, _) = row["relations"]
    assert row["spans"][holds["head"]]["text"] == "Trần Thị Lụa"
    assert "path: train-00000-of-00001.parquet" in (out / "README.md").read_text("utf-8")


def test_a_format_whose_library_is_missing_names_the_extra(example: Store, tmp_path: Path):
    with pytest.raises(UsageError, match=r"butvang\[nowhere\]"):
        need("nowhere.at.all", "x")
    if not find_spec("spacy"):
        with pytest.raises(UsageError, match=r"butvang\[spacy\]"):
            list(export(example, format_named("spacy"), tmp_path / "x", Selection(choose(example)), Options()))
        assert not list(tmp_path.glob("*x*"))
