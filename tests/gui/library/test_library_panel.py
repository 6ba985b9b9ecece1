"""The library asks for pages of rows, for articles and for filters, and shows what it is told."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.model.article import FINISHED, State
from core.model.library import Filter, Progress, ShelfRow
from gui import theme
from gui.library.model import state_line
from gui.library.panel import LibraryPanel
from gui.library.provinces import lines_of

NAMES = {"dn": "Đà Nẵng", "hn": "Hà Nam", "hp": "Hải Phòng", "tt": "Thừa Thiên Huế", None: "Chưa rõ tỉnh"}
PROGRESS = [
    Progress(None, 0, 2),
    Progress("tt", 1, 4),
    Progress("hp", 2, 17),
    Progress("dn", 6, 6),
    Progress("hn", 0, 5),
]


class Rows:
    """Rows for any id, counting how many were asked for."""

    def __init__(self) -> None:
        self.asked = 0
        self.state = State.NEW

    def __call__(self, ids: Sequence[bytes]) -> list[ShelfRow]:
        self.asked += len(ids)
        return [ShelfRow(id, f"Bài số {int.from_bytes(id)}", self.state, None, "hn", False, 3, 4) for id in ids]


def ids(count: int) -> list[bytes]:
    return [n.to_bytes(16) for n in range(count)]


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def library(qtbot: QtBot, qapp: QApplication, rows: Rows) -> LibraryPanel:
    look = theme.load("light")
    theme.apply(qapp, look)
    panel = LibraryPanel(look, rows, {"open_files": "Ctrl+O"})
    qtbot.addWidget(panel)
    panel.resize(272, 700)
    panel.show()
    return panel


def test_provinces_stand_as_a_vietnamese_dictionary_has_them_unknown_last() -> None:
    names = [line.name for line in lines_of(PROGRESS, lambda id: NAMES[id])]
    assert names == ["Tất cả", "Đà Nẵng", "Hà Nam", "Hải Phòng", "Thừa Thiên Huế", "Chưa rõ tỉnh"]


def test_all_provinces_together_are_the_sum() -> None:
    every = lines_of(PROGRESS, lambda id: NAMES[id])[0]
    assert (every.done, every.total) == (9, 34)


def test_a_single_province_needs_no_line_for_all() -> None:
    assert [line.province for line in lines_of([Progress("hn", 0, 5)], lambda id: NAMES[id])] == ["hn"]


def test_a_hundred_thousand_articles_ask_for_one_page(library: LibraryPanel, rows: Rows, qapp: QApplication) -> None:
    library.set_articles(ids(100_000))
    qapp.processEvents()
    assert 0 < rows.asked <= 128


def test_the_open_article_is_brought_into_sight(library: LibraryPanel, qapp: QApplication) -> None:
    library.set_articles(ids(5_000))
    library.set_current(ids(5_000)[4_000])
    qapp.processEvents()
    current = library.articles.currentIndex()
    assert current.row() == 4_000
    assert library.articles.viewport().rect().intersects(library.articles.visualRect(current))


def test_a_click_asks_for_the_article(library: LibraryPanel, qtbot: QtBot) -> None:
    library.set_articles(ids(3))
    place = library.articles.visualRect(library.articles.model().index(1, 0)).center()
    with qtbot.waitSignal(library.article_requested) as asked:
        qtbot.mouseClick(library.articles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [ids(3)[1]]


def test_enter_asks_for_the_article_that_the_arrows_went_to(library: LibraryPanel, qtbot: QtBot) -> None:
    library.set_articles(ids(3))
    library.set_current(ids(3)[0])
    qtbot.keyClick(library.articles, Qt.Key.Key_Down)
    with qtbot.waitSignal(library.article_requested) as asked:
        qtbot.keyClick(library.articles, Qt.Key.Key_Return)
    assert asked.args == [ids(3)[1]]


def test_a_changed_row_alone_is_asked_for_anew(
    library: LibraryPanel, rows: Rows, qtbot: QtBot, qapp: QApplication
) -> None:
    library.set_articles(ids(300))
    qapp.processEvents()
    rows.asked, rows.state = 0, State.DONE
    library.row_changed(ids(1)[0])
    library.row_changed(ids(1)[0])
    qtbot.waitUntil(lambda: rows.asked == 1)
    index = library.articles.model().index(0, 0)
    assert "Xong" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_typing_asks_once_for_all_letters(library: LibraryPanel, qtbot: QtBot) -> None:
    asked: list[Filter] = []
    library.filter_changed.connect(asked.append)
    library.focus_search()
    box = library.findChild(QLineEdit)
    assert box is not None
    qtbot.keyClicks(box, "lao cai")
    assert asked == []
    qtbot.waitUntil(lambda: asked == [Filter(words="lao cai")])


def test_a_province_holds_the_library_and_lets_go_of_it(library: LibraryPanel, qtbot: QtBot) -> None:
    library.set_progress(PROGRESS, lambda id: NAMES[id])
    asked: list[Filter] = []
    library.filter_changed.connect(asked.append)
    provinces = library.provinces
    provinces.setCurrentIndex(provinces.model().index(2, 0))
    qtbot.keyClick(provinces, Qt.Key.Key_Return)
    qtbot.keyClick(provinces, Qt.Key.Key_Space)
    assert asked == [Filter(province="hn"), Filter()]


def test_articles_without_a_province_are_asked_for_by_an_empty_one(library: LibraryPanel, qtbot: QtBot) -> None:
    library.set_progress(PROGRESS, lambda id: NAMES[id])
    library.provinces.setCurrentIndex(library.provinces.model().index(5, 0))
    qtbot.keyClick(library.provinces, Qt.Key.Key_Return)
    assert library.filter == Filter(province="")


def test_a_state_is_a_filter(library: LibraryPanel, qtbot: QtBot) -> None:
    done = next(b for b in library.findChildren(QPushButton) if b.text() == "Xong")
    with qtbot.waitSignal(library.filter_changed) as asked:
        qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert asked.args == [Filter(states=FINISHED)]


def test_an_empty_dataset_says_how_to_begin(library: LibraryPanel, qtbot: QtBot) -> None:
    library.set_articles([])
    button = next(b for b in library.findChildren(QPushButton) if b.isVisible() and "Ctrl+O" in b.text())
    with qtbot.waitSignal(library.open_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_where_nothing_is_found_the_filters_can_be_let_go(library: LibraryPanel, qtbot: QtBot) -> None:
    done = next(b for b in library.findChildren(QPushButton) if b.text() == "Xong")
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    library.set_articles([])
    button = next(b for b in library.findChildren(QPushButton) if b.isVisible() and b.text() == "Bỏ lọc")
    with qtbot.waitSignal(library.filter_changed) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [Filter()]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ShelfRow(b"", "", State.NEW, None, None, False, 0, None), "Mới"),
        (ShelfRow(b"", "", State.NEW, None, None, False, 0, 1240), "Mới · 1.240 gợi ý"),
        (ShelfRow(b"", "", State.STARTED, "2021-07-28", None, False, 15, 31), "Đang làm · 15/46 · 28/7/2021"),
        (ShelfRow(b"", "", State.DONE, "2021-08-02", None, True, 31, 0), "Xong · 31 mục · 2/8/2021 · không chắc"),
    ],
)
def test_a_row_says_how_far_one_is(row: ShelfRow, line: str) -> None:
    assert state_line(row) == line
