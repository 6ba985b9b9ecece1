"""Which column is what can be said once, and holds for every table with the same headings."""

import json
from pathlib import Path

import pytest

from core.cli import main
from core.errors import ReadError
from core.exchange.table_head import head
from core.reading.columns import remember, remembered

HEADERS = "A;Chuyện;Đầu đề;Hôm"
CSV = f"{HEADERS}\n1;Sở Y tế ký kết quy chế.;Ký kết;28/7/2021\n2;Công an tỉnh họp.;Họp;29/7/2021\n"
SAID = "text=Chuyện,title=Đầu đề,published=Hôm"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def _stats(dataset: Path, capsys: pytest.CaptureFixture) -> int:
    capsys.readouterr()
    assert main(["stats", str(dataset), "--json"]) == 0
    return json.loads(capsys.readouterr().out)["articles"]


def test_a_table_of_unknown_columns_is_read_once_they_are_named_and_the_next_one_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture
):
    one, two, dataset = tmp_path / "một.csv", tmp_path / "hai.csv", tmp_path / "a.sqlite"
    one.write_text(CSV, "utf-8")
    two.write_text(CSV.replace("Sở Y tế", "Sở Nội vụ"), "utf-8")
    assert main(["import", str(dataset), str(one)]) == 1
    assert main(["import", str(dataset), str(one), "--columns", SAID]) == 0
    assert main(["import", str(dataset), str(two)]) == 0
    assert _stats(dataset, capsys) == 3, "one row is the same article in both"
    assert main(["export", str(dataset), "--all", "--format", "jsonl", "-o", str(tmp_path / "o.jsonl")]) == 0
    lines = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert (lines[0]["title"], lines[0]["published"]) == ("Ký kết", "2021-07-28")


def test_lines_of_json_have_columns_too(tmp_path: Path, capsys: pytest.CaptureFixture):
    path, dataset = tmp_path / "bài.jsonl", tmp_path / "a.sqlite"
    rows = [{"Chuyện": "Sở Y tế ký kết.", "Đầu đề": "Ký kết", "n": n} for n in range(1)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    assert main(["import", str(dataset), str(path), "--columns", "text=Chuyện,title=Đầu đề"]) == 0
    assert _stats(dataset, capsys) == 1


def test_the_head_shows_first_rows_and_what_is_guessed(tmp_path: Path):
    path = tmp_path / "bảng.csv"
    path.write_text("Tiêu đề,Nội dung\n" + "".join(f"Bài {n},Chữ {n}\n" for n in range(50)), "utf-8")
    top = head(path)
    assert top
    assert (top.columns, top.told) == ({"title": "Tiêu đề", "text": "Nội dung"}, False)
    assert top.rows[1] == {"Tiêu đề": "Bài 1", "Nội dung": "Chữ 1"}
    assert len(top.rows) == 20


def test_annotated_lines_are_no_table(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Sở", "annotations": []}\n', "utf-8")
    assert head(path) is None


def test_a_column_that_there_is_not_is_refused(tmp_path: Path):
    with pytest.raises(ReadError):
        remember(["a", "b"], {"text": "c"}, tmp_path)
    remember(["b", "a"], {"text": "a"}, tmp_path)
    assert remembered(["a", "b"], tmp_path) == {"text": "a"}
