"""The bars say where one is and how far, and ask for what is clicked."""

from dataclasses import replace

import pytest
from parts import TEXT, found
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from core import verbs
from core.model.article import Article, ArticleCard, Source
from core.model.layer import Layer
from core.model.library import Progress
from core.verbs import Desk
from gui import theme
from gui.statusbar import StatusBar
from gui.theme import Theme
from gui.topbar import TopBar

SOURCE = Source("bai.txt", "0" * 64, "txt", "utf-8")


@pytest.fixture
def look(qapp: QApplication) -> Theme:
    light = theme.load("light")
    theme.apply(qapp, light)
    return light


@pytest.fixture
def desk() -> Desk:
    article = Article.of(TEXT)
    card = ArticleCard(b"c" * 16, article.id, b"L" * 16, b"", sources=(SOURCE,))
    return Desk(article, Layer(article.id, b"L" * 16), found(article, card), card)


@pytest.fixture
def status(qtbot: QtBot, look: Theme) -> StatusBar:
    bar = StatusBar(look, {"keys": "F1"})
    qtbot.addWidget(bar)
    bar.resize(1200, 32)
    bar.show()
    return bar


def words(bar: StatusBar | TopBar) -> list[str]:
    return [w.text() for w in (*bar.findChildren(QLabel), *bar.findChildren(QPushButton)) if w.isVisible() and w.text()]


def button(bar: StatusBar | TopBar, text: str) -> QPushButton:
    return next(b for b in bar.findChildren(QPushButton) if b.text() == text)


def test_the_article_and_the_collection_are_counted(status: StatusBar, desk: Desk) -> None:
    desk.layer.apply(verbs.accept(desk, desk.open[:2]).stamped(b"r"))
    status.show_desk(desk, [Progress(None, 8, 1_300)])
    assert {"2 / 6 mục", "● đã lưu", "UTF-8 · NFC", "Đăng: chưa rõ ngày", "Cả bộ 8 / 1.300 bài"} <= set(words(status))


def test_the_date_says_who_set_it(status: StatusBar, desk: Desk) -> None:
    for by, text in (("person", "Đăng: 29/7/2021 (người đặt)"), ("rule", "Đăng: 29/7/2021 (đọc từ bài)")):
        card = replace(desk.card, published="2021-07-29", published_by=by)
        status.show_desk(Desk(desk.article, desk.layer, desk.detection, card), [])
        assert text in words(status)


def test_date_encoding_and_keys_are_asked_for(status: StatusBar, desk: Desk, qtbot: QtBot) -> None:
    status.show_desk(desk, [])
    for text, signal in (
        ("Đăng: chưa rõ ngày", status.date_requested),
        ("UTF-8 · NFC", status.encoding_requested),
        ("F1 phím tắt", status.keys_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button(status, text), Qt.MouseButton.LeftButton)


def test_without_an_article_nothing_is_said_of_one(status: StatusBar) -> None:
    assert words(status) == ["F1 phím tắt"]


def test_lasting_work_comes_up_and_can_be_stopped(status: StatusBar, qtbot: QtBot) -> None:
    status.job_started("Đang nhập", 0)
    status.job_progress(12, 40)
    bar = status.findChild(QProgressBar)
    assert bar is not None
    assert not bar.isVisible(), "short work need not be seen"
    qtbot.waitUntil(bar.isVisible)
    assert "Đang nhập 12/40" in words(status)
    with qtbot.waitSignal(status.cancel_requested):
        qtbot.mouseClick(button(status, "Dừng"), Qt.MouseButton.LeftButton)
    status.job_ended("Đã thêm 12 bài")
    assert not bar.isVisible()
    assert "Đã thêm 12 bài" in words(status)


def test_the_top_bar_opens_the_palette_and_goes_to_places(qtbot: QtBot, look: Theme) -> None:
    top = TopBar(look, {"palette": "Ctrl+K"})
    qtbot.addWidget(top)
    top.show()
    top.set_dataset("lao-cai.sqlite")
    assert {"Bút Vàng", "lao-cai.sqlite", "Đọc"} == set(words(top))
    with qtbot.waitSignal(top.palette_requested):
        qtbot.mouseClick(next(b for b in top.findChildren(QPushButton) if not b.text()), Qt.MouseButton.LeftButton)
    top.show_places(["read", "review"])
    with qtbot.waitSignal(top.place_requested) as asked:
        qtbot.mouseClick(button(top, "Duyệt"), Qt.MouseButton.LeftButton)
    assert asked.args == ["review"]
