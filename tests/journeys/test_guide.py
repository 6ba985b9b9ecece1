"""The guideline opens beside the article, in both languages, and is searched without accents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.paths import resources
from gui.actions import ROWS

ARTICLE = "Tỉnh ủy Lào Cai họp giao ban\n\nĐồng chí Lý Văn Sơn, Giám đốc Sở Nội vụ báo cáo.\n"


def test_it_opens_is_searched_and_leaves_again(person, write: Callable[[str, str], Path], qtbot):
    person.start(write("1.txt", ARTICLE))
    window = person.window
    person.press("Shift+F1")
    assert window.guide.isVisible() and not window.library.isVisible()
    assert window.focusWidget() is window.guide._field
    qtbot.keyClicks(window.guide._field, "nam trong chuc vu")
    assert window.guide.text.textCursor().selectedText().lower() == "nằm trong chức vụ"
    person.key(window.guide._field, "Return")
    person.key(window.guide._field, "Esc")
    assert not window.guide.isVisible() and window.library.isVisible()
    assert window.focusWidget() is window.reader.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_speaks_of_every_label_and_of_keys_that_are_there(language: str):
    text = (resources() / "guide" / f"guideline.{language}.md").read_text("utf-8")
    for code in ("CB", "CV", "CQ", "TG", "VB", "ĐD"):
        assert f"({code})" in text
    keys = {key for row in ROWS for key in row.keys}
    assert {"F3", "F4", "F8", "Shift+F4", "Ctrl+R", "H", "L", "K"} <= keys
