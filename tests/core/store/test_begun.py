"""A batch that is killed half-way is known at the next start: kept as far as it came, or taken back as one."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from machines import HOA, Machine
from sqlalchemy import select

from core.cli import main
from core.history import History
from core.model.article import State
from core.people import me
from core.review.states import move
from core.store import tables
from core.store.begun import settle, unfinished
from core.store.integrity import flaws
from core.store.store import Store

ROOT = Path(__file__).parents[3]

STATES = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, "tests")
    from machines import HOA, Machine
    from core.model.article import State
    from core.review.states import move

    store = Machine(Path(sys.argv[1])).store
    for step in move(store, HOA.id, HOA.id, [bytes.fromhex(id) for id in sys.argv[2].split(",")], State.DONE):
        if step.done == 7:
            os.kill(os.getpid(), signal.SIGKILL)
""")
IMPORT = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, "tests")
    from core.batch import import_layers
    from core.people import me
    from core.store.store import Store

    for step in import_layers(Store(Path(sys.argv[1])), me(), [Path(sys.argv[2])]):
        if step.done == 1:
            os.kill(os.getpid(), signal.SIGKILL)
""")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def _killed(script: str, *arguments: str) -> None:
    command = [sys.executable, "-c", script, *arguments]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """A dataset of twenty articles of which a batch that was to bring all into a state brought seven."""
    machine = Machine(tmp_path / "gold.sqlite")
    ids = [machine.add(f"Bài {n}. Sở Y tế họp.") for n in range(20)]
    machine.store.close()
    _killed(STATES, str(tmp_path / "gold.sqlite"), ",".join(id.hex() for id in ids))
    return tmp_path / "gold.sqlite"


def _articles(store: Store) -> list[bytes]:
    with store.engine.connect() as db:
        return list(db.scalars(select(tables.article.c.id).order_by(tables.article.c.number)))


def _done(store: Store) -> int:
    cards = [store.layer(id, HOA.id).card for id in _articles(store)]
    return sum(card is not None and card.state is State.DONE for card in cards)


def test_a_batch_that_was_killed_is_named_at_the_next_start(half: Path):
    with closing(Store(half)) as store:
        assert list(flaws(store)) == []
        (left,) = unfinished(store, HOA.id)
        assert (left.done, _done(store)) == (7, 7)


def test_it_is_taken_back_as_one_and_asked_about_no_more(half: Path):
    with closing(Store(half)) as store:
        (left,) = unfinished(store, HOA.id)
        history = History(store, HOA.id)
        assert len(list(history.taking_back(left.batch))) == 7
        assert (_done(store), unfinished(store, HOA.id), list(flaws(store))) == (0, [], [])
        history.redo()
        assert _done(store) == 7


def test_it_is_kept_and_asked_about_no_more(half: Path):
    with closing(Store(half)) as store:
        (left,) = unfinished(store, HOA.id)
        settle(store, left.batch)
        assert (_done(store), unfinished(store, HOA.id)) == (7, [])


def test_it_can_be_taken_back_also_after_other_work(half: Path):
    with closing(Store(half)) as store:
        (left,) = unfinished(store, HOA.id)
        last = _articles(store)[-1]
        list(move(store, HOA.id, HOA.id, [last], State.DONE))
        list(History(store, HOA.id).taking_back(left.batch))
        assert _done(store) == 1


def test_what_runs_or_has_ended_or_was_cancelled_is_not_unfinished(tmp_path: Path):
    machine = Machine(tmp_path / "gold.sqlite")
    ids = [machine.add(f"Bài {n}. Sở Y tế họp.") for n in range(4)]
    work = move(machine.store, HOA.id, HOA.id, ids, State.DONE)
    next(work)
    assert unfinished(machine.store, HOA.id) == []  # it runs
    assert isinstance(work, Generator)
    work.close()
    assert unfinished(machine.store, HOA.id) == []
    assert History(machine.store, HOA.id).undo()
    machine.store.close()


def test_an_import_of_annotations_that_was_killed_is_taken_back_or_done_by_doing_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    for home in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(home, str(tmp_path / home))

    source, path = tmp_path / "nhãn", tmp_path / "gold.sqlite"
    source.mkdir()
    for n in range(3):
        (source / f"{n}.txt").write_text(f"Bài {n}. Sở Y tế họp.\n", "utf-8")
        (source / f"{n}.ann").write_text("T1\tAGENCY 7 14\tSở Y tế\n", "utf-8")
    Machine(path).store.close()
    _killed(IMPORT, str(path), str(source))
    with closing(Store(path)) as store:
        assert list(flaws(store)) == []
        assert [left.name for left in unfinished(store, me().id)] == ["import_layer"]
    assert main(["unfinished", str(path)]) == 0
    assert "1" in capsys.readouterr().out
    assert main(["unfinished", str(path), "--take-back"]) == 0
    with closing(Store(path)) as store:
        assert unfinished(store, me().id) == []
