"""The articles that paths on the command line name: files, and all files below folders."""

import sys
from collections.abc import Iterator
from pathlib import Path

from core.errors import ReadError
from core.model.article import Article, ArticleCard, Source
from core.reading.zones import zones
from core.text.normal import normalize


def files(paths: list[Path]) -> Iterator[Path]:
    """The files that `paths` name, those of a folder in the order of their names; a path that is not there comes as it is."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
        else:
            yield path


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def articles(path: Path) -> list[tuple[Article, ArticleCard]]:
    """The articles of one file, each with a card that is in no dataset; ReadError where the file cannot be read."""
    if not path.exists():
        raise ReadError("path_missing", path=path)
    text = normalize(path.read_bytes().decode("utf-8"))
    article = Article.of(text, zones(text))
    return [(article, card_of(article, (Source(str(path), "", "txt", "utf-8"),)))]


def card_of(article: Article, sources: tuple[Source, ...] = (), published: str | None = None) -> ArticleCard:
    """The card of an article that is in no dataset."""
    return ArticleCard(article.id, article.id, b"", b"", article.title, sources, published)


def report(message: str) -> None:
    """Name an input that failed on standard error."""
    sys.stderr.write(f"{message}\n")
