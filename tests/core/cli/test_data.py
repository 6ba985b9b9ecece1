"""`butvang import`, `export` and `stats` as scripts call them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cli import main
from core.wording import use_language

LINE = {
    "text": "Ông Lụa ở Hà Nội",
    "annotations": [{"start": 4, "end": 7, "label": "OFFICIAL"}, {"start": 10, "end": 16, "label": "PLACE"}],
    "card": {"title": "Bài", "state": "done", "province": "ha-noi"},
}


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The annotator's settings are kept here, and messages are in English."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("BUTVANG_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    yield
    use_language("vi")


def _lines(*lines: object) -> Path:
    path = Path("a.jsonl")
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), "utf-8")
    return path


def test_import_makes_the_dataset_and_says_what_it_took(capsys: pytest.CaptureFixture[str]):
    _lines(LINE)
    assert main(["import", "gold.sqlite", "a.jsonl"]) == 0
    assert capsys.readouterr().out == "Imported 1 articles (1 new): 2 items added, 0 there already.\n"
    assert main(["import", "gold.sqlite", "a.jsonl", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"articles": 1, "new": 0, "added": 0, "same": 2, "kept": [], "notes": [], "offers": [], "failed": []}


def test_bad_inputs_are_named_the_rest_is_done_and_the_code_is_1(capsys: pytest.CaptureFixture[str]):
    _lines(LINE, "{", {"text": "Hai"})
    Path("b.ann").write_text("", "utf-8")
    assert main(["import", "gold.sqlite", "a.jsonl", "b.ann", "c.txt"]) == 1
    said = capsys.readouterr()
    assert "Imported 2 articles" in said.out
    assert "a.jsonl, line 2" in said.err
    assert "b.txt" in said.err
    assert "c.txt" in said.err


def test_articles_and_annotations_of_a_folder_come_in_together(capsys: pytest.CaptureFixture[str]):
    folder = Path("folder") / "deeper"
    folder.mkdir(parents=True)
    (folder / "plain.txt").write_text("Một bài không có nhãn.\n", "utf-8")
    (folder / "marked.txt").write_text("Ông Lụa.\n", "utf-8")
    (folder / "marked.ann").write_text("T1\tOFFICIAL 4 7\tLụa\n", "utf-8")
    (folder / "settings.json").write_text("{}", "utf-8")
    assert main(["import", "gold.sqlite", "folder"]) == 0
    assert "Imported 2 articles (2 new): 1 items added" in capsys.readouterr().out


def test_a_path_that_is_not_there_makes_no_dataset(capsys: pytest.CaptureFixture[str]):
    assert main(["import", "gold.sqlite", "nothing.txt"]) == 1
    assert "nothing.txt" in capsys.readouterr().err
    assert not Path("gold.sqlite").exists()


@pytest.mark.parametrize("words", [["stats"], ["export", "--format", "jsonl", "-o", "out.jsonl"]])
def test_a_dataset_that_is_not_there_is_named_and_not_made(words: list[str], capsys: pytest.CaptureFixture[str]):
    assert main([words[0], "gold.sqlite", *words[1:]]) == 1
    assert "gold.sqlite" in capsys.readouterr().err
    assert list(Path.cwd().glob("*")) == []


@pytest.mark.parametrize("format", ["jsonl", "brat", "conll"])
def test_export_writes_the_file_and_its_report(format: str, capsys: pytest.CaptureFixture[str]):
    _lines(LINE)
    main(["import", "gold.sqlite", "a.jsonl"])
    capsys.readouterr()
    assert main(["export", "gold.sqlite", "--format", format, "-o", "out", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["format"], said["articles"], said["proven"]) == (format, 1, 2)
    report = Path("out/report.json") if format == "brat" else Path("out.report.json")
    assert json.loads(report.read_text("utf-8"))["sha256"] == said["sha256"]


def test_export_says_what_the_format_cannot_hold(capsys: pytest.CaptureFixture[str]):
    _lines(LINE | {"annotations": [*LINE["annotations"], {"start": 0, "end": 7, "label": "TITLE"}]})
    main(["import", "gold.sqlite", "a.jsonl"])
    capsys.readouterr()
    assert main(["export", "gold.sqlite", "--format", "conll", "-o", "out"]) == 0
    said = capsys.readouterr().out
    assert "Exported 1 articles, 2 items to out; 2 were read back and proven." in said
    assert "1 items that overlap one that is kept" in said


def test_export_of_nothing_done_says_so(capsys: pytest.CaptureFixture[str]):
    _lines({"text": "Bài"})
    main(["import", "gold.sqlite", "a.jsonl"])
    assert main(["export", "gold.sqlite", "--format", "jsonl", "-o", "out"]) == 0
    assert "--all-states" in capsys.readouterr().out
    assert main(["export", "gold.sqlite", "--format", "jsonl", "-o", "out", "--all"]) == 0
    assert len(Path("out").read_text("utf-8").splitlines()) == 1


def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str]):
    _lines(LINE)
    main(["import", "gold.sqlite", "a.jsonl"])
    for words in (
        ["--format", "xml"],
        ["--format", "jsonl", "--layer", "Lan"],
        ["--format", "jsonl", "--province", "Xứ Nghệ"],
        ["--format", "conll", "--spans", "X"],
    ):
        assert main(["export", "gold.sqlite", "-o", "out", *words]) == 2, words
    assert main(["stats", "mysql://x/y"]) == 2
    assert not Path("out").exists()
    assert "xml" in capsys.readouterr().err


def test_items_go_to_the_layer_named_and_come_out_of_it(capsys: pytest.CaptureFixture[str]):
    _lines(LINE)
    for layer in ("Lan", "gold", "Lan"):
        assert main(["import", "gold.sqlite", "a.jsonl", "--layer", layer]) == 0
    capsys.readouterr()
    main(["stats", "gold.sqlite", "--json"])
    layers = json.loads(capsys.readouterr().out)["layers"]
    assert [(layer["name"], layer["kind"]) for layer in layers] == [("gold", "gold"), ("Lan", "annotator")]
    assert main(["export", "gold.sqlite", "--format", "brat", "-o", "out", "--layer", "Lan"]) == 0
    assert len(list(Path("out").glob("*.ann"))) == 1


def test_stats_count_by_state_province_label_and_decision(capsys: pytest.CaptureFixture[str]):
    rejected = {"start": 0, "end": 3, "label": "PLACE", "decision": "rejected"}
    more = {
        "text": "Ông Lụa và UBND",
        "annotations": [rejected, {"start": 11, "end": 15, "label": "AGENCY"}],
        "relations": [{"kind": "AT", "head": 0, "tail": 1}],
        "records": [{"kind": "agreement", "fields": {}}],
    }
    _lines(LINE, more)
    main(["import", "gold.sqlite", "a.jsonl"])
    capsys.readouterr()
    assert main(["stats", "gold.sqlite", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    (layer,) = said["layers"]
    assert (said["articles"], said["characters"]) == (2, 31)
    states = {state: number for state, number in layer["states"].items() if number}
    assert states == {"started": 1, "done": 1}
    assert layer["labels"]["PLACE"] == {"accepted": 1, "rejected": 1}
    assert layer["relations"] == {"AT": 1}
    assert layer["records"] == {"agreement": 1}
    assert sum(row["all"] for row in layer["provinces"].values()) == 2
    assert main(["stats", "gold.sqlite"]) == 0
    table = capsys.readouterr().out
    assert "PLACE" in table
    assert "Done" in table
