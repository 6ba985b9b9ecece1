"""Whose body a name names, and what became of it."""

from datetime import date

import pytest

from core.detect.bodies import words_of
from core.review.grouping.bodies import COUNTRY, Level, body_key
from core.review.grouping.reforms import became, came_from, reforms

ON = date(2021, 5, 1)


@pytest.mark.parametrize(
    ("words", "province", "owner", "name", "level"),
    [
        ("Tỉnh ủy", "lao-cai-1991", "lao-cai-1991", "tỉnh ủy", Level.PROVINCE),
        ("Tỉnh ủy Lào Cai", "lao-cai-1991", "lao-cai-1991", "tỉnh ủy", Level.PROVINCE),
        ("Tỉnh uỷ", "ha-nam-1997", "ha-nam-1997", "tỉnh ủy", Level.PROVINCE),
        ("UBND tỉnh Hà Nam", "lao-cai-1991", "ha-nam-1997", "ủy ban nhân dân tỉnh", Level.PROVINCE),
        ("HĐND Vĩnh Long", "vinh-long-1992", "vinh-long-1992", "hội đồng nhân dân tỉnh", Level.PROVINCE),
        ("Sở Y tế", "lao-cai-1991", "lao-cai-1991", "sở y tế", Level.PROVINCE),
        ("Sở Y tế tỉnh Lào Cai", "lao-cai-1991", "lao-cai-1991", "sở y tế", Level.PROVINCE),
        ("Sở Tư pháp", "lao-cai-1991", "lao-cai-1991", "sở tư pháp", Level.PROVINCE),
        ("Thành ủy", "hai-phong-1962", "hai-phong-1962", "thành ủy", Level.PROVINCE),
        ("Thành ủy", "lao-cai-1991", "lao-cai-1991", "thành ủy", Level.DISTRICT),
        ("Thành ủy Lào Cai", "lao-cai-1991", "lao-cai-1991", "thành ủy lào cai", Level.DISTRICT),
        ("Thành ủy Đà Nẵng", "lao-cai-1991", "da-nang-1997", "thành ủy", Level.PROVINCE),
        ("UBND xã Tân Lộc", "ca-mau-1997", "ca-mau-1997", "ủy ban nhân dân xã tân lộc", Level.COMMUNE),
        ("Bộ Y tế", "lao-cai-1991", COUNTRY, "bộ y tế", Level.CENTRAL),
        ("Bộ Chỉ huy Quân sự tỉnh", "lao-cai-1991", "lao-cai-1991", "bộ chỉ huy quân sự tỉnh", Level.PROVINCE),
        ("Đoàn ĐBQH tỉnh", "lao-cai-1991", "lao-cai-1991", "đoàn đại biểu quốc hội tỉnh", Level.PROVINCE),
        ("Ban Tuyên giáo Trung ương", "lao-cai-1991", COUNTRY, "ban tuyên giáo trung ương", Level.CENTRAL),
    ],
)
def test_a_body_takes_the_articles_province_unless_it_names_another(
    words: str, province: str, owner: str, name: str, level: Level
):
    key = body_key(words, province, ON)
    assert (key.owner, key.name, key.level) == (owner, name, level)


def test_a_bare_commune_is_nobodys_in_particular():
    assert not body_key("UBND xã", "lao-cai-1991").definite
    assert body_key("UBND xã Y Tý", "lao-cai-1991").definite


def test_tu_is_an_abbreviation_only_in_capitals():
    assert words_of("BCH TƯ Đảng")[-3:] == ("trung", "ương", "đảng")
    assert "tư" in words_of("Sở Kế hoạch và Đầu tư") and "tư" in words_of("SỞ TƯ PHÁP")


def test_two_boards_have_one_successor_with_its_source():
    for old in ("Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy"):
        (kin,) = became(old)
        assert kin.name == "Ban Tuyên giáo và Dân vận Tỉnh ủy" and kin.day == date(2025, 2, 28) and kin.act
    assert {k.name for k in came_from("Ban Tuyên giáo và Dân vận Tỉnh ủy")} == {
        "Ban Tuyên giáo Tỉnh ủy",
        "Ban Dân vận Tỉnh ủy",
    }
    assert {k.name for k in came_from("Bộ Nông nghiệp và Môi trường")} == {
        "Bộ Nông nghiệp và Phát triển nông thôn",
        "Bộ Tài nguyên và Môi trường",
    }


def test_every_reform_has_a_day_and_a_source():
    for reform in reforms():
        assert reform.act and reform.passed.year > 1990
        assert reform.passed.year <= reform.day.year <= reform.passed.year + 1
