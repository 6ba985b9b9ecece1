"""Whatever the text and spans: links, records and provinces never raise, and point only at what was suggested."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cli.inputs import card_of
from core.detect.agreements import suggest_agreements
from core.detect.links import suggest_relations
from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.span import Span
from core.provinces.locate import locate
from core.reading.zones import zones

LABELS = ("OFFICIAL", "TITLE", "AGENCY", "DATE", "DOCUMENT", "PLACE")
PIECES = st.sampled_from(
    [
        "Hà An",
        "Chủ tịch UBND tỉnh",
        "UBND tỉnh",
        "Sở Y tế",
        "ký kết",
        "chương trình phối hợp",
        "quy chế phối hợp",
        "giữa",
        "với",
        "và",
        ",",
        ";",
        ":",
        "(",
        ")",
        " - ",
        ".",
        "\n",
        "nội dung",
        "gồm",
        "1.",
        "(2)",
        "là",
        "được bầu giữ chức",
        "miễn nhiệm",
        "đối với",
        "căn cứ",
        "Quyết định số 1-QĐ/TW",
        "giai đoạn 2021 - 2025",
        "chủ trì lễ ký",
        "các đồng chí",
        "ông",
        "Lào Cai",
        "huyện",
        "TP.",
        "(LĐ online) -",
        "baolaocai.vn",
        "\u200b",
        "Ấ",
        "😀",
        "\t",
    ]
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, list[Suggestion]]:
    """A text of odd pieces, and suggestions on some of them."""
    text, found = "", []
    for piece in draw(st.lists(PIECES, max_size=40)):
        label = draw(st.sampled_from((None, *LABELS)))
        if label and piece.strip():
            value = draw(st.sampled_from((None, "2021/2025", "2021-05-03", "XXXX-05-03TMO")))
            found.append(Suggestion(Span(len(text), len(text) + len(piece)), label, "test", value=value))
        text += piece + draw(st.sampled_from((" ", "", "  ")))
    return Article.of(text, zones(text)), found


@settings(max_examples=150, deadline=None)
@given(articles())
def test_nothing_raises_and_ends_are_suggestions(drawn: tuple[Article, list[Suggestion]]) -> None:
    """Heads and tails are among the suggestions; evidence lies in the text."""
    article, found = drawn
    known = {(s.span, s.label) for s in found}
    relations = suggest_relations(article, found)
    assert {end for r in relations for end in (r.head, r.tail)} <= known
    assert len({(r.kind, r.head, r.tail) for r in relations}) == len(relations)
    for record in suggest_agreements(article, card_of(article), found, relations):
        assert all(span.end <= len(article.text) for spans in record.evidence.values() for span in spans)
    _, evidence = locate(article, found)
    assert all(e.span is None or e.span.end <= len(article.text) for e in evidence)
