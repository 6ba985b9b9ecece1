"""The verbs beyond accept and reject, each by its key through the real window."""

from collections.abc import Callable
from pathlib import Path

from core.model.annotation import Suggestion

ARTICLE = """Tỉnh ủy Lào Cai gặp mặt cán bộ nghỉ hưu

Chiều ngày 28/7, tại hội trường UBND tỉnh, đồng chí Vàng Thị Mẩy, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh chủ trì.

Cùng dự có đồng chí Lý Văn Sơn, Giám đốc Sở Nội vụ; đại diện Ban Tổ chức Tỉnh ủy. Sở Nội vụ báo cáo.

Đồng chí Mẩy đề nghị thực hiện tốt Kế hoạch số 15-KH/TU trong quý IV/2021. Sở Nội vụ và Sở Nội vụ tiếp thu.
"""

Write = Callable[[str, str], Path]


def at(person, words: str, label: str) -> None:
    person.go(words, label)


def links(person) -> list[tuple[str, str, str]]:
    layer = person.window.live.desk.layer
    return [
        (r.kind, layer.get(r.head).span.of(person.text), layer.get(r.tail).span.of(person.text))
        for r in layer.relations
    ]


def test_borders_go_by_five_and_by_phrase(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    at(person, "Phó Bí thư Thường trực Tỉnh ủy", "TITLE")
    person.press("Ctrl+{")
    assert person.current() == "Tỉnh ủy"
    person.press("Ctrl+[")
    assert person.current() == "Phó Bí thư Thường trực Tỉnh ủy"
    person.press("Alt+]")
    assert person.current().endswith("Chủ tịch HĐND tỉnh chủ trì")
    person.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    at(person, "Lý Văn Sơn", "OFFICIAL")
    person.press("\\")
    assert person.current() == "Cùng dự có đồng chí Lý Văn Sơn"


def test_split_merge_and_wrap(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    reader = person.window.reader
    at(person, "Vàng Thị Mẩy", "OFFICIAL")
    reader.set_caret(person.text.index("Mẩy"))
    person.press("T")
    assert {("Vàng Thị", "OFFICIAL"), ("Mẩy", "OFFICIAL")} <= set(person.accepted())
    at(person, "Vàng Thị", "OFFICIAL")
    person.press("M")
    assert person.current() == "Vàng Thị Mẩy"
    at(person, "Sở Nội vụ", "AGENCY")
    person.press("B")
    assert person.current() == "Giám đốc Sở Nội vụ"
    assert ("AT", "Giám đốc Sở Nội vụ", "Sở Nội vụ") in links(person)


def test_what_is_left_is_settled_by_paragraph_label_and_score(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    desk = person.window.live.desk
    at(person, "Lý Văn Sơn", "OFFICIAL")
    paragraph = desk.paragraph_at(person.text.index("Lý Văn Sơn"))
    person.press("P")
    assert not person.window.live.desk.open_at(paragraph)
    person.press("Ctrl+Z", "Shift+P")
    assert not person.window.live.desk.open_at(paragraph) and not person.accepted()
    person.press("Ctrl+Z")
    at(person, "Lý Văn Sơn", "OFFICIAL")
    person.press("Y")
    assert {label for _, label in person.accepted()} == {"OFFICIAL"}
    person.press("Ctrl+Shift+Return")
    assert all(s.score < 0.95 for s in person.window.live.desk.open)


def test_links_are_made_turned_over_and_taken_away_by_one_key(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    at(person, "Vàng Thị Mẩy", "OFFICIAL")
    person.press("H")
    first = links(person)
    assert [kind for kind, _, _ in first] == ["HOLDS"]
    person.press("H")
    assert len(links(person)) == 1 and links(person) != first
    person.press("U")
    assert links(person) == []
    at(person, "Giám đốc Sở Nội vụ", "TITLE")
    person.press("L")
    assert ("AT", "Giám đốc Sở Nội vụ", "Sở Nội vụ") in links(person)
    at(person, "Chủ tịch HĐND tỉnh", "TITLE")
    person.press("K")
    assert ("DURING", "Chủ tịch HĐND tỉnh", "Chiều ngày 28/7") in links(person)


def test_the_last_deed_is_done_again_to_the_next_like_it(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    at(person, "Sở Nội vụ", "AGENCY")
    person.press("6", "F5")
    assert person.accepted().count(("Sở Nội vụ", "PLACE")) == 2
    person.press("F5", "F5", "F5")
    assert person.accepted().count(("Sở Nội vụ", "PLACE")) == 4


def test_a_value_is_typed_as_iso_or_in_words(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    at(person, "quý IV/2021", "DATE")
    person.answer("2021-Q3", "Return")
    person.press("F8")
    assert person.window.reader.current.value == "2021-Q3"
    person.answer("2021-13", "Return", "Esc")
    person.press("F8")
    assert person.window.reader.current.value == "2021-Q3"
    person.answer("28/7/2021", "Return")
    person.press("F8")
    current = person.window.reader.current
    assert (current.value, current.value_by) == ("2021-07-28", "person")
    person.press("Ctrl+Z")
    assert person.window.reader.current.value == "2021-Q3"


def test_a_note_is_typed_from_the_keyboard(person, write: Write, qtbot):
    person.start(write("1.txt", ARTICLE))
    at(person, "Lý Văn Sơn", "OFFICIAL")
    person.press("Shift+F4")
    field = person.window.focusWidget()
    qtbot.keyClicks(field, "xem lai")
    person.key(field, "Return")
    assert person.window.reader.current.note == "xem lai"
    assert person.window.focusWidget() is person.window.reader.text
    person.press("F4")
    assert person.window.reader.current.flag


def test_layers_are_shown_and_hidden(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    person.press("Ctrl+1", "Tab")
    seen = set()
    for _ in range(12):
        seen.add(person.window.reader.current.label)
        person.press("Tab")
    assert "OFFICIAL" not in seen
    person.press("Ctrl+1")
    at(person, "Lý Văn Sơn", "OFFICIAL")
    assert isinstance(person.window.reader.current, Suggestion)
