"""All that a search found, labelled or flagged at once and taken back at once."""

from sittings import put

from core.model.annotation import Decision
from core.result_set import by_article, flag_all, mark_all
from core.review.search.find import search
from core.session import Session
from core.store.dataset_io import layers

FIRST = "Sở Y tế họp với Sở Y tế Hà Nội.\n"
SECOND = "Giám đốc Sở Y tế phát biểu.\n"


def _hits(session: Session, line: str):
    found = search(session.store, line, layers(session.store), session.scheme)
    return by_article(hit for hits in found for hit in hits)


def test_words_that_were_found_get_a_label_everywhere_and_lose_it_by_one_undo(session: Session):
    ids = [put(session, FIRST, "1.txt"), put(session, SECOND, "2.txt")]
    hits = _hits(session, '"sở y tế"')
    assert [len(hits[id]) for id in ids] == [2, 1]
    steps = list(mark_all(session.store, session.look, session.annotator, hits, "AGENCY"))
    assert all(step.error is None for step in steps)
    marked = _hits(session, "nhãn:AGENCY y tế")
    assert [hit.words for id in ids for hit in marked[id]] == ["Sở Y tế"] * 3
    session.undo()
    assert not _hits(session, "nhãn:AGENCY y tế")


def test_annotations_that_were_found_get_another_label(session: Session):
    put(session, FIRST)
    list(mark_all(session.store, session.look, session.annotator, _hits(session, '"sở y tế"'), "AGENCY"))
    list(mark_all(session.store, session.look, session.annotator, _hits(session, "nhãn:AGENCY y tế"), "PLACE"))
    assert not _hits(session, "nhãn:AGENCY y tế")
    assert sum(map(len, _hits(session, "nhãn:PLACE y tế").values())) == 2


def test_what_was_found_is_flagged_annotations_or_else_their_articles(session: Session):
    id = put(session, FIRST)
    words = _hits(session, '"sở y tế"')
    list(flag_all(session.store, session.look, session.annotator, words, "xem lại"))
    assert session.store.layer(id, session.annotator.id).card.flag  # type: ignore[union-attr]
    list(mark_all(session.store, session.look, session.annotator, words, "AGENCY"))
    list(flag_all(session.store, session.look, session.annotator, _hits(session, "nhãn:AGENCY y tế"), "xem lại"))
    kept = session.store.layer(id, session.annotator.id).accepted
    assert [(a.flag, a.note, a.decision) for a in kept] == [(True, "xem lại", Decision.ACCEPTED)] * 2
    again = list(
        flag_all(session.store, session.look, session.annotator, _hits(session, "nhãn:AGENCY y tế"), "xem lại")
    )
    assert [step.edit for step in again] == [None]
    assert sum(map(len, _hits(session, "nhãn:AGENCY cờ:có").values())) == 2
