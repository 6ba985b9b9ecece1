"""Splitting, merging, wrapping and whole phrases."""

import pytest
from parts import TEXT
from sittings import accepted, mention, sit, snapshot, span_of

from core import verbs
from core.model.span import Span
from core.session import Session
from core.text.phrases import phrase_end, phrase_start, phrases, whole_phrase


def test_a_mention_is_cut_at_the_caret_and_the_conjunction_falls_away(session: Session):
    sit(session, "Đại diện HĐND và UBND tỉnh dự.")
    session.apply(verbs.annotate(session.desk, span_of(session, "HĐND và UBND tỉnh"), "AGENCY"))
    whole = mention(session, "HĐND và UBND tỉnh", "AGENCY")
    for caret in ("và", " UBND", "UBND"):
        session.apply(verbs.split(session.desk, whole, session.desk.article.text.index(caret)))
        assert accepted(session) == [("HĐND", "AGENCY"), ("UBND tỉnh", "AGENCY")]
        session.undo()
    assert accepted(session) == [("HĐND và UBND tỉnh", "AGENCY")]


def test_cutting_a_suggestion_settles_it(session: Session):
    official = mention(session, "Trần Thị Lụa", "OFFICIAL")
    session.apply(verbs.split(session.desk, official, TEXT.index("Lụa")))
    assert accepted(session) == [("Trần Thị", "OFFICIAL"), ("Lụa", "OFFICIAL")]
    assert "Trần Thị Lụa" not in [s.span.of(TEXT) for s in session.desk.open]


@pytest.mark.parametrize("at", [-5, 0, TEXT.index("Trần"), TEXT.index("Trần") + 12, 10_000])
def test_a_caret_outside_or_at_the_edge_cuts_nothing(session: Session, at: int):
    assert not verbs.split(session.desk, mention(session, "Trần Thị Lụa", "OFFICIAL"), at)


def test_who_held_a_post_that_is_cut_holds_both_and_the_agency_goes_with_its_part(session: Session):
    sit(session, "Ông Trần Nam, Tỉnh ủy viên, Giám đốc Sở Y tế nói.")
    desk = session.desk
    for words, label in (("Trần Nam", "OFFICIAL"), ("Tỉnh ủy viên, Giám đốc Sở Y tế", "TITLE"), ("Sở Y tế", "AGENCY")):
        session.apply(verbs.annotate(desk, span_of(session, words), label))
    official, title, agency = (
        mention(session, w, n)
        for w, n in [("Trần Nam", "OFFICIAL"), ("Tỉnh ủy viên, Giám đốc Sở Y tế", "TITLE"), ("Sở Y tế", "AGENCY")]
    )
    session.apply(verbs.link(desk, "HOLDS", official, title, "current"))
    session.apply(verbs.link(desk, "AT", title, agency))
    before = snapshot(session)
    session.apply(verbs.split(desk, title, desk.article.text.index("Giám")))
    text = desk.article.text
    ends = {
        (r.kind, desk.layer.get(r.head).span.of(text), desk.layer.get(r.tail).span.of(text))
        for r in desk.layer.relations
    }
    assert ends == {
        ("HOLDS", "Trần Nam", "Tỉnh ủy viên"),
        ("HOLDS", "Trần Nam", "Giám đốc Sở Y tế"),
        ("AT", "Giám đốc Sở Y tế", "Sở Y tế"),
    }
    session.undo()
    assert snapshot(session) == before


def test_two_mentions_become_one_and_links_pass_to_it(session: Session):
    sit(session, "Ông Trần Nam, Giám đốc Sở Giáo dục, Đào tạo nói.")
    desk = session.desk
    for words, label in (("Giám đốc Sở Giáo dục", "TITLE"), ("Sở Giáo dục", "AGENCY"), ("Đào tạo", "AGENCY")):
        session.apply(verbs.annotate(desk, span_of(session, words), label))
    title, second = mention(session, "Giám đốc Sở Giáo dục", "TITLE"), mention(session, "Đào tạo", "AGENCY")
    session.apply(verbs.link(desk, "AT", title, second))
    before = snapshot(session)
    first = mention(session, "Sở Giáo dục", "AGENCY")
    session.apply(verbs.merge(desk, first))
    whole = mention(session, "Sở Giáo dục, Đào tạo", "AGENCY")
    assert whole.id == first.id
    assert [(r.head, r.tail) for r in desk.layer.relations] == [(title.id, whole.id)]
    assert len(accepted(session)) == 2
    session.undo()
    assert snapshot(session) == before


def test_merging_with_a_selection_takes_in_all_of_the_label_that_it_touches(session: Session):
    agency = mention(session, "Ban Tuyên giáo Tỉnh ủy", "AGENCY")
    session.apply(verbs.merge(session.desk, agency, span_of(session, "hội nghị")))
    assert accepted(session) == [("Ban Tuyên giáo Tỉnh ủy chủ trì hội nghị", "AGENCY")]
    assert ("Ban Tuyên giáo Tỉnh ủy", "AGENCY") not in [(s.span.of(TEXT), s.label) for s in session.desk.open]


def test_the_next_mention_is_not_sought_in_another_paragraph(session: Session):
    assert not verbs.merge(session.desk, mention(session, "Ban Tuyên giáo Tỉnh ủy", "AGENCY"))
    assert not verbs.merge(session.desk, mention(session, "UBND tỉnh", "AGENCY"))


def test_a_post_is_made_around_an_agency_and_linked_to_it(session: Session):
    sit(session, "Dự có đồng chí Trần Nam, nguyên Phó Trưởng ban Dân vận Tỉnh ủy Lào Cai, và khách.")
    desk = session.desk
    session.apply(verbs.annotate(desk, span_of(session, "ban Dân vận Tỉnh ủy Lào Cai"), "AGENCY"))
    session.apply(verbs.wrap(desk, mention(session, "ban Dân vận Tỉnh ủy Lào Cai", "AGENCY")))
    assert accepted(session)[0] == ("nguyên Phó Trưởng ban Dân vận Tỉnh ủy Lào Cai", "TITLE")
    (link,) = desk.layer.relations
    assert link.kind == "AT"
    assert not verbs.wrap(desk, mention(session, "ban Dân vận Tỉnh ủy Lào Cai", "AGENCY"))


def test_an_agency_that_the_lexicon_does_not_know_is_wrapped_by_the_word_for_the_post(session: Session):
    sit(session, "Ông Nam, Giám đốc Trạm Zô Rô, phát biểu.")
    session.apply(verbs.annotate(session.desk, span_of(session, "Trạm Zô Rô"), "AGENCY"))
    session.apply(verbs.wrap(session.desk, mention(session, "Trạm Zô Rô", "AGENCY")))
    assert accepted(session)[0] == ("Giám đốc Trạm Zô Rô", "TITLE")


def test_where_no_post_leads_to_the_agency_nothing_is_wrapped(session: Session):
    assert not verbs.wrap(session.desk, mention(session, "UBND tỉnh", "AGENCY"))
    assert not verbs.wrap(session.desk, mention(session, "Trần Thị Lụa", "OFFICIAL"))


def test_a_suggested_post_is_accepted_as_it_was_found(session: Session):
    session.apply(verbs.wrap(session.desk, mention(session, "Ban Tuyên giáo Tỉnh ủy", "AGENCY")))
    title = mention(session, "Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE")
    assert title.origin == "rule:title"


PHRASES = "Chiều 28/7/2021, tại TP. Huế, GS. Lê Nam (Sở Y tế – Bộ Y tế) nói: “Tăng 1.5 lần.”"


def test_phrases_end_at_marks_but_not_within_numbers_and_short_forms():
    words = [p.of(PHRASES) for p in phrases(PHRASES, 0, len(PHRASES))]
    assert words == ["Chiều 28/7/2021", "tại TP. Huế", "GS. Lê Nam", "Sở Y tế", "Bộ Y tế", "nói", "Tăng 1.5 lần"]


def test_a_border_goes_to_the_mark_and_at_the_next_step_beyond_it():
    lê = Span(PHRASES.index("Lê"), PHRASES.index("Lê") + 2)
    assert phrase_start(PHRASES, lê, -1).of(PHRASES) == "GS. Lê"
    assert phrase_end(PHRASES, lê, 1).of(PHRASES) == "Lê Nam"
    assert phrase_end(PHRASES, lê, 2).of(PHRASES) == "Lê Nam (Sở Y tế"
    assert whole_phrase(PHRASES, lê).of(PHRASES) == "GS. Lê Nam"
    long = phrase_start(PHRASES, phrase_end(PHRASES, lê, 3), -2)
    assert long.of(PHRASES) == "tại TP. Huế, GS. Lê Nam (Sở Y tế – Bộ Y tế"
    assert phrase_end(PHRASES, phrase_start(PHRASES, long, 1), -2).of(PHRASES) == "GS. Lê Nam"


def test_a_date_whose_border_moves_has_the_value_of_its_new_words(session: Session):
    sit(session, "Ngày 28/7/2020, hội nghị.")
    desk = session.desk
    session.apply(verbs.annotate(desk, span_of(session, "28/7"), "DATE"))
    assert mention(session, "28/7", "DATE").value == "XXXX-07-28"
    session.apply(verbs.move_border(desk, mention(session, "28/7", "DATE"), span_of(session, "Ngày 28/7/2020")))
    assert mention(session, "Ngày 28/7/2020", "DATE").value == "2020-07-28"
    session.apply(verbs.set_value(desk, mention(session, "Ngày 28/7/2020", "DATE"), "2020-07-29", None, None))
    session.apply(verbs.move_border(desk, mention(session, "Ngày 28/7/2020", "DATE"), span_of(session, "28/7/2020")))
    assert mention(session, "28/7/2020", "DATE").value == "2020-07-29"


def test_a_date_by_hand_follows_the_publication_date(session: Session):
    sit(session, "Hội nghị ngày 28/7 bàn việc.")
    session.apply(verbs.annotate(session.desk, span_of(session, "ngày 28/7"), "DATE"))
    session.publish("2021-07-30")
    assert mention(session, "ngày 28/7", "DATE").value == "2021-07-28"
