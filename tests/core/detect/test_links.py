"""Who holds which post, at which body and for which time.

The sentences carry their spans: [O name], [T post [A body inside it]], [D date], [P place]. A claim is "name = post".
"""

import re
from pathlib import Path

import pytest

from core.detect.links import suggest_relations
from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.span import Span

LABELS = {"O": "OFFICIAL", "T": "TITLE", "A": "AGENCY", "D": "DATE", "P": "PLACE"}


def read(marked: str) -> tuple[str, list[Suggestion]]:
    """The bare text of a marked sentence, and its spans."""
    text, open_spans, spans = "", [], []
    for piece in re.findall(r"\[[OTADP] |\]|[^\[\]]+", marked):
        if piece == "]":
            label, start = open_spans.pop()
            spans.append(Suggestion(Span(start, len(text)), label, "test"))
        elif piece[0] == "[":
            open_spans.append((LABELS[piece[1]], len(text)))
        else:
            text += piece
    return text, spans


def links(marked: str, kind: str = "HOLDS") -> set[str]:
    """What is said of a marked sentence, as short claims."""
    text, spans = read(marked)
    found = [r for r in suggest_relations(Article.of(text), spans) if r.kind == kind]
    status = {None: "", "current": ""}
    return {f"{r.head[0].of(text)} = {r.tail[0].of(text)}{status.get(r.status, f'/{r.status}')}" for r in found}


def sentences() -> list[tuple[str, str]]:
    """The sentences of `link_sentences.txt` with their claims."""
    lines = (Path(__file__).parent / "link_sentences.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.strip().replace("\\n", "\n") for line in lines if line.strip() and line[0] != "#"]
    return list(zip(rows[::2], rows[1::2], strict=True))


@pytest.mark.parametrize(("marked", "claims"), sentences())
def test_posts_find_their_holders(marked: str, claims: str) -> None:
    """Appositions, lists, shared heads, clauses and their statuses."""
    assert links(marked) == set(claims.split("; ")) - {"-"}


@pytest.mark.parametrize(
    ("marked", "claims"),
    [
        ("[T Phó Viện trưởng [A Viện kiểm sát]] dự.", {"Phó Viện trưởng Viện kiểm sát = Viện kiểm sát"}),
        ("[T Chủ tịch [A HĐND], [A UBND tỉnh]] dự.", {"Chủ tịch HĐND, UBND tỉnh = HĐND", "Chủ tịch HĐND, UBND tỉnh = UBND tỉnh"}),
        ("[T Chủ tịch], [T Phó Chủ tịch [A UBND tỉnh]] dự.", {"Chủ tịch = UBND tỉnh", "Phó Chủ tịch UBND tỉnh = UBND tỉnh"}),
        ("[A Tòa án nhân dân tỉnh] xử; [T Chánh án] [O Hà An] chủ trì.", {"Chánh án = Tòa án nhân dân tỉnh"}),
        ("[A Công an tỉnh] cho biết [T Chánh án] vắng mặt.", set()),
        ("[T Tỉnh ủy viên], [T UVBTV] và [T Đại tá] tại [A Tỉnh ủy].", set()),
    ],
)  # fmt: skip
def test_posts_find_their_bodies(marked: str, claims: set[str]) -> None:
    """The bodies inside, else the one that the sentence gives and whose kind fits."""
    assert links(marked, "AT") == claims


def test_terms_belong_to_the_post_before_them() -> None:
    """DURING from a post to the term or period right after it."""
    marked = "Ông [O Hà An], [T Chủ tịch [A HĐND tỉnh]] khóa IX, [D nhiệm kỳ 2021 - 2026], nói [D hôm qua]."
    assert links(marked, "DURING") == {"Chủ tịch HĐND tỉnh = nhiệm kỳ 2021 - 2026"}


def test_work_on_a_line_without_end_stays_linear() -> None:
    """What goes on without a stop is read in bounded pieces, which may cost a link at a border and no more."""
    one = "[T Chủ tịch [A UBND tỉnh]] [O Hà An] nói rằng "
    text, spans = read(one * 1000)
    assert sum(r.kind == "HOLDS" for r in suggest_relations(Article.of(text), spans)) >= 990
