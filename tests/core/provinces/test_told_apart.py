"""Units whose name was used again are told apart where both are listed."""

from datetime import date

from core.provinces.map import MERGER, find, told_apart
from core.wording import use_language


def test_a_name_that_two_units_have_says_when():
    use_language("vi")
    old, new, other = (find("Lào Cai", date(2021, 1, 1)), find("Lào Cai", MERGER), find("Hải Dương"))
    assert old and new and other
    names = told_apart([old.id, new.id, other.id, "unknown-id"])
    assert names[old.id] == "Lào Cai (trước 7/2025)"
    assert names[new.id] == "Lào Cai (từ 7/2025)"
    assert (names[other.id], names["unknown-id"]) == ("Hải Dương", "unknown-id")
    assert told_apart([new.id]) == {new.id: "Lào Cai"}
