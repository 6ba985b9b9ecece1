"""The bench measures what it says, each part in a process of its own."""

import json
from pathlib import Path

import pytest

from core.cli import main


def test_the_bench_gives_speed_latency_startup_and_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for number in range(3):
        text = f"Bài {number}\n\nSáng 2/3/2021, đồng chí Lò Văn Pó, Chủ tịch UBND tỉnh, họp.\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    assert main(["bench", "detect", str(tmp_path), "--no-growth", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["articles"] == 3
    assert figures["characters_per_second"] > 0
    assert figures["median_milliseconds"] <= figures["p95_milliseconds"] <= figures["slowest_milliseconds"]
    assert 0 < figures["startup_seconds"] < 60
    assert "growth" not in figures
    assert isinstance(figures["peers"], dict)
