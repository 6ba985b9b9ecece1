"""What the commands share about their inputs: cards of articles that are in no dataset, and naming what failed."""

import sys

from core.model.article import Article, ArticleCard, Source


def card_of(article: Article, sources: tuple[Source, ...] = (), published: str | None = None) -> ArticleCard:
    """The card of an article that is in no dataset."""
    return ArticleCard(article.id, article.id, b"", b"", article.title, sources, published)


def report(message: str) -> None:
    """Name an input that failed on standard error."""
    sys.stderr.write(f"{message}\n")
