"""Keys can be changed in the program, conflicts are shown, and typing methods do no harm."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from core.errors import ResourceError
from core.wording import say
from gui import actions, key_file
from gui.dialogs.change_keys import Bound, ChangeKeys

ARTICLE = """Tỉnh ủy Lào Cai họp giao ban

Đồng chí Lý Văn Sơn, Giám đốc Sở Nội vụ báo cáo với Tỉnh ủy.
"""

Write = Callable[[str, str], Path]


def dialog(qtbot, **own: tuple[str, ...]) -> ChangeKeys:
    bound = [Bound(row.name, actions.title_of(row.name), row.keys, row.where) for row in actions.ROWS]
    made = ChangeKeys(None, bound, own, actions.key_text)
    qtbot.addWidget(made)
    return made


def choose(made: ChangeKeys, name: str) -> None:
    for row in range(made._list.count()):
        if made._list.item(row).data(Qt.ItemDataRole.UserRole) == name:
            made._list.setCurrentRow(row)


def test_a_key_is_pressed_and_the_default_comes_back(qtbot):
    made = dialog(qtbot)
    choose(made, "merge")
    made.wait()
    QTest.keyClick(made._press, Qt.Key.Key_J)  # which works too where one compares: not together with the reader
    assert made.keys_of("merge")[0] == "J"
    made.reset()
    assert made.chosen == {}


def test_a_key_that_another_command_has_is_swapped_with_it(qtbot):
    made = dialog(qtbot)
    choose(made, "merge")
    made.wait()
    QTest.keyClick(made._press, Qt.Key.Key_Delete)
    assert made.keys_of("merge")[0] == "M"
    assert say("actions.reject") in made._said.text() and "M" in made._said.text()
    assert not made._swap.isHidden()
    made._swap.click()
    assert made.keys_of("merge")[0] == "Del" and made.keys_of("reject") == ("M",)
    assert made._swap.isHidden()
    rows = {row.name: row.keys for row in actions.with_own_keys(actions.ROWS, made.chosen)}
    assert rows["merge"][0] == "Del" and rows["reject"] == ("M",)


def test_a_command_of_the_whole_window_gets_no_key_that_writes_a_letter(qtbot):
    made = dialog(qtbot)
    choose(made, "undo")
    assert not made.bind("J")
    assert made.keys_of("undo") == ("Ctrl+Z",)
    choose(made, "merge")
    assert not made.bind("Ctrl+Z")
    made.swap()
    assert made.keys_of("merge")[0] == "Ctrl+Z" and made.keys_of("undo") == ()  # M would be lost to text fields


def test_changed_keys_are_kept_and_work_after_a_restart(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    key_file.save({"accept": ("J",), "skip_boilerplate": ("Del",)})
    person.stop()
    person.start()
    person.press("Tab")
    first = person.current()
    person.press("Return", "Del")
    assert person.accepted() == []  # Del was given to another command, Return to none
    person.press("J")
    assert person.accepted()[0][0] == first


def test_a_wrong_file_of_keys_is_told_and_the_defaults_work(person, write: Write):
    key_file.path().parent.mkdir(parents=True, exist_ok=True)
    key_file.path().write_text('[keys]\naccept = ["Nokey+Q"]\n', "utf-8")
    with pytest.raises(ResourceError):
        key_file.load()
    person.start(write("1.txt", ARTICLE))
    assert any("keys.accept" in text for text in person.told)
    person.press("Tab", "Return")
    assert len(person.accepted()) == 1


def test_no_command_has_a_bare_backspace():
    assert all("Backspace" not in row.keys for row in actions.ROWS)
    assert not key_file.known("Backspace")


@pytest.mark.parametrize(
    ("first", "result"),
    [((Qt.Key.Key_A, "a"), (Qt.Key.Key_Aacute, "á")), ((Qt.Key.Key_D, "d"), (Qt.Key.Key_unknown, "đ"))],
    ids=["as, a1", "dd"],
)
def test_unikey_in_the_reader_does_nothing_harmful(person, write: Write, first, result):
    person.start(write("1.txt", ARTICLE))
    person.press("Tab")
    here = person.current()
    text = person.window.reader.text
    for key, letters in (first, (Qt.Key.Key_Backspace, "\b"), result):
        QApplication.sendEvent(text, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letters))
        QApplication.sendEvent(text, QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, letters))
    assert person.accepted() == [] and person.current() == here
    assert person.window.live.session.history.next_undo() is None
    assert person.window.status._said.text() == say("status.typing_noticed")


def test_a_digit_right_after_a_hooks_backspace_is_no_label(person, write: Write, qtbot):
    person.start(write("1.txt", ARTICLE))
    person.press("Tab")
    text = person.window.reader.text
    QTest.keyClick(text, Qt.Key.Key_Backspace)
    QTest.keyClick(text, Qt.Key.Key_1)
    assert person.accepted() == []
    assert person.window.status._said.text() == say("status.typing_noticed")
    qtbot.wait(60)  # a finger
    person.press("1")
    assert len(person.accepted()) == 1
    person.press("Tab", "Alt+2")
    assert len(person.accepted()) == 2


def test_no_text_field_loses_a_letter_to_a_verb(person, write: Write, qtbot):
    person.start(write("1.txt", ARTICLE))
    person.press("Tab")
    person.press("F4")
    person.wait()
    undo = person.window.live.session.history.next_undo()
    fields = [f for f in person.window.findChildren(QLineEdit) if f.isVisible() and f.isEnabled()]
    assert len(fields) >= 2
    for field in fields:
        field.setFocus()
        field.clear()
        for letters in ("tghmblkupyv123456?.,[]{}\\", "E"):
            qtbot.keyClicks(field, letters)
        commit = QInputMethodEvent()
        commit.setCommitString("đường phố á")
        QApplication.sendEvent(field, commit)
        assert field.text() == "tghmblkupyv123456?.,[]{}\\Eđường phố á"
        field.clear()
    assert person.window.live.session.history.next_undo() == undo


def test_an_input_methods_commit_in_the_reader_does_nothing(person, write: Write):
    person.start(write("1.txt", ARTICLE))
    text: QPlainTextEdit = person.window.reader.text
    assert not text.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commit = QInputMethodEvent()
    commit.setCommitString("đ")
    QApplication.sendEvent(text, commit)
    assert text.toPlainText().rstrip("\n") == person.text.rstrip("\n")
