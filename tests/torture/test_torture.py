"""What `make torture` does five hundred times, a few times."""

import os
from dataclasses import asdict
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.name == "nt", reason="signals of POSIX"),
]


def test_a_window_that_is_killed_again_and_again_loses_nothing_that_it_showed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from torture.rounds import torture

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    counts = torture(tmp_path, kills=12, seed=11)
    assert counts.sound, asdict(counts)
    assert counts.kills == 12
    assert counts.shown > 24
