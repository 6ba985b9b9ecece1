"""The palette finds by a few letters without accents, and asks for the one thing that was chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMainWindow
from pytestqt.qtbot import QtBot

from core.model.annotation import Suggestion
from core.model.scheme import shipped
from core.model.span import Span
from core.wording import say
from gui.dialogs.palette import ArticleHit, Command, MentionHit, Palette
from gui.theme import Theme

COMMANDS = [
    Command("undo", "Hoàn tác", "Ctrl+Z", True),
    Command("redo", "Làm lại", "Ctrl+Y", False),
    Command("set_published", "Đặt ngày đăng…", "F2", True),
    Command("set_province", "Đặt tỉnh, thành…", "F3", True),
]
MENTION = Suggestion(Span(0, 9), "AGENCY", "rule:bodies")


def articles(words: str) -> list[ArticleHit]:
    return [ArticleHit(b"1" * 16, f"Bài có {words}", "Đang làm")] if words != "khongco" else []


@pytest.fixture
def palette(qtbot: QtBot, window: QMainWindow, look: Theme) -> Palette:
    found = Palette(window, look, shipped(), COMMANDS, articles, [MentionHit(MENTION, "Tỉnh Đoàn", 3)])
    found.open()
    return found


def box(palette: Palette) -> QLineEdit:
    found = palette.findChild(QLineEdit)
    assert found is not None
    return found


def titles(palette: Palette) -> list[str]:
    """What was found; the last row, once something is typed, takes the words to the search of the whole dataset."""
    rows = all_titles(palette)
    return [title for title in rows if not title.startswith(say("dialogs.palette_search", words=""))]


def all_titles(palette: Palette) -> list[str]:
    view = palette.findChild(QListView)
    assert view is not None
    model = view.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def test_it_opens_with_the_commands_and_the_keyboard(palette: Palette) -> None:
    assert titles(palette) == [command.title for command in COMMANDS]
    assert QApplication.focusWidget() is box(palette)


def test_letters_without_accents_find_what_has_them(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(box(palette), "dat tinh")
    assert titles(palette) == ["Đặt tỉnh, thành…"]


def test_what_an_input_method_commits_finds_too(palette: Palette) -> None:
    event = QInputMethodEvent()
    event.setCommitString("đoàn")
    QApplication.sendEvent(box(palette), event)
    assert titles(palette) == ["Tỉnh Đoàn"]


def test_what_begins_with_the_letters_comes_first(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(box(palette), "tinh")
    assert titles(palette) == ["Tỉnh Đoàn", "Đặt tỉnh, thành…"]


def test_enter_gives_the_command_and_the_focus_goes_back(palette: Palette, window: QMainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(box(palette), "ngay")
    with qtbot.waitSignal(palette.command_requested) as asked:
        qtbot.keyClick(box(palette), Qt.Key.Key_Return)
    assert asked.args == ["set_published"]
    assert QApplication.focusWidget() is window.centralWidget()


def test_arrows_pass_over_what_cannot_be_done_now(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClick(box(palette), Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.command_requested) as asked:
        qtbot.keyClick(box(palette), Qt.Key.Key_Return)
    assert asked.args == ["set_published"]


def test_articles_are_found_by_the_dataset(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(box(palette), "giao ban")
    qtbot.waitUntil(lambda: titles(palette) == ["Bài có giao ban"])
    with qtbot.waitSignal(palette.article_requested) as asked:
        qtbot.keyClick(box(palette), Qt.Key.Key_Return)
    assert asked.args == [b"1" * 16]


def test_a_mention_is_gone_to(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(box(palette), "doan")
    with qtbot.waitSignal(palette.mention_requested) as asked:
        qtbot.keyClick(box(palette), Qt.Key.Key_Return)
    assert asked.args == [MENTION]


def test_what_nothing_is_called_is_searched_for_in_the_whole_dataset(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(box(palette), "khongco")
    assert all_titles(palette) == [say("dialogs.palette_search", words="khongco")]


def test_esc_ends_it_without_a_choice(palette: Palette, window: QMainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(box(palette), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.centralWidget()


def test_a_click_beside_it_ends_it(palette: Palette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.closed):
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft() / 2)


def test_the_windows_shortcuts_sleep_while_it_is_open(palette: Palette, window: QMainWindow, qtbot: QtBot) -> None:
    given: list[str] = []
    action = QAction("x", window)
    action.setShortcut(QKeySequence("Ctrl+D"))
    action.triggered.connect(lambda: given.append("x"))
    window.addAction(action)
    qtbot.keyClick(box(palette), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert given == []
    qtbot.keyClick(box(palette), Qt.Key.Key_Escape)
    qtbot.keyClick(window.centralWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert given == ["x"]
