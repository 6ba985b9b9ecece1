"""While the server is away the work goes on, and when it is back everything goes up: in order, once, and no conflict is lost."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import postgres
import pytest
from parts import TEXT
from sqlalchemy import select

from core import verbs
from core.errors import Away, StoreError
from core.model.article import State
from core.model.edit import Item
from core.session import Session
from core.store import tables
from core.store.integrity import flaws
from core.store.journal import newest_of
from core.store.server import target_of
from core.store.store import Store
from core.teams.spool import Spool
from core.teams.store import TeamStore


def items(session: Session) -> dict[bytes, Item]:
    return {item.id: item for item in session.desk.layer.items}


def on_server(store: Store, session: Session) -> dict[bytes, Item]:
    return {i.id: i for i in store.layer(session.desk.article.id, session.annotator.id).items}


def back(store: TeamStore) -> tuple[int, int]:
    """The server is there again, as the thread that listens would find."""
    with store.probing():
        store.last()
        store.away = False
        return store.send()


def test_a_session_goes_on_while_the_server_is_stopped_and_all_goes_up_when_it_runs_again(
    machine: Callable, server: postgres.Server, database: str
):
    here = machine()
    session = here.session()
    session.open(here.add())
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    server.stop()
    try:
        session.apply(verbs.accept(session.desk, session.desk.open))
        session.apply(verbs.reject(session.desk, session.desk.layer.accepted[0]))
        session.undo()
        session.redo()
        session.apply(verbs.change_card(session.desk, "done", state=State.DONE))
        session.publish("2021-07-29")
        assert here.store.away
        assert len(here.store.spool) == 6
        with pytest.raises(Away):
            here.store.layer(session.desk.article.id, session.annotator.id)
    finally:
        server.start()
    assert back(here.store) == (6, 0)
    assert len(here.store.spool) == 0
    other = Store(database)
    assert on_server(other, session) == items(session)
    assert list(flaws(other)) == []
    kinds = [entry.kind for entry in newest_of(other, session.annotator.id)]
    assert kinds == ["do", "do", "redo", "undo", "do", "do", "do", "import"]
    session.undo()  # and undo goes on as if nothing had been
    session.undo()
    assert on_server(other, session) == items(session)
    other.close()


def test_what_is_cut_off_by_the_network_waits_behind_what_waits_already(machine: Callable, database: str):
    here = machine()
    session = here.session()
    session.open(here.add())
    here.cable.cut()
    session.apply(verbs.accept(session.desk, session.desk.open[:2]))
    here.cable.mend()
    session.apply(
        verbs.reject(session.desk, session.desk.layer.accepted[0])
    )  # the server is there, but the first has not gone
    assert len(here.store.spool) == 2
    assert back(here.store) == (2, 0)
    session.apply(verbs.accept(session.desk, session.desk.open))
    assert len(here.store.spool) == 0
    other = Store(database)
    assert on_server(other, session) == items(session)
    other.close()


def test_what_somebody_else_changed_meanwhile_is_a_conflict_that_is_kept_and_overwrites_nothing(
    machine: Callable, database: str
):
    office = machine()
    session = office.session()
    session.open(office.add())
    session.apply(verbs.accept(session.desk, session.desk.open[:2]))
    at_home = machine(office.who)  # the same annotator, on another machine
    elsewhere = at_home.session()
    elsewhere.open(session.desk.article.id)
    office.cable.cut()
    first, second = session.desk.layer.accepted
    session.apply(verbs.set_note(first, True, "ở cơ quan"))
    session.apply(verbs.set_note(session.desk.layer.get(first.id), True, "ở cơ quan, lần hai"))
    session.apply(verbs.set_note(second, True, "không ai khác sửa"))
    elsewhere.apply(verbs.set_note(elsewhere.desk.layer.get(first.id), True, "ở nhà"))
    office.cable.mend()
    assert back(office.store) == (1, 2)
    there = on_server(at_home.store, session)
    assert there[first.id].note == "ở nhà"
    assert there[second.id].note == "không ai khác sửa"
    assert [w.edit.added[0].note for w in office.store.spool.refused()] == ["ở cơ quan", "ở cơ quan, lần hai"]
    assert all(w.refused for w in office.store.spool.refused())
    office.store.close()
    office.start()  # and they are still there tomorrow
    assert len(office.store.spool.refused()) == 2
    assert list(flaws(at_home.store)) == []


def test_an_answer_that_was_lost_on_the_way_is_not_written_twice(machine: Callable, database: str):
    here = machine()
    session = here.session()
    session.open(here.add())
    desk = session.desk
    edit = verbs.accept(desk, desk.open[:1])
    stamp = here.store.stamp()
    written = Store.apply(here.store, edit, here.who.id, stamp=stamp)
    here.store.spool.put(stamp, here.who.id, edit.stamped(stamp.id), "do", None, None)  # as if no answer had come
    assert back(here.store) == (1, 0)
    assert on_server(here.store, session) == items(session) | {i.id: i for i in written.added}
    with here.store.engine.connect() as db:
        assert len(db.execute(select(tables.journal.c.id).where(tables.journal.c.id == stamp.id)).all()) == 1


def test_to_open_a_dataset_the_server_must_be_there(machine: Callable):
    here = machine()
    here.store.close()
    here.cable.cut()
    with pytest.raises(StoreError) as caught:
        here.start()
    assert isinstance(caught.value, Away)
    here.cable.mend()
    here.start()


WORK = textwrap.dedent("""
    import random, sys
    from pathlib import Path
    from parts import TEXT, found
    from core import verbs
    from core.model.span import Span
    from core.people import Annotator
    from core.session import Session
    from core.store.server import target_of
    from core.teams.spool import Spool
    from core.teams.store import TeamStore

    target, spool, article, who, seed = sys.argv[1:]
    chance = random.Random(int(seed))
    store = TeamStore(target_of(target), Spool(Path(spool)))
    session = Session(store, Annotator(bytes.fromhex(who), "Hoa"), found, "test", learning=False)
    store.send()  # what an earlier one left
    session.open(bytes.fromhex(article))
    print("ready", flush=True)
    for round in range(10_000):
        if round % 5 == 3:
            store.engine.dispose()
            store.away = True  # the network goes
        start = chance.randrange(len(TEXT) - 20)
        edit = verbs.annotate(session.desk, Span(start, start + chance.randrange(1, 20)), chance.choice("ABCDEF"))
        written = session.apply(edit)
        if written:
            print(written.added[-1].rev.hex(), flush=True)  # shown on screen
        if round % 5 == 1 and store.away:
            store.away = False  # and comes back
            store.send()
""")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_client_that_is_killed_between_keeping_and_sending_loses_nothing_and_sends_nothing_twice(
    machine: Callable, tmp_path: Path
):
    here = machine()
    session = here.session()
    session.open(here.add())
    article, who = session.desk.article.id, here.who.id.hex()
    chance = random.Random(5)
    root = Path(__file__).parents[3]
    script, spool = tmp_path / "work.py", tmp_path / "killed.sqlite"
    script.write_text(WORK, "utf-8")
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
    shown: list[str] = []
    for round in range(8):
        command = [sys.executable, str(script), here.target.url, str(spool), article.hex(), who, str(round)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
            time.sleep(chance.random() * 0.4)
            worker.send_signal(signal.SIGKILL)
            shown += [line.strip() for line in worker.stdout.read().splitlines()[:-1]]
    rest = TeamStore(here.target, Spool(spool))
    rest.send()
    assert len(rest.spool) == len(rest.spool.refused()) == 0
    with rest.engine.connect() as db:
        kept = [id.hex() for id in db.scalars(select(tables.journal.c.id).order_by(tables.journal.c.seq))]
    assert len(kept) == len(set(kept))
    assert set(shown) <= set(kept)
    assert len(shown) > 50
    assert list(flaws(rest)) == []
    rest.close()


def test_several_edits_at_once_wait_together_and_go_up_in_order(machine: Callable, database: str):
    here = machine()
    session = here.session()
    articles = [here.add(f"{TEXT}\nBài {n}.") for n in range(3)]
    edits = []
    for article in articles:
        desk = session.open(article)
        edits.append(verbs.accept(desk, desk.open[:1]))
    here.cable.cut()
    written = here.store.apply_all(edits, here.who.id, batch=b"B" * 16)
    assert len(here.store.spool) == 3
    here.cable.mend()
    assert back(here.store) == (3, 0)
    other = Store(database)
    for article, edit in zip(articles, written, strict=True):
        assert {i.id: i for i in other.layer(article, here.who.id).items if i.rev == edit.added[0].rev} == {
            i.id: i for i in edit.added
        }
    assert [entry.batch for entry in newest_of(other, here.who.id)][:3] == [b"B" * 16] * 3
    other.close()


def test_a_server_that_is_busy_for_long_is_no_reason_to_stop(machine: Callable, database: str):
    here = machine()
    session = here.session()
    session.open(here.add())
    importing = Store(database)
    hurried = TeamStore(target_of(f"{here.target.url}&options=-c%20lock_timeout=100"), here.store.spool)
    session.store = hurried
    with importing.writing():
        session.apply(verbs.accept(session.desk, session.desk.open[:1]))
        assert len(hurried.spool) == 1
        assert not hurried.away
    assert hurried.send() == (1, 0)
    assert on_server(importing, session) == items(session)
    hurried.engine.dispose()
    importing.close()
