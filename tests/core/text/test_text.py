"""The normal form, the foldings, the pieces of words and the offsets."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.model.span import Span
from core.text.fold import fold, spelling
from core.text.normal import normalize
from core.text.offsets import Utf16
from core.text.syllables import pieces, snap, step_end, step_start

LETTERS = st.text(alphabet="aàáoòuủyỳỷqQUỶ ÂấđĐ-–'’.,28/7\n\u0301😀🇻", max_size=40)


def test_normalizing_changes_line_ends_and_composition_and_nothing_else():
    assert normalize("\ufeff  U\u0309y\r\nb\rc\u2028d\xa0") == "  Ủy\nb\nc\nd\xa0"


@given(st.text())
def test_normalizing_twice_is_normalizing_once(text: str):
    assert normalize(normalize(text)) in (normalize(text), normalize(text).removeprefix("\ufeff"))


def test_both_places_of_the_tone_are_one_spelling_but_qu_is_a_consonant():
    assert spelling("Tỉnh uỷ HOÀ BÌNH khoẻ thuý") == "tỉnh ủy hòa bình khỏe thúy"
    assert spelling("quý Hoàng toán") == "quý hoàng toán"
    assert spelling("Thừa Thiên – Huế\xa0“x”") == 'thừa thiên - huế "x"'


@given(st.text())
def test_spelling_keeps_offsets(text: str):
    text = unicodedata.normalize("NFC", text)
    assert len(spelling(text)) == len(text)


def test_folding_finds_what_is_typed_without_marks():
    assert fold("Đỗ Đức Thưởng") == fold("do duc thuong") == "do duc thuong"


@given(LETTERS)
def test_utf16_positions_go_there_and_back(text: str):
    offsets = Utf16(text)
    for point in range(len(text) + 1):
        assert offsets.to_units(point) == len(text[:point].encode("utf-16-le")) // 2
        assert offsets.to_points(offsets.to_units(point)) == point


def test_words_run_together_by_misprint_come_apart_where_the_case_changes():
    text = "090921-2.JPGĐại điện Ban Tuyên giáoTỉnh ủy H'Yim Kđoh"
    assert [p.of(text) for p in pieces(text)] == (
        ["090921", "2", "JPG", "Đại", "điện", "Ban", "Tuyên", "giáo", "Tỉnh", "ủy", "H'Yim", "Kđoh"]
    )


def test_a_selection_snaps_to_the_words_it_touches_and_drops_punctuation():
    text = "dự có đồng chí Nguyễn Văn A, Bí thư"
    at = text.index("uyễn")
    assert snap(text, Span(at, text.index("A,") + 2)) == Span(text.index("Nguyễn"), text.index("A,") + 1)
    assert snap("a  , b", Span(1, 4)) is None


def test_borders_step_by_syllables_and_never_empty_a_span():
    text = "Chủ tịch UBND tỉnh Lào Cai\nkhác"
    body = Span(text.index("UBND"), text.index(" Lào"))
    assert step_end(text, body, 2).of(text) == "UBND tỉnh Lào Cai"
    assert step_end(text, body, 9).of(text) == "UBND tỉnh Lào Cai"  # a span does not step into the next line
    assert step_end(text, body, -5).of(text) == "UBND"
    assert step_start(text, body, -1).of(text) == "tịch UBND tỉnh"
    assert step_start(text, body, 1).of(text) == "tỉnh"
    assert step_start(text, body, 5).of(text) == "tỉnh"


@given(LETTERS, st.integers(0, 39), st.integers(1, 40), st.integers(-3, 3))
def test_steps_keep_a_span_a_span(text: str, start: int, length: int, by: int):
    span = snap(text, Span(start, start + length)) if start < len(text) else None
    if span is not None:
        for moved in (step_start(text, span, by), step_end(text, span, by)):
            assert 0 <= moved.start < moved.end <= len(text)
