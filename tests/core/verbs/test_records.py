"""Agreement records: taken over, filled from selections, corrected and refused."""

from dataclasses import replace

import pytest
from parts import found
from sittings import mention, snapshot, span_of

from core import verbs
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.record import AGREEMENT, Record, SuggestedRecord
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store.store import Store


def with_record(article: Article, card: ArticleCard) -> Detection:
    """`found`, and an agreement between the two bodies that it knows."""
    detection = found(article, card)
    spans = tuple(s.span for s in detection.suggestions if s.label == "AGENCY")
    fields = {"kind": "quy chế", "signed_on": None, "parties": [s.of(article.text) for s in spans]}
    return replace(detection, records=(SuggestedRecord(AGREEMENT, fields, {"parties": spans}),))


@pytest.fixture
def signing(store: Store, annotator: Annotator, add) -> Session:
    sitting = Session(store, annotator, with_record, "test", learning=False)
    sitting.open(add())
    return sitting


def only(session: Session) -> Record:
    (record,) = session.desk.layer.records
    return record


def test_a_suggested_record_is_taken_over_whole_and_is_then_no_suggestion(signing: Session):
    (suggested,) = verbs.records_of(signing.desk)
    signing.apply(verbs.accept_record(signing.desk, suggested))
    assert verbs.records_of(signing.desk) == [only(signing)]
    assert only(signing).fields == suggested.fields
    assert only(signing).evidence == suggested.evidence
    signing.undo()
    assert verbs.records_of(signing.desk) == [suggested]


def test_a_field_set_on_a_suggestion_takes_it_over_with_the_field(signing: Session):
    (suggested,) = verbs.records_of(signing.desk)
    signing.apply(verbs.set_field(signing.desk, suggested, "kind", "chương trình phối hợp"))
    assert only(signing).fields["kind"] == "chương trình phối hợp"
    assert len(verbs.records_of(signing.desk)) == 1


def test_a_selection_fills_a_field_and_is_its_evidence(signing: Session):
    signing.apply(verbs.new_record(signing.desk))
    desk = signing.desk
    for field, words, value in (
        ("parties", "UBND tỉnh", ["UBND tỉnh"]),
        ("parties", "Ban Tuyên giáo Tỉnh ủy", ["UBND tỉnh", "Ban Tuyên giáo Tỉnh ủy"]),
        ("signed_on", "ngày 28/7", "XXXX-07-28TAF"),  # of the date that stands there
        ("kind", "hội nghị", "hội nghị"),
    ):
        signing.apply(verbs.set_field_from(desk, only(signing), field, span_of(signing, words)))
        assert only(signing).fields[field] == value
    text = desk.article.text
    assert [s.of(text) for s in only(signing).evidence["signed_on"]] == ["Chiều ngày 28/7"]
    signing.apply(verbs.drop_entry(desk, only(signing), "parties", 0))
    assert only(signing).fields["parties"] == ["Ban Tuyên giáo Tỉnh ủy"]
    assert [s.of(text) for s in only(signing).evidence["parties"]] == ["Ban Tuyên giáo Tỉnh ủy"]
    signing.apply(verbs.clear_field(desk, only(signing), "signed_on"))
    assert only(signing).fields["signed_on"] is None
    assert "signed_on" not in only(signing).evidence


def test_what_makes_no_sense_changes_nothing(signing: Session):
    signing.apply(verbs.new_record(signing.desk))
    desk, record = signing.desk, only(signing)
    beyond = Span(len(desk.article.text), len(desk.article.text) + 3)
    assert not verbs.set_field_from(desk, record, "kind", beyond)
    assert not verbs.set_field_from(desk, record, "signed_on", span_of(signing, "hội nghị"))
    assert not verbs.set_field(desk, record, "signed_on", "ngày mai")
    assert not verbs.drop_entry(desk, record, "parties", 3)
    assert not verbs.set_field(desk, replace(record, id=b"x" * 16), "kind", "a")


def test_a_refused_suggestion_does_not_come_back_and_what_nobody_suggested_is_gone(signing: Session):
    (suggested,) = verbs.records_of(signing.desk)
    signing.apply(verbs.reject_record(signing.desk, suggested))
    assert verbs.records_of(signing.desk) == []
    signing.undo()
    signing.apply(verbs.accept_record(signing.desk, suggested))
    signing.apply(verbs.reject_record(signing.desk, only(signing)))
    assert verbs.records_of(signing.desk) == []
    before = snapshot(signing)
    signing.apply(verbs.new_record(signing.desk))
    (mine,) = verbs.records_of(signing.desk)
    signing.apply(verbs.reject_record(signing.desk, mine))
    assert snapshot(signing) == before


def test_a_province_is_called_by_its_name_on_the_map(signing: Session):
    signing.open(signing.desk.article.id)
    signing.apply(verbs.new_record(signing.desk))
    mark = mention(signing, "UBND tỉnh", "AGENCY").span
    signing.apply(verbs.set_field_from(signing.desk, only(signing), "province", mark))
    assert only(signing).fields["province"] == "UBND tỉnh"  # no such unit: the words as they stand
