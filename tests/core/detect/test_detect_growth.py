"""Work grows no faster than the text, counted in calls of Python functions."""

import sys

import pytest

from core.detect.offices import detect_agencies, detect_officials, detect_places, detect_titles
from core.detect.overlaps import resolve
from core.model.article import Article, ArticleCard

_CARD = ArticleCard(b"", b"", b"", b"")
_SENTENCES = (
    "Đồng chí Nguyễn Văn An, Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Tuyên giáo Tỉnh ủy và ông Trần Văn Bình dự. ",
    "thanh tra và thanh tra và ",
    "giám đốc, ",
    "Phòng Y tế, Sở Y tế, ",
    "Sở Y tế - Tài chính & Xây dựng, giáo dục và ",
    "các xã Tân Lộc, ",
    "Nguyễn Văn ",
    "Văn phòng Ban Chi bộ Đảng bộ ",
    "TRƯỜNG BAN ",
    "ông A (",
)


def calls(text: str) -> int:
    """How many Python functions are called while `text` is read."""
    count = 0

    def counting(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event == "call"

    article = Article.of(text)
    sys.setprofile(counting)
    try:
        resolve(s for d in (detect_titles, detect_officials, detect_agencies, detect_places) for s in d(article, _CARD))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_twice_the_text_is_at_most_twice_the_work(sentence: str) -> None:
    calls(sentence)  # the lexicons are read
    once, twice = calls(sentence * 200), calls(sentence * 400)
    assert twice <= 2.1 * once + 500


def test_a_long_line_of_one_word_is_read() -> None:
    calls("văn phòng " * 20_000)
