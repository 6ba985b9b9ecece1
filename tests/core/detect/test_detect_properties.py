"""What holds for the suggestions of any text, however broken."""

import unicodedata
from pathlib import Path

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detect.offices import detect_agencies, detect_officials, detect_places, detect_titles
from core.detect.overlaps import resolve
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.text.normal import normalize
from core.text.syllables import pieces

_CARD = ArticleCard(b"", b"", b"", b"")
_PHRASES = "\n".join(p.read_text(encoding="utf-8") for p in (Path(__file__).parent / "phrases").glob("*.txt"))
_WORDS = [
    *sorted(set(regex.findall(r"[\p{L}\p{N}.'’]+", _PHRASES))),
    *",-–;:().\n\u00a0\u200b",
    "giáoTỉnh",
    "các",
    "và",
    "của",
]
_broken = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
_any = st.text(max_size=200) | _broken | st.tuples(_broken, st.text(max_size=20), _broken).map("".join)


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """What the detectors of officials, posts, bodies and places find, overlaps resolved."""
    article = Article.of(text)
    return resolve(
        s for d in (detect_titles, detect_officials, detect_agencies, detect_places) for s in d(article, _CARD)
    )


@settings(max_examples=300, deadline=None)
@given(_any)
def test_any_text_is_read_without_an_error_and_spans_end_on_words(raw: str) -> None:
    text = normalize(raw)
    found = suggestions(text)
    starts, ends = set(), set()
    for piece in pieces(text):
        starts.add(piece.start)
        ends.add(piece.end)
    for one in found:
        surface = one.span.of(text)
        assert surface == surface.strip()
        if regex.fullmatch(r"[\p{L}\p{M}\p{N}\s\p{P}]+", surface):
            assert one.span.start in starts
            assert one.span.end in ends


@settings(max_examples=300, deadline=None)
@given(_any)
def test_only_agencies_nest_and_only_in_titles(raw: str) -> None:
    found = suggestions(normalize(raw))
    assert list(found) == sorted(found, key=lambda s: (s.span.start, -s.span.end))
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if other.span.start >= one.span.end:
                break
            assert (one.label, other.label) == ("TITLE", "AGENCY")
            assert one.span.contains(other.span)


@settings(max_examples=150, deadline=None)
@given(_broken)
def test_decomposed_text_says_the_same_as_composed(text: str) -> None:
    composed = [(s.span, s.label) for s in suggestions(normalize(text))]
    decomposed = [(s.span, s.label) for s in suggestions(normalize(unicodedata.normalize("NFD", text)))]
    assert composed == decomposed


@settings(max_examples=150, deadline=None)
@given(_broken)
def test_spaces_of_another_kind_or_number_change_no_surface(text: str) -> None:
    plain = [(" ".join(s.span.of(text).split()), s.label) for s in suggestions(text)]
    odd = text.replace(" ", "\u00a0 ")
    spaced = [(" ".join(s.span.of(odd).split()), s.label) for s in suggestions(odd)]
    assert [(a.replace("\u200b", "").split(), b) for a, b in plain] == [
        (a.replace("\u200b", "").split(), b) for a, b in spaced
    ]
