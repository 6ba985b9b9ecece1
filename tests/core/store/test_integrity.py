"""A dataset is whole, also after it was killed: every decision that was acknowledged is there."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from core import verbs
from core.session import Session
from core.store import tables
from core.store.integrity import flaws
from core.store.store import Store

WORK = textwrap.dedent("""
    import random, sys
    from parts import TEXT, found
    from core import verbs
    from core.model.annotation import Annotation
    from core.model.span import Span
    from core.people import Annotator
    from core.session import Session
    from core.store.store import Store

    target, article, seed = sys.argv[1], bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    session = Session(Store(target), Annotator(bytes.fromhex(sys.argv[4]), "Hoa"), found, "test", learning=False)
    session.open(article)
    while True:
        desk = session.desk
        start = chance.randrange(len(TEXT) - 20)
        edit = verbs.annotate(desk, Span(start, start + chance.randrange(1, 20)), chance.choice("ABC"))
        if desk.layer.accepted and chance.random() < 0.4:
            edit = verbs.reject(desk, chance.choice(desk.layer.accepted))
        written = session.undo()[-1:] if chance.random() < 0.1 else [session.apply(edit)]
        for edit in written:
            rows = [i for i in edit.added if isinstance(i, Annotation)]
            print(",".join(f"{i.id.hex()}:{i.rev.hex()}" for i in rows), flush=True)  # shown on screen
""")


def test_a_day_of_work_leaves_nothing_to_complain_of(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open))
    session.apply(verbs.reject(session.desk, session.desk.layer.accepted[0]))
    session.publish("2021-07-29")
    session.undo()
    session.undo()
    session.redo()
    assert list(flaws(session.store)) == []


def test_what_the_journal_does_not_explain_is_found(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open[:2]))
    first, last = (a.id for a in sorted(session.desk.layer, key=lambda a: a.id))
    with session.store.writing() as db:
        db.execute(update(tables.annotation).where(tables.annotation.c.id == first).values(label="X"))
        db.execute(delete(tables.annotation).where(tables.annotation.c.id == last))
    assert sorted(f.kind for f in flaws(session.store)) == ["different", "lost"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_session_loses_nothing_that_was_shown(session: Session, target: Path | str, tmp_path: Path):
    """SIGKILL at random moments: the last thing shown is on disk, and the dataset is whole."""
    chance = random.Random(11)
    root = Path(__file__).parents[3]
    script = tmp_path / "work.py"
    script.write_text(WORK, "utf-8")
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
    article, who = session.desk.article.id.hex(), session.annotator.id.hex()
    shown = 0
    for round in range(12):
        command = [sys.executable, str(script), str(target), article, str(round), who]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            first = worker.stdout.readline()
            time.sleep(chance.random() * 0.3)
            worker.send_signal(signal.SIGKILL)
            lines = [first, *worker.stdout.read().splitlines()]
        shown += len(lines)
        store = Store(target)
        assert list(flaws(store)) == []
        last = next((line.strip() for line in reversed(lines[:-1] or lines) if line.strip()), "")
        with store.engine.connect() as db:
            kept = "\n".join(db.scalars(select(tables.journal.c.added)))
        for pair in filter(None, last.split(",")):
            id, _, rev = pair.partition(":")
            assert id in kept and rev in kept
        store.close()
    assert shown > 50
