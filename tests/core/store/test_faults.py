"""What goes wrong around a dataset: full, read-only and locked disks, other programs, clocks, kills, older schemas.

Each time a clear message, nothing half done, and work goes on.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from parts import found
from sittings import put
from sqlalchemy import func, select

from core import verbs
from core.errors import ButVangError, Conflict, StoreError
from core.exchange.export import choose, export
from core.exchange.format import Options
from core.exchange.registry import format_named
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store import tables
from core.store.connect import APPLICATION_ID, SCHEMA, engine_for, schema_of, writing
from core.store.integrity import flaws
from core.store.migrations.run import run_steps
from core.store.selection import Selection
from core.store.store import Store

pytestmark = pytest.mark.files
WHO = Annotator(b"\5" * 16, "Hoa")
TEXT = "Ông Lê Văn Hải, Phó Chủ tịch UBND tỉnh, làm việc với Sở Y tế. " * 60


def _session(path: Path) -> Session:
    return Session(Store(path), WHO, found, "test", learning=False)


def _decide(session: Session, number: int) -> None:
    session.apply(verbs.annotate(session.desk, Span(number * 3, number * 3 + 3), "AGENCY"))


def _journal(store: Store) -> int:
    with store.engine.connect() as db:
        return db.scalar(select(func.count()).select_from(tables.journal)) or 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A real file system of one megabyte, mounted with the options it is called with; where that is not allowed, a skip."""
    where = tmp_path / "disk"
    where.mkdir()

    def mount(options: str = "") -> Path:
        command = ["mount", "-t", "tmpfs", "-o", f"size=1m{options}", "tmpfs", str(where)]
        if os.name == "nt" or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this machine mounts nothing for us: NOT PROVEN HERE (see test_store for the stand-in)")
        return where

    yield mount
    subprocess.run(["umount", "-l", str(where)], capture_output=True, check=False)


def test_a_disk_that_fills_up_is_said_and_work_goes_on_when_there_is_room_again(small_disk: Callable[[str], Path]):
    disk = small_disk("")
    session = _session(disk / "gold.sqlite")
    session.open(put(session, TEXT))
    _decide(session, 0)
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"\0" * 4096)
            file.flush()
    kept, shown = _journal(session.store), len(session.desk.layer.accepted)
    with pytest.raises(StoreError) as said:
        for number in range(1, 300):
            _decide(session, number)
            kept, shown = kept + 1, shown + 1
    assert said.value.key == "disk_full"
    assert len(session.desk.layer.accepted) == shown  # memory is what the disk is
    filler.unlink()
    _decide(session, 301)
    assert _journal(session.store) == kept + 1
    assert list(flaws(session.store)) == []
    session.store.close()


def test_an_export_to_a_full_disk_leaves_the_old_file_whole(small_disk: Callable[[str], Path], tmp_path: Path):
    disk, session = small_disk(""), _session(tmp_path / "gold.sqlite")
    session.open(put(session, TEXT))
    for number in range(200):
        _decide(session, number)
    old = disk / "gold.jsonl"
    old.write_text("the old one\n")
    with suppress(OSError):
        (disk / "filler").write_bytes(b"\0" * (1 << 20))
    selection = Selection(choose(session.store, everything=True), done=False)
    with pytest.raises(ButVangError) as said:
        for _ in export(session.store, format_named("jsonl"), old, selection, Options()):
            pass
    assert str(disk) in str(said.value)
    assert old.read_text() == "the old one\n"
    assert sorted(p.name for p in disk.iterdir()) == ["filler", "gold.jsonl"]
    session.store.close()


def test_a_read_only_disk_is_said(small_disk: Callable[[str], Path]):
    disk = small_disk("")
    session = _session(disk / "gold.sqlite")
    session.open(put(session, TEXT))
    session.store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(StoreError) as said:
        _session(disk / "gold.sqlite")
    assert said.value.key == "read_only"
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    again = _session(disk / "gold.sqlite")
    assert list(flaws(again.store)) == []
    again.store.close()


def test_a_dataset_that_another_program_holds_is_said_and_work_goes_on_afterwards(tmp_path: Path):
    session = _session(tmp_path / "gold.sqlite")
    session.open(put(session, TEXT))
    session.store.engine.dispose()
    with closing(sqlite3.connect(session.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        with pytest.raises(StoreError) as said:
            _decide(session, 0)
        assert said.value.key == "busy"
        assert time.monotonic() - start < 30
        other.execute("ROLLBACK")
    _decide(session, 0)
    assert [a.span for a in session.desk.layer.accepted] == [Span(0, 3)]
    session.store.close()


def test_two_windows_on_one_dataset_take_turns_and_neither_loses_a_decision(tmp_path: Path):
    one = _session(tmp_path / "gold.sqlite")
    id = put(one, TEXT)
    two = _session(tmp_path / "gold.sqlite")
    one.open(id)
    two.open(id)
    for number in range(20):
        session = (one, two)[number % 2]
        try:
            _decide(session, number)
        except Conflict:  # the other one was quicker: said, nothing changed, and done again on what is there now
            session.open(id)
            _decide(session, number)
    assert len(one.store.layer(id, WHO.id).accepted) == 20
    assert list(flaws(one.store)) == []
    one.store.close()
    two.store.close()


def test_a_clock_that_jumps_back_changes_no_order(tmp_path: Path):
    session = _session(tmp_path / "gold.sqlite")
    session.open(put(session, TEXT))
    times = iter(range(2_000_000_000_000, 0, -86_400_000))
    session.store.clock = lambda: next(times)  # each decision a day before the last
    for number in range(5):
        _decide(session, number)
    session.undo()
    session.undo()
    assert [a.span.start for a in session.desk.layer.accepted] == [0, 3, 6]
    session.redo()
    assert [a.span.start for a in session.desk.layer.accepted] == [0, 3, 6, 9]
    assert list(flaws(session.store)) == []
    session.store.close()


IMPORT = textwrap.dedent("""
    import sys
    from pathlib import Path
    from core.batch import import_articles
    from core.people import Annotator
    from core.store.store import Store

    store = Store(Path(sys.argv[1]))
    for step in import_articles(store, Annotator(b"\\5" * 16, "Hoa"), [Path(sys.argv[2])]):
        print(step.done, flush=True)
""")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_import_that_is_killed_is_done_by_doing_it_again(tmp_path: Path):
    folder, dataset = tmp_path / "articles", tmp_path / "gold.sqlite"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Tin số {number}\n\n{TEXT}", "utf-8")
    command = [sys.executable, "-c", IMPORT, str(dataset), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        told = [child.stdout.readline() for _ in range(40)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
    with closing(Store(dataset)) as store:
        there = _count(store)
        assert 40 <= there < 300
        assert there >= len([line for line in told if line.endswith("\n")])
        assert list(flaws(store)) == []
    assert (
        subprocess.run([sys.executable, "-c", IMPORT, str(dataset), str(folder)], capture_output=True).returncode == 0
    )
    with closing(Store(dataset)) as store:
        assert _count(store) == 300
        assert list(flaws(store)) == []


def _count(store: Store) -> int:
    with store.engine.connect() as db:
        return db.scalar(select(func.count()).select_from(tables.article)) or 0


def _older(path: Path, new: Path, version: str) -> None:
    """A dataset as the program of that schema left it, with what today's dataset `new` holds."""
    engine = engine_for(path)
    with writing(engine).begin() as db:
        run_steps(db, version)
        db.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("ATTACH ? AS new", (str(new),))
        names = [row[0] for row in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for name in names:
            if name.startswith(("article_search", "sqlite_", "alembic")):
                continue
            mine = [row[1] for row in db.execute(f"PRAGMA main.table_info({name})")]
            theirs = {row[1] for row in db.execute(f"PRAGMA new.table_info({name})")}
            columns = ", ".join(f'"{column}"' for column in mine if column in theirs)
            db.execute(f"INSERT OR REPLACE INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")
        db.commit()


OLDER = [f"{number:04}" for number in range(1, int(SCHEMA))]


@pytest.mark.parametrize("version", OLDER)
def test_a_dataset_of_an_older_schema_is_brought_up_to_date_with_everything_in_it(tmp_path: Path, version: str):
    session = _session(tmp_path / "new.sqlite")
    id = put(session, TEXT)
    session.open(id)
    for number in range(5):
        _decide(session, number)
    items = {i.id: i for i in session.store.layer(id, WHO.id).items}
    session.store.close()
    old = tmp_path / "old.sqlite"
    _older(old, tmp_path / "new.sqlite", version)
    assert schema_of(old) == version
    with closing(Store(old)) as store:
        assert schema_of(old) == SCHEMA
        assert {i.id: i for i in store.layer(id, WHO.id).items} == items
        assert list(flaws(store)) == []


MIGRATE = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from core.store.store import Store

    left = int(sys.argv[2])

    @event.listens_for(Engine, "after_cursor_execute")
    def count(db, cursor, statement, parameters, context, many):
        global left
        if statement.startswith(("CREATE", "ALTER", "UPDATE alembic")):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    Store(Path(sys.argv[1])).close()
""")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("statements", [1, 2, 4])
def test_a_migration_that_is_killed_leaves_the_old_dataset_which_is_then_migrated(tmp_path: Path, statements: int):
    session = _session(tmp_path / "new.sqlite")
    id = put(session, TEXT)
    session.store.close()
    old = tmp_path / "old.sqlite"
    _older(old, tmp_path / "new.sqlite", "0001")
    done = subprocess.run([sys.executable, "-c", MIGRATE, str(old), str(statements)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert schema_of(old) == "0001"
    with closing(Store(old)) as store:
        assert store.article(id).text == TEXT
        assert list(flaws(store)) == []
