"""Many suggestions decided at once, and verbs that are handed what is no longer there."""

from parts import TEXT
from sittings import accepted, mention, snapshot

from core import verbs
from core.model.edit import Edit
from core.model.span import Span
from core.session import Session
from core.verbs import joined


def test_what_is_left_is_accepted_by_paragraph_label_and_score(session: Session):
    desk = session.desk
    second = desk.paragraph_at(TEXT.index("Bà"))
    assert second.of(TEXT) == TEXT.split("\n")[1]
    session.apply(verbs.accept_open(desk, second))
    assert accepted(session) == [("Lụa 😀", "OFFICIAL"), ("UBND tỉnh", "AGENCY")]
    session.apply(verbs.accept_open(desk, label="DATE"))
    assert ("Chiều ngày 28/7", "DATE") in accepted(session)
    assert not verbs.accept_open(desk, score=0.95)
    session.apply(verbs.reject_open(desk, label="TITLE"))
    session.apply(verbs.accept_open(desk, score=0.9))
    assert desk.open == []
    assert "TITLE" not in [label for _, label in accepted(session)]


def test_a_paragraph_is_found_from_any_offset(session: Session):
    desk = session.desk
    assert desk.paragraph_at(-5) == desk.paragraph_at(0) == Span(0, TEXT.index("\n"))
    assert desk.paragraph_at(10**6) == Span(TEXT.index("\n") + 1, len(TEXT))


def test_a_mention_that_is_gone_is_none_and_changes_nothing(session: Session):
    desk = session.desk
    body = mention(session, "UBND tỉnh", "AGENCY")
    session.apply(verbs.accept(desk, [body]))
    there = desk.now(body)
    assert there == mention(session, "UBND tỉnh", "AGENCY") != body
    session.apply(verbs.reject(desk, there))
    assert (desk.now(body), desk.now(there)) == (None, None)
    for edit in (verbs.split(desk, there, 3), verbs.merge(desk, there), verbs.wrap(desk, there)):
        assert not edit


def test_spans_outside_the_text_or_of_spaces_alone_are_never_marked(session: Session):
    desk = session.desk
    beyond, space = Span(len(TEXT) - 1, len(TEXT) + 1), Span(TEXT.index(" "), TEXT.index(" ") + 1)
    for span in (beyond, space):
        assert not verbs.annotate(desk, span, "AGENCY")
        assert not verbs.move_border(desk, desk.open[0], span)


def test_what_is_marked_rejects_suggestions_that_cannot_stand_in_it(session: Session):
    desk = session.desk
    date = mention(session, "Chiều ngày 28/7", "DATE")
    session.apply(verbs.annotate(desk, Span(date.span.start, date.span.end + 4), "DOCUMENT"))
    assert date not in desk.open and desk.standing(date.span, "DATE") is None
    body = mention(session, "UBND tỉnh", "AGENCY")
    session.apply(verbs.annotate(desk, Span(body.span.start - 2, body.span.end), "TITLE"))
    assert body in desk.open  # an agency stands in a post


def test_edits_one_after_another_are_one(session: Session):
    before = snapshot(session)
    body = mention(session, "UBND tỉnh", "AGENCY")
    edits = [session.apply(verbs.accept(session.desk, [body]))]
    edits.append(session.apply(verbs.relabel(session.desk, mention(session, "UBND tỉnh", "AGENCY"), "PLACE")))
    whole = joined("both", edits)
    assert {i.id for i in whole.removed} == set(before)
    session.apply(whole.inverse)
    assert accepted(session) == []
    assert joined("none", [whole, whole.inverse]) == Edit("none")


def test_many_accepted_and_none_are_what_they_say(session: Session):
    twice = [session.desk.open[0]] * 2
    assert verbs.accept(session.desk, twice).name == "accept"
    assert not verbs.accept(session.desk, [])
