"""The grammar of officials, posts, bodies and places, stated by example: phrases with their spans in brackets."""

from pathlib import Path

import pytest

from core.detect.offices import detect_agencies, detect_officials, detect_places, detect_titles
from core.detect.overlaps import resolve
from core.model.article import Article, ArticleCard

_LABELS = {"T": "TITLE", "A": "AGENCY", "O": "OFFICIAL", "P": "PLACE"}
_CARD = ArticleCard(b"", b"", b"", b"")
_LINES = [
    (path.stem, line)
    for path in sorted((Path(__file__).parent / "phrases").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The text of a bracketed line, and its spans."""
    text, open_, spans, at = "", [], set(), 0
    while at < len(line):
        if line[at] == "[" and line[at + 2 : at + 3] == " " and line[at + 1] in _LABELS:
            open_.append((len(text), _LABELS[line[at + 1]]))
            at += 3
        elif line[at] == "]" and open_:
            start, label = open_.pop()
            spans.add((start, len(text), label))
            at += 1
        else:
            text += line[at]
            at += 1
    return text, spans


def found(text: str) -> set[tuple[int, int, str]]:
    """What the detectors of this part say of `text`."""
    article = Article.of(text)
    all_ = (s for d in (detect_titles, detect_officials, detect_agencies, detect_places) for s in d(article, _CARD))
    return {(s.span.start, s.span.end, s.label) for s in resolve(all_)}


@pytest.mark.parametrize(("kind", "line"), _LINES)
def test_a_phrase_has_these_spans(kind: str, line: str) -> None:
    text, spans = read(line)
    shown = {(label, text[start:end]) for start, end, label in found(text) ^ spans}
    assert not shown, f"{kind}: {line}"
