"""A press of keys is named once: Qt takes two names of it for two commands, and does neither."""

import pytest
from PySide6.QtGui import QKeySequence

from gui import actions

SHIFTED = dict(zip("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?', strict=True))
"""What a US keyboard, the one under the Vietnamese typing methods, types with Shift."""

PLACES = [place for place in actions.Where if place is not actions.Where.WINDOW]


def pressed(key: str) -> str:
    """One name for a press: Shift+[ for {, Shift+Tab for Backtab."""
    *held, last = QKeySequence(key).toString().replace("Backtab", "Shift+Tab").replace("++", "+Plus").split("+")
    last = "+" if last == "Plus" else last
    for plain, shifted in SHIFTED.items():
        if last == shifted:
            held, last = [*held, "Shift"], plain
    return "+".join([*sorted(set(held)), last])


@pytest.mark.parametrize("place", PLACES)
def test_no_two_names_of_one_press_are_live_in_the_same_place(place: actions.Where) -> None:
    keys = [pressed(key) for row in actions.ROWS if actions.together(place, row.where) for key in row.keys]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []
