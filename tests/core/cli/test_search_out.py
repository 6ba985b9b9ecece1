"""What a search line finds, written out by `butvang export --search`."""

import json
from pathlib import Path

import pytest

from core.cli import main


def test_export_takes_only_the_articles_that_a_line_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    lines = [{"text": "Ông Lụa ở Huế"}, {"text": "Bà Mai ở Vinh"}, {"text": "Cô Huệ dạy học"}]
    Path("a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    main(["import", "gold.sqlite", "a.jsonl"])
    capsys.readouterr()
    assert main(["export", "gold.sqlite", "--format", "jsonl", "-o", "out", "--all", "--search", "hue", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 2
    found = [json.loads(line)["text"].strip() for line in Path("out").read_text("utf-8").splitlines()]
    assert found == ["Ông Lụa ở Huế", "Cô Huệ dạy học"]
    assert main(["export", "gold.sqlite", "--format", "jsonl", "-o", "out2", "--search", "nhãn:"]) == 1
    assert not Path("out2").exists()
