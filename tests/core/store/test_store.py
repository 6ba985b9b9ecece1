"""The dataset on disk: what is written stays, what is stale is refused, what is no dataset is left alone."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError

from core import verbs
from core.errors import Conflict, StoreError
from core.model.annotation import Annotation
from core.model.article import Article, ArticleCard, Source
from core.model.edit import Edit
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session
from core.store import connect, journal
from core.store.connect import SCHEMA
from core.store.migrations import run
from core.store.schema import BESIDE_TABLES
from core.store.store import Store


def plain(where: Store | Path, sql: str) -> list[tuple]:
    """What plain SQL gives, on a connection of its own."""
    engine = connect.engine_for(where.path if isinstance(where, Store) else where)
    try:
        with engine.connect() as db:
            return [tuple(row) for row in db.exec_driver_sql(sql)]
    finally:
        engine.dispose()


def test_a_decision_is_on_disk_when_apply_returns(session: Session):
    desk = session.desk
    session.apply(verbs.accept(desk, desk.open[:1]))
    rows = plain(session.store, 'SELECT start, "end", label, decision, origin, value FROM annotation')
    assert rows == [(0, 15, "DATE", "accepted", "rule:date", "XXXX-07-28TAF")]
    assert plain(session.store, "SELECT state FROM card") == [("started",)]
    ((who, name, kind),) = plain(session.store, "SELECT annotator, name, kind FROM journal WHERE kind = 'do'")
    assert (who, name, kind) == (session.annotator.id, "accept", "do")


def test_a_new_layer_read_from_disk_equals_the_one_in_memory(session: Session):
    desk = session.desk
    session.apply(verbs.accept(desk, desk.open))
    session.apply(verbs.reject(desk, desk.layer.accepted[0]))
    again = session.store.layer(desk.article.id, session.annotator.id)
    assert {i.id: i for i in again.items} == {i.id: i for i in desk.layer.items}
    assert list(again) == list(desk.layer)


def test_a_stale_edit_is_a_conflict_and_changes_nothing(session: Session, annotator: Annotator):
    desk = session.desk
    session.apply(verbs.accept(desk, desk.open[:1]))
    stale = desk.layer.accepted[0]
    session.apply(verbs.set_note(stale, True, "xem lại"))
    before = (
        plain(session.store, "SELECT * FROM annotation"),
        plain(session.store, "SELECT count(*) FROM journal"),
    )
    added = replace(stale, id=new_id(), label="PLACE")
    with pytest.raises(Conflict):
        session.store.apply(Edit("relabel", (stale,), (added, replace(stale, label="TITLE"))), annotator.id)
    after = (
        plain(session.store, "SELECT * FROM annotation"),
        plain(session.store, "SELECT count(*) FROM journal"),
    )
    assert before == after


def test_a_layer_holds_one_annotation_a_span_and_label(session: Session, annotator: Annotator):
    desk = session.desk
    session.apply(verbs.accept(desk, desk.open[:1]))
    twin = replace(desk.layer.accepted[0], id=new_id())
    with pytest.raises(Conflict):
        session.store.apply(Edit("annotate", (), (twin,)), annotator.id)


def test_the_journal_only_grows(session: Session):
    for change in ("DELETE FROM journal", "UPDATE journal SET name = 'x'"):
        with pytest.raises(IntegrityError, match="only grows"), session.store.writing() as db:
            db.exec_driver_sql(change)


def test_the_journal_says_from_what_to_what(session: Session):
    desk = session.desk
    written = session.apply(verbs.accept(desk, desk.open[1:3]))
    entry = next(journal.newest_of(session.store, session.annotator.id))
    edit = journal.edit_of(session.store, entry)
    assert edit == written
    assert any(isinstance(i, Annotation) and i.rev == entry.id for i in edit.added)


def test_the_same_text_from_another_path_adds_nothing_but_the_source(store: Store, annotator: Annotator, add):
    first = add(path="a.txt")
    assert add(path="b.txt") == first
    assert add(path="b.txt") == first
    assert plain(store, "SELECT count(*) FROM article") == [(1,)]
    assert [s.path for s in store.layer(first, annotator.id).card.sources] == ["a.txt", "b.txt"]


def test_the_original_bytes_are_kept(store: Store, annotator: Annotator):
    raw = "Uỷ ban".encode("utf-16")
    source = Source("a.txt", "ab" * 32, "txt", "utf-16")
    article = Article.of("Uỷ ban")
    store.meet(annotator.id, annotator.name)
    card = ArticleCard(new_id(), article.id, annotator.id, b"", sources=(source,))
    assert store.add(article, source, raw, card, annotator.id)
    assert store.raw("ab" * 32) == raw


@pytest.mark.files
def test_the_migrations_build_the_very_schema_that_new_datasets_have(tmp_path: Path):
    steps = ScriptDirectory(str(Path(run.__file__).parent))
    assert steps.get_current_head() == SCHEMA
    made = Store(tmp_path / "made.sqlite")
    made.close()
    engine = connect.engine_for(tmp_path / "stepped.sqlite")
    with engine.execution_options(writes=True).begin() as db:
        run.run_steps(db, "head")
        db.exec_driver_sql(BESIDE_TABLES[-1])
    engine.dispose()
    sql = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    assert plain(tmp_path / "made.sqlite", sql) == plain(tmp_path / "stepped.sqlite", sql)
    for (table,) in plain(tmp_path / "made.sqlite", "SELECT name FROM sqlite_master WHERE type = 'table'"):
        for pragma, columns in (("table_info", "*"), ("foreign_key_list", '"table", "from", "to"')):
            facts = f"SELECT {columns} FROM pragma_{pragma}('{table}') ORDER BY 1, 2, 3"
            assert plain(tmp_path / "made.sqlite", facts) == plain(tmp_path / "stepped.sqlite", facts)
    assert connect.schema_of(tmp_path / "stepped.sqlite") == SCHEMA


def test_a_file_that_is_no_dataset_is_refused_and_left_alone(tmp_path: Path):
    for name, content in (
        ("text.sqlite", b"Xin ch\xc3\xa0o"),
        ("empty.sqlite", b""),
        ("half.sqlite", b"SQLite format 3\0xx"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(StoreError) as caught:
            Store(path)
        assert name in str(caught.value)
        assert path.read_bytes() == content
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE notes (id)")
    db.commit()
    db.close()
    before = other.read_bytes()
    with pytest.raises(StoreError):
        Store(other)
    assert other.read_bytes() == before
    with pytest.raises(StoreError):
        Store(tmp_path)


@pytest.mark.files
def test_a_dataset_of_a_newer_program_is_refused_and_left_alone(store: Store):
    store.close()
    db = sqlite3.connect(store.path)
    db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.commit()
    db.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match="9999"):
        Store(store.path)
    assert store.path.read_bytes() == before


@pytest.mark.files
def test_a_full_disk_is_said_and_nothing_is_half_done(session: Session):
    store = session.store
    desk = session.desk
    with store.engine.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
    store.engine.dispose()

    # The nearest stand-in for a full disk that needs no root: SQLite's own limit raises the very same SQLITE_FULL.
    from sqlalchemy import event

    @event.listens_for(store.engine, "connect")
    def small(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    before = plain(store, "SELECT count(*) FROM journal")
    huge = verbs.set_note(replace(verbs.annotate(desk, desk.open[0].span, "X").added[0]), True, "x" * 4_000_000)
    with pytest.raises(StoreError) as caught:
        store.apply(Edit("set_note", (), huge.added), session.annotator.id)
    assert caught.value.key == "disk_full"
    assert plain(store, "SELECT count(*) FROM journal") == before


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(StoreError) as caught:
        Store(blocked / "sub" / "gold.sqlite")
    assert "gold.sqlite" in str(caught.value)


def test_a_new_name_is_remembered(store: Store, annotator: Annotator):
    store.meet(annotator.id, "Hoa")
    store.meet(annotator.id, "Hòa")
    assert store.annotators() == {annotator.id: "Hòa"}
