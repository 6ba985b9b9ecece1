"""When two wordings name one body."""

import pytest

from core.detect.bodies import same_body, words_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ban Tổ chức T.Ư", "Ban Tổ chức Trung ương", True),
        ("BTC TƯ", "Ban Tổ chức Trung ương", True),
        ("Sở Tư pháp", "Sở Trung ương pháp", False),
        ("SỞ TƯ PHÁP", "Sở Tư pháp", True),
        ("Sở Kế hoạch và Đầu tư", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", True),
        ("HĐND", "Hội đồng nhân dân tỉnh", True),
    ],
)
def test_central_is_unfolded_and_the_word_that_is_written_alike_is_not(one: str, other: str, same: bool):
    assert same_body(one, other) is same


def test_words_of_their_own_stay():
    assert words_of("Viện Tư vấn đầu tư") == ("viện", "tư", "vấn", "đầu", "tư")
