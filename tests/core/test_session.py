"""A sitting at one article: every verb, and the way back from each."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from parts import TEXT, found

from core import verbs
from core.errors import Conflict
from core.model.article import FINISHED, State
from core.model.ids import new_id
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store.shelf import Filter
from core.store.store import Store


def snapshot(session: Session) -> dict[bytes, object]:
    """What is on disk for the open article, ids and revisions included."""
    return {i.id: i for i in session.store.layer(session.desk.article.id, session.annotator.id).items}


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def mention(session: Session, words: str, label: str) -> verbs.Mention:
    return next(m for m in session.desk.mentions if m.span.of(TEXT) == words and m.label == label)


def test_accepting_keeps_who_found_it_and_its_value(session: Session):
    session.apply(verbs.accept(session.desk, [mention(session, "Chiều ngày 28/7", "DATE")]))
    (date,) = session.desk.layer.accepted
    assert (date.origin, date.value, date.value_by) == ("rule:date", "XXXX-07-28TAF", "rule")
    assert date.span not in {s.span for s in session.desk.open}


def test_a_suggested_link_is_accepted_with_the_second_of_its_ends(session: Session):
    session.apply(verbs.accept(session.desk, [mention(session, "Trần Thị Lụa", "OFFICIAL")]))
    assert session.desk.layer.relations == []
    session.apply(verbs.accept(session.desk, [mention(session, "Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE")]))
    (link,) = session.desk.layer.relations
    assert (link.kind, link.status) == ("HOLDS", "current")


def test_rejecting_a_suggestion_hides_it_and_rejecting_a_persons_span_removes_it(session: Session):
    open_before = len(session.desk.open)
    session.apply(verbs.reject(session.desk, session.desk.open[0]))
    assert len(session.desk.open) == open_before - 1
    assert session.desk.layer.accepted == []
    session.apply(verbs.annotate(session.desk, span_of("hội nghị"), "AGENCY"))
    session.apply(verbs.reject(session.desk, mention(session, "hội nghị", "AGENCY")))
    assert session.desk.layer.at(span_of("hội nghị"), "AGENCY") is None


def test_rejecting_an_annotation_takes_its_links_with_it_and_undo_brings_both_back(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open))
    before = snapshot(session)
    session.apply(verbs.reject(session.desk, mention(session, "Trần Thị Lụa", "OFFICIAL")))
    assert session.desk.layer.relations == []
    session.undo()
    assert snapshot(session) == before


def test_relabelling_accepts_and_the_old_suggestion_does_not_come_back(session: Session):
    session.apply(verbs.relabel(session.desk, mention(session, "UBND tỉnh", "AGENCY"), "PLACE"))
    assert [(a.span.of(TEXT), a.label) for a in session.desk.layer.accepted] == [("UBND tỉnh", "PLACE")]
    assert "UBND tỉnh" not in [s.span.of(TEXT) for s in session.desk.open]
    session.apply(verbs.relabel(session.desk, mention(session, "UBND tỉnh", "PLACE"), "AGENCY"))
    assert [(a.span.of(TEXT), a.label) for a in session.desk.layer.accepted] == [("UBND tỉnh", "AGENCY")]


def test_moving_a_border_keeps_links_and_settles_the_suggestion_that_was_there(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open))
    official = mention(session, "Trần Thị Lụa", "OFFICIAL")
    session.apply(verbs.move_border(session.desk, official, span_of("Thị Lụa")))
    (link,) = session.desk.layer.relations
    assert link.head == official.id
    assert "Trần Thị Lụa" not in [s.span.of(TEXT) for s in session.desk.open]
    session.apply(verbs.move_border(session.desk, mention(session, "Thị Lụa", "OFFICIAL"), span_of("Trần Thị Lụa")))
    assert next(a.span.of(TEXT) for a in session.desk.layer.accepted if a.label == "OFFICIAL") == "Trần Thị Lụa"


def test_a_span_set_by_hand_settles_suggestions_that_contradict_it_and_keeps_those_that_nest(session: Session):
    session.apply(verbs.annotate(session.desk, span_of("Tuyên giáo Tỉnh ủy chủ trì"), "AGENCY"))
    left = {(s.span.of(TEXT), s.label) for s in session.desk.open}
    assert ("Ban Tuyên giáo Tỉnh ủy", "AGENCY") not in left
    assert ("Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE") not in left  # the two would cross
    session.undo()
    post = span_of("Trưởng Ban Tuyên giáo Tỉnh ủy chủ trì")
    session.apply(verbs.annotate(session.desk, post, "TITLE"))
    assert ("Ban Tuyên giáo Tỉnh ủy", "AGENCY") in {(s.span.of(TEXT), s.label) for s in session.desk.open}
    session.undo()
    session.apply(verbs.annotate(session.desk, post, "PLACE"))  # in which no agency can stand
    assert ("Ban Tuyên giáo Tỉnh ủy", "AGENCY") not in {(s.span.of(TEXT), s.label) for s in session.desk.open}


def test_marking_what_is_marked_changes_nothing(session: Session):
    session.apply(verbs.annotate(session.desk, span_of("UBND tỉnh"), "AGENCY"))
    before = snapshot(session)
    assert not session.apply(verbs.annotate(session.desk, span_of("UBND tỉnh"), "AGENCY"))
    assert snapshot(session) == before


def test_a_publication_date_moves_the_values_of_rules_and_leaves_those_of_people(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open))
    session.publish("2021-07-29")
    date = mention(session, "Chiều ngày 28/7", "DATE")
    assert date.value == "2021-07-28TAF"
    session.apply(verbs.set_value(session.desk, date, "2020-07-28TAF", None, None))
    session.publish("2022-01-01")
    assert mention(session, "Chiều ngày 28/7", "DATE").value == "2020-07-28TAF"
    assert next(s.value for s in session.desk.detection.suggestions if s.label == "DATE") == "2022-07-28TAF"
    for _ in range(3):
        session.undo()
    assert mention(session, "Chiều ngày 28/7", "DATE").value == "XXXX-07-28TAF"
    assert session.desk.detection.suggestions[0].value == "XXXX-07-28TAF"


def test_undo_and_redo_go_all_the_way_and_survive_a_restart(session: Session, store: Store, annotator: Annotator):
    states = [snapshot(session)]
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    states.append(snapshot(session))
    session.apply(verbs.relabel(session.desk, mention(session, "Chiều ngày 28/7", "DATE"), "PLACE"))
    states.append(snapshot(session))
    session.apply(verbs.accept(session.desk, session.desk.open))
    states.append(snapshot(session))
    for state in reversed(states[:-1]):
        again = Session(Store(store.path), annotator, found, "test")  # a restart before every step
        again.open(session.desk.article.id)
        again.undo()
        assert snapshot(again) == state
    assert again.undo() == []
    for state in states[1:]:
        again = Session(Store(store.path), annotator, found, "test")
        again.open(session.desk.article.id)
        again.redo()
        assert snapshot(again) == state
    assert again.redo() == []


def test_what_is_done_anew_ends_redo_and_undo_skips_what_was_undone(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    session.undo()
    session.apply(verbs.reject(session.desk, session.desk.open[0]))
    assert session.history.next_redo() is None
    assert [session.undo()[0].name for _ in range(2)] == ["reject", "accept"]
    assert session.undo() == []
    assert [session.redo()[0].name for _ in range(2)] == ["accept", "reject"]


def test_an_undo_overtaken_by_another_window_is_a_conflict(session: Session, store: Store, annotator: Annotator):
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    other = Annotator(new_id(), "Nam")
    store.meet(other.id, other.name)
    (date,) = session.desk.layer.accepted
    store.apply(verbs.set_note(date, True, "sửa ở nơi khác"), other.id)
    before = snapshot(session)
    with pytest.raises(Conflict):
        session.undo()
    assert snapshot(session) == before


def test_what_another_window_has_linked_since_is_a_conflict_to_delete(session: Session, store: Store):
    for words in ("hội nghị", "chủ trì"):
        session.apply(verbs.annotate(session.desk, span_of(words), "TITLE"))
    other = Session(Store(store.path), session.annotator, found, "test", learning=False)
    desk = other.open(session.desk.article.id)
    other.apply(verbs.link(desk, "HOLDS", *desk.layer.accepted[:2]))
    before = snapshot(session)
    with pytest.raises(Conflict):
        session.apply(verbs.reject(session.desk, mention(session, "hội nghị", "TITLE")))
    assert snapshot(session) == before


def test_a_second_annotator_is_blind_to_the_first(session: Session, store: Store):
    session.apply(verbs.accept(session.desk, session.desk.open))
    session.publish("2021-07-29")
    second = Session(store, Annotator(new_id(), "Nam"), found, "test")
    desk = second.open(session.desk.article.id)
    assert len(desk.open) == 6
    assert desk.card.title == "Một bài"
    assert (desk.card.published, desk.card.state) == (None, State.NEW)


def test_the_library_follows_the_work(session: Session, add: Callable[..., bytes]):
    other = add("Sở Y tế Lào Cai họp giao ban.", "b.txt", "Giao ban")
    first = session.desk.article.id
    assert session.shelf.ids() == [first, other]
    assert [r.left for r in session.shelf.rows([first, other])] == [6, None]
    session.apply(verbs.accept(session.desk, session.desk.open[:2]))
    session.apply(verbs.reject(session.desk, session.desk.open[0]))
    (row,) = session.shelf.rows([first])
    assert (row.state, row.accepted, row.left) == (State.STARTED, 2, 3)
    session.apply(verbs.change_card(session.desk, "set_province", province="lao-cai", province_by="person"))
    session.apply(verbs.change_card(session.desk, "done", state=State.DONE))
    assert [(p.province, p.done, p.total) for p in session.shelf.progress() if p.province] == [("lao-cai", 1, 1)]
    assert session.shelf.ids(Filter(province="lao-cai")) == [first]
    assert session.shelf.ids(Filter(province="")) == [other]
    assert session.shelf.ids(Filter(states=FINISHED)) == [first]
    assert session.shelf.ids(Filter(words="giao ban y te")) == [other]
    assert session.shelf.ids(Filter(words="tran thi lua")) == [first]
    assert session.shelf.ids(Filter(words="không có chữ này")) == []


def any_edit(session: Session, chance: random.Random) -> verbs.Edit:
    """Some verb on something, as likely as not a strange one."""
    desk = session.desk
    labels = ["OFFICIAL", "TITLE", "AGENCY", "DATE", "DOCUMENT", "PLACE"]
    start = chance.randrange(len(TEXT) - 20)
    span = Span(start, start + chance.randrange(1, 20))
    some = chance.choice(desk.mentions) if desk.mentions else None
    choices: list[Callable[[], verbs.Edit]] = [lambda: verbs.annotate(desk, span, chance.choice(labels))]
    if some:
        choices += [
            lambda: verbs.accept(desk, [some]),
            lambda: verbs.reject(desk, some),
            lambda: verbs.relabel(desk, some, chance.choice(labels)),
            lambda: verbs.move_border(desk, some, span),
        ]
    if len(desk.layer.accepted) > 1:
        head, tail = chance.sample(desk.layer.accepted, 2)
        choices.append(lambda: verbs.link(desk, "HOLDS", head, tail, chance.choice(["current", "former"])))
    return chance.choice(choices)()


def test_random_verbs_undo_to_where_they_began_and_redo_to_where_they_ended(session: Session):
    """Whatever the order of verbs, undo restores every state on the way, on disk and in memory."""
    chance = random.Random(7)
    states = [snapshot(session)]
    for _ in range(150):
        if session.apply(any_edit(session, chance)):
            states.append(snapshot(session))
            assert {i.id: i for i in session.desk.layer.items} == states[-1]
    assert len(states) > 100
    for state in reversed(states[:-1]):
        session.undo()
        assert snapshot(session) == state
    for state in states[1:]:
        session.redo()
        assert snapshot(session) == state


def test_an_edit_of_a_revision_that_is_gone_changes_neither_disk_nor_memory(session: Session):
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    (date,) = session.desk.layer.accepted
    session.apply(verbs.set_note(date, True, "a"))
    before = snapshot(session)
    with pytest.raises(Conflict):
        session.apply(verbs.set_note(replace(date), True, "b"))
    assert snapshot(session) == before == {i.id: i for i in session.desk.layer.items}
