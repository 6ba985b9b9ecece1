"""Undo of work on many articles: one step, all or nothing, also after it was cut off."""

from collections.abc import Iterator

import pytest
from parts import TEXT
from sittings import mention, put, snapshot

from core import identical, verbs
from core.errors import Conflict
from core.identical import replay_all, search, where
from core.model.annotation import Annotation
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session

MANY = 70  # more than one page of the journal


@pytest.fixture
def batch(session: Session) -> tuple[Session, list[bytes]]:
    """A session that has accepted one body in many articles at once."""
    ids = [session.desk.article.id]
    ids += [put(session, f"{TEXT}\nBài số {n}.", f"{n}.txt") for n in range(1, MANY)]
    deed = verbs.Deed(verbs.Verb.ACCEPT, "AGENCY", "UBND tỉnh")
    found = search(session.store, session.look, deed, where(session.store, session.annotator, deed))
    chosen = {step.article: [hit.span for hit in step.hits if hit.ticked] for step in found}
    steps = list(replay_all(session.store, session.look, session.annotator, deed, chosen))
    session.take_in([step.edit for step in steps])
    assert len(steps) == MANY
    return session, ids


def states(session: Session, ids: list[bytes]) -> list[dict[bytes, object]]:
    return [snapshot(session, id) for id in ids]


def marked(session: Session, ids: list[bytes]) -> int:
    return sum(any(isinstance(i, Annotation) for i in state.values()) for state in states(session, ids))


def test_one_undo_takes_all_articles_back_and_one_redo_does_them_again(batch: tuple[Session, list[bytes]]):
    session, ids = batch
    after = states(session, ids)
    assert marked(session, ids) == MANY
    entry = session.history.next_undo()
    assert (entry.name, session.history.size(entry)) == ("accept_same", MANY)
    assert len(session.undo()) == MANY
    assert marked(session, ids) == 0
    assert session.history.next_undo() is None
    assert len(session.redo()) == MANY
    assert states(session, ids) == after
    session.undo()
    assert marked(session, ids) == 0


def test_the_open_article_follows_the_batch_and_its_undo(batch: tuple[Session, list[bytes]]):
    session, _ = batch
    assert isinstance(mention(session, "UBND tỉnh", "AGENCY"), Annotation)
    session.undo()
    assert not isinstance(mention(session, "UBND tỉnh", "AGENCY"), Annotation)
    assert {i.id: i for i in session.desk.layer.items} == snapshot(session)


def test_a_conflict_in_one_article_leaves_the_whole_batch_as_it_is(batch: tuple[Session, list[bytes]]):
    session, ids = batch
    other = Annotator(new_id(), "Nam")
    session.store.meet(other.id, other.name)
    (there,) = session.store.layer(ids[MANY // 2], session.annotator.id).accepted
    session.store.apply(verbs.set_note(there, True, "sửa ở nơi khác"), other.id)
    before = states(session, ids)
    with pytest.raises(Conflict):
        session.undo()
    assert states(session, ids) == before


def test_a_conflict_that_comes_up_on_the_way_puts_back_what_was_taken(batch: tuple[Session, list[bytes]]):
    session, ids = batch
    other = Annotator(new_id(), "Nam")
    session.store.meet(other.id, other.name)
    before = states(session, ids)
    stream = session.history.undoing()
    for _ in range(10):
        next(stream)
    (there,) = session.store.layer(ids[0], session.annotator.id).accepted  # undone last
    written = session.store.apply(verbs.set_note(there, True, "sửa ở nơi khác"), other.id)
    with pytest.raises(Conflict):
        list(stream)
    session.store.apply(written.inverse, other.id, kind="undo")
    assert states(session, ids) == before
    assert session.history.size(session.history.next_undo()) == MANY
    assert len(session.undo()) == MANY
    assert marked(session, ids) == 0


def test_an_undo_that_was_cut_off_is_finished_by_the_next(batch: tuple[Session, list[bytes]]):
    session, ids = batch
    stream: Iterator = session.history.undoing()
    for _ in range(MANY // 2):
        next(stream)
    del stream
    assert marked(session, ids) == MANY - MANY // 2
    assert len(session.history.undo()) == MANY - MANY // 2
    assert marked(session, ids) == 0
    session.history.redo()
    session.history.redo()
    assert marked(session, ids) == MANY


def test_a_batch_that_was_cancelled_is_still_one_undo(session: Session):
    ids = [put(session, f"{TEXT}\nBài số {n}.", f"{n}.txt") for n in range(9)]
    deed = verbs.Deed(verbs.Verb.ACCEPT, "AGENCY", "UBND tỉnh")
    chosen = {id: [h.span for h in identical.hits(session.look(id), deed)] for id in ids}
    work = replay_all(session.store, session.look, session.annotator, deed, chosen)
    for _ in range(4):
        next(work)
    work.close()
    assert marked(session, ids) == 4
    assert len(session.undo()) == 4
    assert marked(session, ids) == 0


def test_a_long_undo_goes_in_steps(batch: tuple[Session, list[bytes]]):
    session, ids = batch
    steps = list(identical.taking_back(session.history))
    assert [(s.done, s.total) for s in steps] == [(n, MANY) for n in range(1, MANY + 1)]
    session.take_in([s.edit for s in steps])
    assert marked(session, ids) == 0
    assert {i.id: i for i in session.desk.layer.items} == snapshot(session)
