"""What tests of verbs need of a sitting: other texts on the desk, mentions by their words, and what is on disk."""

from core import verbs
from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.model.span import Span
from core.session import Session


def put(session: Session, text: str, path: str = "khac.txt") -> bytes:
    """A text in the dataset of the session; returns the article's id."""
    article = Article.of(text)
    source = Source(path, "1" * 64, "txt", "utf-8")
    card = ArticleCard(new_id(), article.id, session.annotator.id, b"", title=path, sources=(source,))
    session.store.add(article, source, text.encode(), card, session.annotator.id)
    return article.id


def sit(session: Session, text: str, path: str = "khac.txt") -> None:
    """Put a text on the desk."""
    session.open(put(session, text, path))


def span_of(session: Session, words: str) -> Span:
    """Where words stand first in the open article."""
    at = session.desk.article.text.index(words)
    return Span(at, at + len(words))


def mention(session: Session, words: str, label: str) -> verbs.Mention:
    """The first mention with these words and label."""
    text = session.desk.article.text
    return next(m for m in session.desk.mentions if m.span.of(text) == words and m.label == label)


def accepted(session: Session) -> list[tuple[str, str]]:
    """Words and labels of what is accepted in the open article, in text order."""
    return [(a.span.of(session.desk.article.text), a.label) for a in session.desk.layer.accepted]


def snapshot(session: Session, article: bytes | None = None) -> dict[bytes, object]:
    """What is on disk for an article, ids and revisions included; by default the open one."""
    id = session.desk.article.id if article is None else article
    return {i.id: i for i in session.store.layer(id, session.annotator.id).items}
