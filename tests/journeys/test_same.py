"""One decision for all like it: the concordance, exceptions, the dataset, one undo, and rules that stay."""

from collections.abc import Callable
from pathlib import Path

from gui.dialogs.same import SameOverlay

ONE = """Tỉnh ủy Lào Cai họp giao ban

Sở Nội vụ báo cáo. Sở Nội vụ đề nghị. Bà Vàng Thị Mẩy, Giám đốc Sở Nội vụ phát biểu.
"""
TWO = """Huyện Bát Xát giao ban tháng 8

UBND huyện Bát Xát làm việc với Sở Nội vụ. SỞ NỘI VỤ ghi nhận.
"""

Write = Callable[[str, str], Path]


def overlay(person) -> SameOverlay:
    found = [o for o in person.window.findChildren(SameOverlay) if o.isVisible()]
    assert len(found) == 1
    return found[0]


def all_accepted(person) -> int:
    session = person.window.live.session
    return sum(len(session.look(id).layer.accepted) for id in session.shelf.ids())


def test_all_in_the_article_but_an_exception_and_one_undo(person, write: Write):
    person.start(write("1.txt", ONE))
    person.go("Sở Nội vụ", "AGENCY")
    person.press("G")
    shown = overlay(person)
    assert len(shown.list.hits) == 3 and all(hit.words == "Sở Nội vụ" for hit in shown.list.hits)
    person.key(shown.list, "Down", "Space")
    assert len(shown.list.chosen) == 2
    person.key(shown.list, "Return")
    assert person.accepted() == [("Sở Nội vụ", "AGENCY")] * 2
    person.press("Ctrl+Z")
    assert person.accepted() == []


def test_all_of_the_dataset_in_the_background_and_one_undo(person, write: Write):
    folder = write("1.txt", ONE).parent
    write("2.txt", TWO)
    person.start(folder)
    here = next(
        id for id in person.window.stock.ids if "giao ban\n" in person.window.live.session.look(id).article.text
    )
    person.window.open_article(here)
    person.go("Sở Nội vụ", "AGENCY")
    person.press("G")
    shown = overlay(person)
    shown._scopes.button(len(shown._scope_values) - 1).click()
    person.wait()
    assert len({hit.article for hit in shown.list.hits}) == 2
    assert any(hit.words == "SỞ NỘI VỤ" for hit in shown.list.hits)
    shown._case.click()
    person.wait()
    assert {hit.words for hit in shown.list.hits} == {"Sở Nội vụ"}
    chosen = len(shown.list.chosen)
    assert chosen >= 4
    person.key(shown.list, "Return")
    person.wait()
    assert all_accepted(person) == chosen
    assert person.accepted() == [("Sở Nội vụ", "AGENCY")] * 3
    person.press("Ctrl+Z")
    person.wait()
    assert all_accepted(person) == 0 and person.accepted() == []
    person.press("Ctrl+Shift+Z")
    person.wait()
    assert all_accepted(person) == chosen


def test_a_rule_is_kept_shows_at_once_and_can_be_removed(person, write: Write):
    person.start(write("1.txt", ONE))
    person.go("Sở Nội vụ", "AGENCY")
    person.press("Del", "Shift+G")
    shown = overlay(person)
    assert shown.offer.deed.verb == "reject"
    shown._keep.click()
    person.key(shown.list, "Return")
    words = [m.span.of(person.text) for m in person.window.live.desk.mentions]
    assert "Sở Nội vụ" not in words
    assert len(person.window.live.session.standing.rules) == 1

    person.answer("Del", "Esc")
    person.window.commands["rules"].trigger()
    assert person.window.live.session.standing.rules == ()


def test_a_rule_that_is_kept_with_decisions_is_undone_with_them(person, write: Write):
    person.start(write("1.txt", ONE))
    person.go("Sở Nội vụ", "AGENCY")
    person.press("G")
    shown = overlay(person)
    shown._keep.click()
    person.key(shown.list, "Return")
    assert len(person.accepted()) == 3 and len(person.window.live.session.standing.rules) == 1
    person.press("Ctrl+Z")
    assert person.accepted() == [] and person.window.live.session.standing.rules == ()
    person.press("Ctrl+Shift+Z")
    assert len(person.accepted()) == 3 and len(person.window.live.session.standing.rules) == 1


def test_esc_changes_nothing(person, write: Write):
    person.start(write("1.txt", ONE))
    person.go("Sở Nội vụ", "AGENCY")
    person.press("G")
    person.key(overlay(person).list, "Esc")
    assert person.accepted() == []
    assert person.window.focusWidget() is person.window.reader.text
