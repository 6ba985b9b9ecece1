"""A backup, a bundle or a move that is killed: nothing half is taken for a whole, and doing it again does it."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from machines import Machine

from core.store.backup import backups
from core.store.integrity import flaws
from core.store.store import Store

ROOT = Path(__file__).parents[3]
WORK = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from core.store.backup import back_up
    from core.store.bundle import bundle
    from core.store.move import copy_whole
    from core.store.store import Store

    what, dataset, target, left = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])

    def hook(event, arguments):
        global left
        if event in ("os.rename", "sqlite3.connect") or (event == "open" and str(target.parent) in str(arguments[0])):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    if what == "backup":
        back_up(dataset, target.parent)
    elif what == "bundle":
        bundle(dataset, target)
    else:
        list(copy_whole(Store(dataset), target))
""")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.mark.slow
@pytest.mark.parametrize("what", ["backup", "bundle", "move"])
def test_a_copy_that_is_killed_anywhere_is_not_there_and_is_made_by_doing_it_again(what: str, tmp_path: Path):
    machine = Machine(tmp_path / "gold.sqlite")
    for n in range(5):
        machine.mark(machine.add(f"Bài {n}. Sở Y tế họp."), 7, 14)
    there = machine.items(), machine.journal()
    machine.store.close()
    folder = tmp_path / "bản sao"
    folder.mkdir()
    killed = 0
    for left in range(1, 12):
        done = _run(what, tmp_path / "gold.sqlite", folder / "bản.sao", left)
        if done == 0:
            break
        assert done == -signal.SIGKILL
        killed += 1
        assert not [path for path in folder.iterdir() if not path.name.startswith(".")]
        assert backups(tmp_path / "gold.sqlite", folder) == []
    else:
        assert _run(what, tmp_path / "gold.sqlite", folder / "bản.sao", -1) == 0
    assert killed > 1
    assert len([path for path in folder.iterdir() if not path.name.startswith(".")]) == 1
    again = Machine(tmp_path / "gold.sqlite")
    assert (again.items(), again.journal()) == there
    again.store.close()
    with closing(Store(tmp_path / "gold.sqlite")) as store:
        assert list(flaws(store)) == []


def test_what_a_killed_copy_left_is_cleared_a_day_later(tmp_path: Path):
    left = [tmp_path / f".gold.sqlite.{'0a' * 16}.new{end}" for end in ("", "-wal", "-shm")]
    young = tmp_path / f".gold.sqlite.{'0b' * 16}.new"
    for path in (*left, young):
        path.touch()
    for path in left:
        os.utime(path, (0, 0))
    Store(tmp_path / "gold.sqlite").close()
    assert not [path for path in left if path.exists()] and young.exists()


def _run(what: str, dataset: Path, target: Path, left: int) -> int:
    command = [sys.executable, "-c", WORK, what, str(dataset), str(target), str(left)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
