"""The administrative map through time."""

import re
import time
from datetime import date
from pathlib import Path

import pytest

from core.errors import ResourceError
from core.paths import resources
from core.provinces.load import load
from core.provinces.map import atlas, came_from, districts, find, map_dates, name_of, tiles, under, unit, units

DURING_63 = date(2020, 5, 1)
AFTER = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(1997, 1, 1), 61),
        (date(2003, 12, 31), 61),
        (date(2004, 1, 1), 64),
        (date(2008, 7, 31), 64),
        (date(2008, 8, 1), 63),
        (date(2025, 1, 1), 63),
        (date(2025, 6, 30), 63),
        (date(2025, 7, 1), 34),
    ],
)
def test_each_map_has_its_number_of_units(on: date, count: int) -> None:
    """Units come and go on the days when the resolutions took effect."""
    assert len(units(on)) == count


def test_a_name_used_again_is_another_unit() -> None:
    """Lào Cai before and after the merger have different ids and territory."""
    before, after = find("Lào Cai", DURING_63), find("Lào Cai", AFTER)
    assert before and after and before.id != after.id
    assert [u.name for u in came_from(after.id)] == ["Lào Cai", "Yên Bái"]
    assert after.capital == "Yên Bái"


def test_every_unit_that_ended_became_one_that_began_the_next_day() -> None:
    """No territory is lost: chains of successors lead to the map of today."""
    for one in atlas().units.values():
        assert one.end is None or one.became
        assert under(one.id, AFTER)


@pytest.mark.parametrize(
    ("name", "on", "id"),
    [
        ("tỉnh Lâm Đồng", DURING_63, "lam-dong-1976"),
        ("TP.HCM", DURING_63, "ho-chi-minh-1976"),
        ("Thừa Thiên - Huế", DURING_63, "thua-thien-hue-1989"),
        ("Huế", date(2025, 2, 1), "hue-2025"),
        ("BR-VT", DURING_63, "ba-ria-vung-tau-1991"),
        ("Đắc Lắc", date(2001, 1, 1), "dak-lak-1976"),
        ("hà nội", date(2007, 1, 1), "ha-noi-1991"),
        ("Ha Noi", date(2009, 1, 1), "ha-noi-2008"),
        ("Hoà Bình", DURING_63, "hoa-binh-1991"),
        ("yen-bai-1991", AFTER, "yen-bai-1991"),
        ("Lào Cai", None, "lao-cai-1991"),
    ],
)
def test_names_are_found_as_people_write_them(name: str, on: date | None, id: str) -> None:
    """Kinds before the name, older spellings, tone marks left out; without a date the map before the merger."""
    found = find(name, on)
    assert found is not None and found.id == id


def test_what_is_no_province_is_not_found() -> None:
    """An unknown name is None, an unknown id keeps its own words."""
    assert find("Atlantis") is None
    assert name_of("x-2099") == "x-2099"


def test_a_count_can_be_seen_under_either_map() -> None:
    """Territory is followed forwards and backwards."""
    assert [u.id for u in under("ha-tay-1991", DURING_63)] == ["ha-noi-2008"]
    assert [u.name for u in under("ninh-binh-2025", DURING_63)] == ["Hà Nam", "Nam Định", "Ninh Bình"]
    assert [u.id for u in under("thua-thien-hue-1989", AFTER)] == ["hue-2025"]
    assert unit("dien-bien-2004") in under("lai-chau-1962", date(2010, 1, 1))


def test_sources_of_law_stand_with_each_unit() -> None:
    """The resolution and its date are data."""
    act = unit("da-nang-2025").act
    assert act.title == "Nghị quyết số 202/2025/QH15"
    assert act.passed == date(2025, 6, 12) < act.effective == AFTER


def test_districts_end_with_june_2025() -> None:
    """Districts stand until the merger; those joined before it are gone from the list earlier."""
    names = {d.name for d in districts("cao-bang-1978", date(2010, 1, 1))}
    assert {"Thông Nông", "Trà Lĩnh"} <= names
    assert "Thông Nông" not in {d.name for d in districts("cao-bang-1978")}
    assert not districts("ha-noi-2008", AFTER)
    assert 690 <= sum(len(districts(u.id)) for u in units(date(2025, 6, 1))) <= 710


@pytest.mark.parametrize("on", [*map_dates(), date(2025, 2, 1)])
def test_every_unit_has_one_tile_and_the_archipelagos_are_there(on: date) -> None:
    """No two tiles share a place; Hoàng Sa is Đà Nẵng's, Trường Sa Khánh Hòa's."""
    found = tiles(on)
    assert len({(t.column, t.row) for t in found}) == len(found)
    assert {t.unit.id for t in found if t.unit} == {u.id for u in units(on)}
    assert {(t.name, name_of(t.province)) for t in found if not t.unit} == {
        ("Hoàng Sa", "Đà Nẵng"),
        ("Trường Sa", "Khánh Hòa"),
    }


def test_a_wrong_file_is_named_with_its_key(tmp_path: Path) -> None:
    """Checked when loaded: a successor that does not exist, a map with too few units."""
    text = (resources() / "provinces.toml").read_text(encoding="utf-8")
    broken = tmp_path / "provinces.toml"
    broken.write_text(text.replace('became = ["hue-2025"]', 'became = ["hue-2026"]'), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"provinces\.toml.*units\.thua-thien-hue-1989\.became"):
        load(broken)
    broken.write_text(text.replace("units = 34", "units = 35"), encoding="utf-8")
    with pytest.raises(ResourceError, match=re.escape("maps.2025-07-01")):
        load(broken)
    broken.write_text("[[maps]", encoding="utf-8")
    with pytest.raises(ResourceError, match="TOML"):
        load(broken)


def test_the_map_loads_at_once() -> None:
    """Reading and checking the file stays far from noticeable."""
    best = min(_seconds() for _ in range(3))
    assert best < 0.2


def _seconds() -> float:
    start = time.perf_counter()
    load(resources() / "provinces.toml")
    return time.perf_counter() - start


def test_a_district_is_a_provinces_from_the_day_it_came_to_it() -> None:
    """Hà Tây's are Hà Nội's since August 2008, Đắk Nông's were Đắk Lắk's until 2003, Thủ Đức is a city since 2021."""

    def names(id: str, on: date) -> set[tuple[str, str]]:
        return {(d.kind, d.name) for d in districts(id, on)}

    before, after = names("ha-noi-1991", date(2008, 7, 31)), names("ha-noi-2008", date(2008, 8, 1))
    assert ("huyện", "Ba Vì") in after - before and len(after) > len(before)
    assert ("huyện", "Ba Vì") in names("ha-tay-1991", date(2008, 7, 31))
    assert ("huyện", "Krông Nô") in names("dak-lak-1976", date(2003, 12, 31))
    assert ("huyện", "Krông Nô") in names("dak-nong-2004", date(2004, 1, 1))
    assert ("huyện", "Krông Nô") not in names("dak-lak-1976", date(2004, 1, 1))
    thu_duc = [d for d in districts("ho-chi-minh-1976", date(2021, 1, 1)) if d.name == "Thủ Đức"]
    assert [(d.kind, d.start, d.made_by) for d in thu_duc] == [
        ("thành phố", date(2021, 1, 1), "Nghị quyết số 1111/NQ-UBTVQH14")
    ]
    assert ("quận", "Quận 2") in names("ho-chi-minh-1976", date(2020, 12, 31))


def test_every_district_says_by_which_act_it_ended() -> None:
    """The day and the act are data, also for those that all ended together."""
    for district in (*atlas().districts, *atlas().earlier):
        assert district.act and district.end <= date(2025, 6, 30), district.name
        assert district.start is None or district.start <= district.end
