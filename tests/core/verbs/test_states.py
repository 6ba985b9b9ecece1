"""The way of an article from annotator to reviewer and back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.history import History
from core.model.article import State
from core.model.edit import Edit
from core.model.ids import new_id
from core.people import Annotator
from core.store.dataset_io import LayerName, Selection, sheets
from core.store.store import Store
from core.verbs.states import WAYS, answer, remark, return_article, set_state, thread

REVIEWER = Annotator(new_id(), "Duyệt")


@pytest.fixture
def put(store: Store, annotator: Annotator, add: Callable[..., bytes]) -> Callable[..., Edit]:
    """Do something to the one article's layer, as the reviewer."""
    article = add()
    store.meet(REVIEWER.id, REVIEWER.name)

    def apply(verb: Callable[..., Edit], *words: object) -> Edit:
        edit = verb(store.layer(article, annotator.id), *words)
        return store.apply(edit, REVIEWER.id) if edit else edit

    apply.state = lambda: store.layer(article, annotator.id).card.state  # type: ignore[attr-defined]
    apply.thread = lambda: thread(store.layer(article, annotator.id).items)  # type: ignore[attr-defined]
    return apply


def test_an_article_goes_from_new_to_accepted_by_open_ways_only(put: Callable[..., Edit]):
    assert not put(set_state, State.ACCEPTED)  # nothing is accepted before it is done
    for state in (State.DONE, State.IN_REVIEW, State.ACCEPTED):
        assert put(set_state, state)
        assert put.state() is state  # type: ignore[attr-defined]
    assert not put(set_state, State.STARTED)


def test_a_return_says_why_and_is_answered(put: Callable[..., Edit]):
    put(set_state, State.DONE)
    assert not put(return_article, REVIEWER.id, "  ")
    put(return_article, REVIEWER.id, "Thiếu ngày ký")
    put(remark, REVIEWER.id, "Xem đoạn 3")
    put(answer, REVIEWER.id, "Đã thêm")
    assert put.state() is State.DONE  # type: ignore[attr-defined]
    said = put.thread()  # type: ignore[attr-defined]
    assert [(each.text, each.state) for each in said] == [
        ("Thiếu ngày ký", State.RETURNED),
        ("Xem đoạn 3", None),
        ("Đã thêm", State.DONE),
    ]
    assert not put(answer, REVIEWER.id, "Lần nữa")  # nothing is returned now


def test_what_the_reviewer_did_is_undone_whole(store: Store, put: Callable[..., Edit]):
    put(set_state, State.DONE)
    put(return_article, REVIEWER.id, "Thiếu ngày ký")
    History(store, REVIEWER.id).undo()
    assert put.state() is State.DONE and not put.thread()  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", State)
def test_only_what_is_done_in_review_or_accepted_is_exported(
    store: Store, annotator: Annotator, add: Callable[..., bytes], state: State
):
    card = store.layer(add(), annotator.id).card
    assert card is not None
    store.apply(Edit("state", (card,), (replace(card, state=state),)), annotator.id)
    found = list(sheets(store, Selection((LayerName(annotator.id, "annotator", "Hoa"),))))
    assert bool(found) is state.finished
    assert state.finished is (state in (State.DONE, State.IN_REVIEW, State.ACCEPTED))


def test_every_state_can_be_left_and_reached():
    assert set(WAYS) == set(State) == {state for ways in WAYS.values() for state in ways} | {State.NEW}
