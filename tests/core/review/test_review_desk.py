"""A reviewer opens what somebody else annotated, and changes it there in their own name."""

from collections.abc import Callable

from parts import found

from core import verbs
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session
from core.store.journal import newest_of
from core.store.store import Store


def test_a_change_goes_into_the_others_layer_and_is_journalled_as_the_reviewers(
    store: Store, annotator: Annotator, add: Callable[..., bytes]
):
    article = add()
    theirs = Session(store, annotator, found, "test", learning=False)
    desk = theirs.open(article)
    theirs.apply(verbs.accept(desk, [desk.open[0]]))
    reviewer = Session(store, Annotator(new_id(), "Lan"), found, "test")
    desk = reviewer.open(article, annotator.id)
    assert len(desk.layer.accepted) == 1
    written = reviewer.apply(verbs.reject(desk, desk.layer.accepted[0]))
    assert written.layer == annotator.id
    assert store.layer(article, annotator.id).accepted == []
    assert next(newest_of(store, reviewer.annotator.id)).article == article
    assert reviewer.undo()
    assert len(reviewer.desk.layer.accepted) == 1 if reviewer.desk else False
    assert store.layer(article, reviewer.annotator.id).accepted == []


def test_the_own_layer_is_opened_where_none_is_named(store: Store, annotator: Annotator, add: Callable[..., bytes]):
    article = add()
    session = Session(store, Annotator(new_id(), "Lan"), found, "test")
    session.open(article, annotator.id)
    assert session.open(article).layer.id == session.annotator.id
