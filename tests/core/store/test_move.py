"""A dataset that goes from a file to a server and back is the same, row for row."""

from dataclasses import replace
from pathlib import Path

import pytest
from layers import lay, sample_texts
from parts import found
from sqlalchemy import select

from core import verbs
from core.errors import StoreError
from core.model.ids import new_id
from core.model.library import Filter
from core.people import Annotator
from core.session import Session
from core.standing import Rule, Verdict
from core.store import settings, tables
from core.store.integrity import flaws
from core.store.move import copy_whole
from core.store.server import Target, target_of
from core.store.shelf import Shelf
from core.store.store import Store


def everything(store: Store) -> dict[str, list[tuple]]:
    """All rows of all tables."""
    with store.engine.connect() as db:
        rows = {
            t.name: db.execute(select(t).order_by(*t.primary_key.columns)).all() for t in tables.metadata.sorted_tables
        }
    return {name: [tuple(row) for row in kept] for name, kept in rows.items()}


def moved(source: Store, target: Target) -> Store:
    steps = list(copy_whole(source, target))
    assert steps[-1].done == steps[-1].total
    return Store(target)


@pytest.fixture
def worked(tmp_path: Path, annotator: Annotator) -> Store:
    """A file with something in every table."""
    store = Store(tmp_path / "begun.sqlite")
    for path, text in sample_texts().items():
        lay(store, annotator, text, path)
    session = Session(store, Annotator(new_id(), "Lan"), found, "test", learning=False)
    for article in session.shelf.ids():
        session.open(article)
    session.apply(verbs.accept(session.desk, session.desk.open)) or session.publish("2021-07-29")
    session.publish("2021-07-30")
    session.undo()
    session.keep_rule(Rule("Sở này", "AGENCY", Verdict.NEVER))
    digest = {
        "article": session.desk.article.id,
        "layer": annotator.id,
        "mark": "a",
        "sketch": b"\0\1",
        "deflated": b"",
    }
    with store.writing() as db:
        db.execute(tables.digest.insert().values(**digest))
    store.keep_bookmark(annotator.id, session.desk.article.id, 17)
    settings.put(store, {"tagger.model": "bW9kZWw=" * 5000, "chữ": "đ\nâ 😀"})
    return store


def test_there_and_back_again_every_row_is_the_same(worked: Store, database: str, tmp_path: Path, annotator: Annotator):
    before = everything(worked)
    assert all(before[t.name] for t in tables.metadata.sorted_tables), {n: len(r) for n, r in before.items()}
    server = moved(worked, target_of(database))
    assert everything(server) == before
    back = moved(server, tmp_path / "back.sqlite")
    assert everything(back) == before == everything(worked)
    for store in (worked, server, back):
        assert list(flaws(store)) == []
        assert Shelf(store, annotator.id).ids(Filter("lào cai")) == Shelf(worked, annotator.id).ids(Filter("lao cai"))
        assert Shelf(store, annotator.id).ids(Filter("lào cai"))
    for store in (server, back):  # numbers go on after those that were copied
        lay(store, annotator, "Bài mới\nÔng Lụa đến Hà Nội.", "mới.txt")
        assert len(everything(store)["article"]) == len(before["article"]) + 1
        assert list(flaws(store)) == []
    for store in (worked, server, back):
        store.close()


def test_a_dataset_is_never_copied_over_another(worked: Store, database: str, tmp_path: Path):
    Store(database).close()
    Store(tmp_path / "there.sqlite").close()
    for there in (target_of(database), tmp_path / "there.sqlite"):
        with pytest.raises(StoreError) as caught:
            list(copy_whole(worked, there))
        assert caught.value.key == "move_there"
    worked.close()


def test_a_move_that_was_cut_off_leaves_nothing(worked: Store, database: str, tmp_path: Path):
    for there in (target_of(database), tmp_path / "half.sqlite"):
        steps = copy_whole(worked, there)
        while next(steps).table != "annotation":
            pass
        steps.close()
        assert not list(tmp_path.glob("*half*"))
        Store(there).close()  # can be made there as if nothing had been
    worked.close()


def test_a_layer_is_the_same_item_by_item_on_both(worked: Store, database: str, annotator: Annotator):
    server = moved(worked, target_of(database))
    for article in Shelf(worked, annotator.id).ids():
        here, there = (store.layer(article, annotator.id) for store in (worked, server))
        assert list(here) == list(there)
        assert here.records == there.records
        assert replace(here.card, note="") == replace(there.card, note="")
        assert Shelf(worked, annotator.id).rows([article]) == Shelf(server, annotator.id).rows([article])
    worked.close()
    server.close()
