"""Documents by example: every line of document_phrases.txt is found with its spans and numbers, and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detect.documents import detect_documents
from core.model.article import Article, ArticleCard
from core.text.normal import normalize

_MARK = re.compile("[⟦⟧]")
_PIECES = st.sampled_from(
    ["Quyết định", "nghị quyết", "Luật", "Luật Đất đai", "số", "số:", " ", "\n", "238-QĐ/TW", "47", "05, 03", "và", "Đại hội",
     "XIII", "của Đảng", "Đảng bộ tỉnh", "năm 2013", "NĐ", "khóa", "-", "/", "Ệ", "🙂", "Trung ương", "lần thứ"]
)  # fmt: skip


def lines() -> list[str]:
    table = (Path(__file__).parent / "document_phrases.txt").read_text(encoding="utf-8")
    return [line for line in table.splitlines() if line and not line.startswith("#")]


def found(text: str) -> list[tuple[str, str]]:
    article = Article.of(text)
    suggestions = detect_documents(article, ArticleCard(b"", article.id, b"", b""))
    return [(s.span.of(text), s.value or "-") for s in suggestions]


@pytest.mark.parametrize("line", lines())
def test_a_document_is_found(line: str) -> None:
    marked, _, numbers = line.rpartition(" | ") if "⟦" in line else (line, "", "")
    expected = re.findall("⟦(.*?)⟧", marked)
    assert found(_MARK.sub("", marked)) == list(zip(expected, numbers.split(" ; ") if numbers else [], strict=True))


def test_older_tone_marks_are_read_too() -> None:
    assert found("Nghị quyết Trung ương 4 khoá XII và Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam") == [
        ("Nghị quyết Trung ương 4 khoá XII", "-"),
        ("Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam", "-"),
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_no_text_raises_and_spans_are_in_order(pieces: list[str]) -> None:
    article = Article.of(normalize(" ".join(pieces)))
    end = 0
    for suggestion in detect_documents(article, ArticleCard(b"", article.id, b"", b"")):
        surface = suggestion.span.of(article.text)
        assert suggestion.span.start >= end and surface == surface.strip()
        end = suggestion.span.end
