"""`butvang detect` over many files: the same bytes however many work, and nothing done twice after an interruption."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from core.cli import main
from core.cli.detect import run
from core.cli.detect_out import Answers, Item, to_file
from core.errors import UsageError

BUTVANG = sys.executable, "-c", "import sys; from core.cli import main; sys.exit(main())"
SENTENCE = (
    "Ngày {day}/3/2021, đồng chí Nông Văn Kỳ, Bí thư Huyện ủy Na Rì, tỉnh Bắc Kạn chủ trì cuộc họp số {number}.\n"
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Sixty articles, one of them no text and one of a format that nobody knows."""
    folder = tmp_path / "bài"
    folder.mkdir()
    for number in range(60):
        text = SENTENCE.format(day=number % 28 + 1, number=number) * 60
        (folder / f"bài {number}.txt").write_text(text, "utf-8")
    (folder / "bài 7.txt").write_bytes(b"")
    return folder


def test_the_bytes_are_the_same_however_many_processes_work(articles: Path, tmp_path: Path):
    outs = [tmp_path / name for name in ("one", "two", "three")]
    for processes, out in zip((1, 2, 3), outs, strict=True):
        assert not run([articles], processes=processes, out=out)  # the empty one has failed
    assert len({out.read_bytes() for out in outs}) == 1
    paths = [json.loads(line)["path"] for line in outs[0].read_text("utf-8").splitlines()]
    assert [Path(p).stem for p in paths] == [f"bài {n}" for n in range(60) if n != 7]


def test_an_interrupted_run_goes_on_where_it_stopped_and_names_its_failures_again(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    whole, out = tmp_path / "whole", tmp_path / "out.jsonl"
    run([articles], processes=1, out=whole)
    command = [*BUTVANG, "detect", str(articles), "--processes", "1", "-o", str(out)]
    killed = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not (parts := [p for p in tmp_path.glob(".out.jsonl.*.part") if p.stat().st_size > 9000]):
        assert killed.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.001)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not out.exists()
    with parts[0].open("ab") as half:
        half.write(b'{"path": "half a li')  # as a kill in the middle of a write leaves it
    begun = parts[0].read_bytes().count(b"\n")
    capsys.readouterr()
    assert not run([articles], processes=2, out=out)
    assert 0 < begun < 60
    assert out.read_bytes() == whole.read_bytes()
    assert "bài 7.txt" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_a_run_that_would_go_on_with_other_inputs_is_refused(tmp_path: Path):
    out = tmp_path / "out.jsonl"

    def interrupted(items: Iterable[Item]) -> Answers:
        for item in islice(items, 2):
            yield item, (json.dumps({"path": str(item)}), "")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        to_file(interrupted, ["a", "b", "c"], out, ["same"])
    with pytest.raises(UsageError):
        to_file(interrupted, ["a", "x", "c"], out, ["same"])
    assert to_file(lambda items: ((i, (json.dumps({"path": i}), "")) for i in items), ["a", "b", "c"], out, ["same"])
    assert out.read_text() == '{"path": "a"}\n{"path": "b"}\n{"path": "c"}\n'


@pytest.mark.slow
@pytest.mark.network
def test_a_cluster_of_which_one_worker_is_killed_gives_the_same_bytes(articles: Path, tmp_path: Path):
    from distributed import LocalCluster

    whole, out = tmp_path / "whole", tmp_path / "out.jsonl"
    many = [articles] * 8
    run(many, processes=1, out=whole)
    with LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        command = [
            *BUTVANG,
            "detect",
            *map(str, many),
            "--scheduler",
            cluster.scheduler_address,
        ]
        work = subprocess.Popen([*command, "-o", str(out)], stderr=subprocess.DEVNULL)
        while not any(p.stat().st_size > 9000 for p in tmp_path.glob(".out.jsonl.*.part")):
            assert work.poll() is None
            time.sleep(0.002)
        os.kill(victim, signal.SIGKILL)
        assert work.wait(timeout=100) == 1  # the empty article has failed
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.network
def test_a_cluster_that_does_not_answer_is_said(
    articles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("core.cluster._WAIT", "1s")
    assert main(["detect", str(articles), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "tcp://127.0.0.1:9" in capsys.readouterr().err
