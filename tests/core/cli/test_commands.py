"""The command line as scripts and people meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import main

TEXT = """Huyện ủy Na Rì họp

Ngày 5/3/2021, đồng chí Nông Văn Kỳ, Bí thư Huyện ủy Na Rì, tỉnh Bắc Kạn chủ trì cuộc họp.
"""


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program speaks Vietnamese, whatever the machine speaks."""
    monkeypatch.setenv("BUTVANG_LANGUAGE", "vi")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "bài"
    folder.mkdir()
    (folder / "na-rì.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_detect_prints_one_line_of_json_an_article(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text, title, province with evidence, zones, annotations, relations by index, records."""
    assert main(["detect", str(article)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    data = json.loads(line)
    assert (
        data["path"].endswith("na-rì.txt") and data["title"] == "Huyện ủy Na Rì họp" and data["province"] == "Bắc Kạn"
    )
    assert all(data["text"][a["start"] : a["end"]] == a["text"] for a in data["annotations"])
    held = [r for r in data["relations"] if r["kind"] == "HOLDS"]
    ends = [(data["annotations"][r["head"]]["text"], data["annotations"][r["tail"]]["text"]) for r in held]
    assert ends == [("Nông Văn Kỳ", "Bí thư Huyện ủy Na Rì")]
    assert {e["province"] for e in data["province_evidence"]} == {"Bắc Kạn"}
    assert data["zones"][0]["kind"] == "title" and data["records"] == []


def test_what_the_user_knows_is_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A publication date and a province given stand in every line."""
    assert main(["detect", str(article), "--published", "2021-03-08", "--province", "TP HCM"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["published"], data["province"]) == ("2021-03-08", "Hồ Chí Minh")


def test_inputs_that_fail_are_named_and_the_rest_is_done(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1; the good ones are on standard output."""
    (article / "rỗng.txt").write_bytes(b"")
    assert main(["detect", str(article), str(article / "không có.txt")]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert "rỗng.txt" in told.err and "không có.txt" in told.err and "Traceback" not in told.err


@pytest.mark.parametrize(
    "words",
    [["detect"], ["nothing"], ["detect", "x", "--processes", "0"], ["detect", "x", "--published", "hôm qua"],
     ["detect", "x", "--province", "Atlantis"]],
)  # fmt: skip
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Missing and unknown words, values that are none."""
    assert main(words) == 2
    assert capsys.readouterr().err


def test_several_processes_say_the_same(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines come in the order of the files."""
    for i in range(4):
        (article / f"bài {i}.txt").write_text(TEXT.replace("5/3", f"{i + 1}/3"), encoding="utf-8")
    assert main(["detect", str(article)]) == 0
    alone = capsys.readouterr().out
    assert main(["detect", str(article), "--processes", "2"]) == 0
    assert capsys.readouterr().out == alone


def test_score_is_a_table_for_people_and_json_for_scripts(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same figures; `--errors` shows where it went wrong."""
    start = TEXT.index("Nông")
    gold = {"province": "Cao Bằng", "spans": [{"start": start, "end": start + 7, "label": "OFFICIAL"}]}
    (article / "na-rì.json").write_text(json.dumps(gold), encoding="utf-8")
    assert main(["score", str(article), "--json", "--errors"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["articles"] == 1 and data["label"]["OFFICIAL"]["right"] == 0
    assert {"article": "na-rì", "measure": "province", "gold": "Cao Bằng", "found": "Bắc Kạn", "context": ""} in data[
        "errors"
    ]
    assert main(["score", str(article), "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "OFFICIAL" in shown and "Cao Bằng ≠ Bắc Kạn" in shown
    assert main(["score", str(tmp_path)]) == 1


def test_scripts_pay_for_no_window(article: Path) -> None:
    """The command line loads neither Qt nor the database to detect."""
    heavy = "[m for m in ('PySide6', 'alembic') if m in sys.modules]"
    code = f"import sys; from core.cli import main; main(['detect', {str(article)!r}]); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
