"""Reading an article's source again in another encoding."""

import hashlib

import pytest
from parts import found

from core import verbs
from core.errors import ReadError, StoreError
from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.model.library import Filter
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store.store import Store

RAW = "Tỉnh ủy Lào Cai họp ngày 28/7 tại trụ sở UBND tỉnh.".encode("utf-16-le")


@pytest.fixture
def misread(store: Store, annotator: Annotator) -> Session:
    """An article whose bytes were read in the wrong encoding."""
    article = Article.of(RAW.decode("iso-8859-1").replace("\0", "·"))
    source = Source("bai.txt", hashlib.sha256(RAW).hexdigest(), "txt", "iso-8859-1")
    store.meet(annotator.id, annotator.name)
    card = ArticleCard(new_id(), article.id, annotator.id, b"", title="?", sources=(source,))
    store.add(article, source, RAW, card, annotator.id)
    session = Session(store, annotator, found, "test")
    session.open(article.id)
    return session


def test_the_article_is_read_anew_and_the_wrong_text_is_gone(misread: Session):
    wrong = misread.desk.article.id
    right = misread.reread("utf-16-le")
    assert misread.open(right).article.text.startswith("Tỉnh ủy Lào Cai")
    assert misread.desk.card.sources[-1].encoding == "utf-16-le"
    assert misread.shelf.ids() == [right] != [wrong]
    assert misread.shelf.ids(Filter(words="lao cai")) == [right]


def test_what_is_decided_stands_against_another_encoding(misread: Session):
    desk = misread.desk
    span = Span(0, 3)
    misread.apply(verbs.annotate(desk, span, "PLACE"))
    with pytest.raises(StoreError) as caught:
        misread.reread("utf-16-le")
    assert caught.value.key == "has_decisions"
    assert misread.shelf.ids() == [desk.article.id]


def test_a_wrong_choice_changes_nothing(misread: Session):
    with pytest.raises(ReadError):
        misread.reread("utf-8")
    assert misread.shelf.ids() == [misread.desk.article.id]


def test_a_second_source_of_an_article_is_nothing_to_undo(misread: Session, store: Store):
    desk = misread.desk
    again = Source("khac.txt", "1" * 64, "txt", "utf-8")
    card = ArticleCard(new_id(), desk.article.id, misread.annotator.id, b"", sources=(again,))
    store.add(desk.article, again, b"x", card, misread.annotator.id)
    assert misread.history.next_undo() is None
