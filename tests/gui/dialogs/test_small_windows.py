"""The small windows are answered from the keyboard: Enter accepts, Esc does not."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from core.errors import ReadError
from gui.dialogs.about import AboutDialog
from gui.dialogs.ask_open import AskOpen, OpenChoice
from gui.dialogs.date import DateDialog, day_words, parse_day
from gui.dialogs.encoding import EncodingDialog
from gui.dialogs.keys import KeyGroup, KeysOverlay
from gui.dialogs.province import ProvinceDialog
from gui.dialogs.tell import message_box, question_box
from gui.theme import Theme

UNITS = [("a", "Lào Cai"), ("b", "Đắk Lắk"), ("c", "Đà Nẵng"), ("d", "Hà Nội")]
TODAY = date(2021, 8, 1)


def shown(dialog: QDialog, qtbot: QtBot) -> QDialog:
    dialog.setModal(False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def field(dialog: QDialog) -> QLineEdit:
    found = dialog.findChild(QLineEdit)
    assert found is not None
    return found


def words(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("28/7/2021", date(2021, 7, 28)),
        ("28.07.2021", date(2021, 7, 28)),
        (" 28-7-2021 ", date(2021, 7, 28)),
        ("2021-07-28", date(2021, 7, 28)),
        ("29/2/2021", None),
        ("7/2021", None),
        ("28/7/21", date(2021, 7, 28)),
        ("28/7/202", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_a_day_is_typed_as_an_office_writes_it(typed: str, day: date | None) -> None:
    assert parse_day(typed) == day


def test_a_day_is_said_in_words() -> None:
    assert day_words(date(2021, 7, 28)) == "thứ Tư, ngày 28 tháng 7 năm 2021"


def test_a_date_is_set_by_enter(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = DateDialog(window, None, TODAY)
    shown(dialog, qtbot)
    qtbot.keyClicks(field(dialog), "28/7/2021")
    assert "thứ Tư" in words(dialog)
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert (dialog.result(), dialog.value) == (QDialog.DialogCode.Accepted, "2021-07-28")


def test_a_date_that_is_none_is_not_taken(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = DateDialog(window, "2021-07-28", TODAY)
    shown(dialog, qtbot)
    qtbot.keyClicks(field(dialog), "31/2/2021")
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.value == "2021-07-28"
    assert "Không phải ngày có thật" in words(dialog)


def test_a_day_to_come_is_told_to_be_one(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = DateDialog(window, None, TODAY)
    shown(dialog, qtbot)
    qtbot.keyClicks(field(dialog), "2/8/2021")
    assert "chưa tới" in words(dialog)


def test_an_empty_date_is_unknown(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = DateDialog(window, "2021-07-28", TODAY)
    shown(dialog, qtbot)
    field(dialog).clear()
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert (dialog.result(), dialog.value) == (QDialog.DialogCode.Accepted, None)


def test_a_province_is_found_by_a_few_letters(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = ProvinceDialog(window, UNITS, "a")
    shown(dialog, qtbot)
    qtbot.keyClicks(field(dialog), "dak")
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert (dialog.result(), dialog.province) == (QDialog.DialogCode.Accepted, "b")


def test_provinces_stand_in_vietnamese_order_and_arrows_move_among_them(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = ProvinceDialog(window, UNITS, "b")
    shown(dialog, qtbot)
    names = dialog.findChild(QListWidget)
    assert names is not None
    assert [names.item(n).text() for n in range(names.count())] == [
        "Đà Nẵng",
        "Đắk Lắk",
        "Hà Nội",
        "Lào Cai",
        "Chưa rõ tỉnh",
    ]
    qtbot.keyClick(field(dialog), Qt.Key.Key_Down)
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert dialog.province == "d"


def test_a_province_that_is_none_is_not_taken(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = ProvinceDialog(window, UNITS, "a")
    shown(dialog, qtbot)
    qtbot.keyClicks(field(dialog), "zzz")
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_esc_leaves_the_province(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = ProvinceDialog(window, UNITS, "a")
    shown(dialog, qtbot)
    qtbot.keyClicks(field(dialog), "ha")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.result(), dialog.province) == (QDialog.DialogCode.Rejected, "a")


def test_an_encoding_is_chosen_by_what_can_be_read_in_it(qtbot: QtBot, window: QMainWindow) -> None:
    def preview(name: str) -> str:
        if name == "utf-16":
            raise ReadError("gold_missing", path="bai.txt")
        return f"Chữ theo {name}"

    names = [("utf-8", "UTF-8"), ("cp1258", "Windows-1258"), ("utf-16", "UTF-16")]
    dialog = EncodingDialog(window, names, "utf-8", preview)
    shown(dialog, qtbot)
    listed = dialog.findChild(QListWidget)
    before, text = dialog.findChildren(QPlainTextEdit)
    assert listed is not None
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert before.toPlainText() == "Chữ theo utf-8"
    assert text.toPlainText() == "Chữ theo cp1258"
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    dialog.accept()
    assert dialog.isVisible(), "the file cannot be read in it"
    qtbot.keyClick(listed, Qt.Key.Key_Up)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert (dialog.result(), dialog.encoding) == (QDialog.DialogCode.Accepted, "cp1258")


@pytest.mark.parametrize(
    ("key", "choice"),
    [(Qt.Key.Key_1, OpenChoice.ACCEPT), (Qt.Key.Key_2, OpenChoice.REJECT), (Qt.Key.Key_3, OpenChoice.LEAVE)],
)
def test_one_key_says_what_becomes_of_open_suggestions(
    qtbot: QtBot, window: QMainWindow, key: Qt.Key, choice: OpenChoice
) -> None:
    dialog = AskOpen(window, 12)
    shown(dialog, qtbot)
    assert "Còn 12 gợi ý" in words(dialog)
    qtbot.keyClick(dialog, key)
    assert dialog.choice is choice


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_esc_or_an_enter_too_many_decides_nothing(qtbot: QtBot, window: QMainWindow, key: Qt.Key) -> None:
    dialog = AskOpen(window, 12)
    shown(dialog, qtbot)
    qtbot.keyClick(dialog.focusWidget(), key)
    assert dialog.choice is None
    assert not dialog.isVisible()


def test_enter_presses_the_answer_that_has_the_focus(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = AskOpen(window, 12)
    shown(dialog, qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.choice is OpenChoice.LEAVE


def test_a_dangerous_question_is_refused_by_enter(qtbot: QtBot, window: QMainWindow) -> None:
    plain, danger = question_box(window, "Mở lại?"), question_box(window, "Bỏ hết?", danger=True)
    for box, answer in ((plain, QDialog.DialogCode.Accepted), (danger, QDialog.DialogCode.Rejected)):
        shown(box, qtbot)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert box.result() == answer


def test_a_message_says_its_text_as_it_is(qtbot: QtBot, window: QMainWindow) -> None:
    box = message_box(window, "Không đọc được <b>bai.txt</b>")
    shown(box, qtbot)
    assert "<b>" in words(box)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert not box.isVisible()


def test_about_names_the_version(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = AboutDialog(window)
    shown(dialog, qtbot)
    assert "Phiên bản" in words(dialog)


def test_any_key_closes_the_keys_but_a_modifier(qtbot: QtBot, window: QMainWindow, look: Theme) -> None:
    groups = [KeyGroup("Sửa", [("Hoàn tác", ["Ctrl+Z"]), ("Không có phím", [])]), KeyGroup("Trống", [("Gì đó", [])])]
    overlay = KeysOverlay(window, look, groups)
    overlay.open()
    texts = [label.text() for label in overlay.findChildren(QLabel)]
    assert "Ctrl+Z" in texts
    assert "Không có phím" not in texts
    assert "TRỐNG" not in texts
    qtbot.keyClick(overlay, Qt.Key.Key_Shift)
    assert overlay.isVisible()
    qtbot.keyClick(overlay, Qt.Key.Key_A)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is window.centralWidget()


def test_an_overlay_grows_with_its_window(qtbot: QtBot, window: QMainWindow, look: Theme) -> None:
    overlay = KeysOverlay(window, look, [KeyGroup("Sửa", [("Hoàn tác", ["Ctrl+Z"])])])
    overlay.open()
    window.resize(1300, 900)
    QApplication.processEvents()
    assert overlay.size() == window.size()
    overlay.end()


def test_every_button_of_a_window_has_a_name(qtbot: QtBot, window: QMainWindow) -> None:
    for dialog in (AskOpen(window, 3), DateDialog(window), ProvinceDialog(window, UNITS), AboutDialog(window)):
        qtbot.addWidget(dialog)
        assert all(button.accessibleName() or button.text() for button in dialog.findChildren(QPushButton))
