"""Suggestions for a whole dataset, in the background: few articles here, many by child processes, none twice."""

from sittings import put

from core.batch import detect_all
from core.detect.pipeline import detect
from core.detect.version import DETECTOR_VERSION
from core.model.article import Article, ArticleCard
from core.session import Session
from core.store import detections

TEXT = "Ngày {n}/7/2021, ông Lê Văn Hải, Phó Chủ tịch UBND tỉnh Lào Cai, làm việc với Sở Y tế lần thứ {n}.\n"


def test_many_articles_are_detected_by_children_as_they_would_be_here(session: Session):
    texts = [TEXT.format(n=n) for n in range(1, 71)]
    ids = [put(session, text) for text in texts]
    steps = list(detect_all(session.store, session.annotator))
    assert [step.article for step in steps][-70:] == ids
    for id, text in zip(ids[::9], texts[::9], strict=True):
        kept = detections.cached(session.store, id, DETECTOR_VERSION, None)
        article = Article.of(text)
        assert kept == detect(article, ArticleCard(id, id, b"", b""))


def test_what_is_detected_is_not_detected_again_until_its_date_is_another(session: Session):
    id = put(session, TEXT.format(n=5))
    assert list(detect_all(session.store, session.annotator))
    assert list(detect_all(session.store, session.annotator)) == []
    session.open(id)
    session.publish("2021-07-09")
    assert [step.article for step in detect_all(session.store, session.annotator)] in ([id], [])
    assert detections.missing(session.store, DETECTOR_VERSION, session.annotator.id) == []
    assert detections.missing(session.store, "another", session.annotator.id)
