"""The grammar of times by example: every line of phrases.txt is found with its spans and values, and nothing else."""

import re
from pathlib import Path

import pytest

from core.detect.dates import detect_dates
from core.model.article import Article, ArticleCard

_MARK = re.compile("[⟦⟧]")


def phrases() -> list[tuple[str, str | None, str, list[str]]]:
    published, found = None, []
    for line in (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            published = None if "?" in line else line[1:].strip()
        elif line and not line.startswith("#"):
            marked, bar, values = line.rpartition(" | ") if "⟦" in line else (line, "", "")
            found.append((line, published, marked, values.split(" ; ") if bar else []))
    return found


def said(text: str, published: str | None) -> list[str]:
    """The text with its times marked, and the value of each."""
    article = Article.of(text)
    card = ArticleCard(b"", article.id, b"", b"", published=published)
    found = list(detect_dates(article, card))
    for suggestion in reversed(found):
        text = f"{text[: suggestion.span.start]}⟦{suggestion.span.of(text)}⟧{text[suggestion.span.end :]}"
    return [text, *(" ".join(filter(None, (s.value, s.mod, s.calendar))) for s in found)]


@pytest.mark.parametrize(
    ("line", "published", "marked", "values"), phrases(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_phrase_is_read(line: str, published: str | None, marked: str, values: list[str]) -> None:
    assert said(_MARK.sub("", marked), published) == [marked, *values]
