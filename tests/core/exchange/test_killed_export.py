"""An export that is killed leaves the old file whole, and what it left lying about is cleared by the next one."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from machines import Machine

from core.exchange.export import choose, export
from core.exchange.format import Options
from core.exchange.registry import format_named
from core.store.dataset_io import Selection
from core.store.store import Store

ROOT = Path(__file__).parents[3]
KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from core.exchange.export import choose, export
    from core.exchange.format import Options
    from core.exchange.registry import format_named
    from core.store.dataset_io import Selection
    from core.store.store import Store

    store = Store(Path(sys.argv[1]))
    wanted = Selection(choose(store, everything=True)[:1], done=False)
    for step in export(store, format_named(sys.argv[2]), Path(sys.argv[3]), wanted, Options()):
        if step.done == 5:
            os.kill(os.getpid(), signal.SIGKILL)
""")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.mark.parametrize("format", ["jsonl", "brat", "xlsx"])
def test_the_old_one_is_whole_and_the_next_export_clears_away_what_the_killed_one_left(format: str, tmp_path: Path):
    machine = Machine(tmp_path / "gold.sqlite")
    ids = [machine.add(f"Bài {n}. Sở Y tế họp.") for n in range(12)]
    for id in ids:
        machine.mark(id, 7, 14)
    machine.store.close()
    folder = tmp_path / "ra"
    folder.mkdir()
    out = folder / f"gold.{format}"
    _export(tmp_path / "gold.sqlite", format, out)
    (folder / ".gold.jsonl.khác.part").write_text("of somebody else")
    before = _bytes(folder)
    command = [sys.executable, "-c", KILLED, str(tmp_path / "gold.sqlite"), format, str(out)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    after = _bytes(folder)
    assert {path: after[path] for path in before} == before
    _export(tmp_path / "gold.sqlite", format, out)
    assert _bytes(folder).keys() == before.keys()


def _export(dataset: Path, format: str, out: Path) -> None:
    with closing(Store(dataset)) as store:
        for _ in export(
            store, format_named(format), out, Selection(choose(store, everything=True)[:1], done=False), Options()
        ):
            pass


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
