"""Vietnamese order."""

from random import Random

import pytest

from core.text.collate import collation_key, name_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g"],
        ["o", "ô", "ơ", "p", "u", "ư", "v", "x", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mạch"],
        ["ba", "bà", "bả", "bá", "bạ", "ba ba", "bà ba", "ban", "bàn"],
        ["Dung", "Dũng", "Đan", "Đức"],
        ["Quận 2", "Quận 10", "quận Ba Đình"],
        ["Hà Nam", "Hà Nội", "Hải Phòng"],
        ["hòa", "hoá"],
    ],
)
def test_letters_come_before_tones_and_tones_before_capitals(ordered: list[str]):
    mixed = ordered.copy()
    Random(3).shuffle(mixed)
    assert sorted(mixed, key=collation_key) == ordered


def test_people_stand_by_given_name_then_by_family_and_middle_name():
    people = ["Lê Thị Ánh", "Trần Văn An", "Nguyễn Văn Bình", "Đặng Văn An", "Dương An", "Y Biêr Niê", "Ân"]
    assert sorted(people, key=name_key) == [
        "Dương An",
        "Đặng Văn An",
        "Trần Văn An",
        "Lê Thị Ánh",
        "Ân",
        "Nguyễn Văn Bình",
        "Y Biêr Niê",
    ]


def test_any_text_has_a_place():
    assert sorted(["", "Ж", "漢", "z", "1"], key=collation_key)[:3] == ["", "1", "z"]
