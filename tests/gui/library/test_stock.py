"""The library of more articles than are asked for at once, in the window: the first come now, all of them soon."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

import pytest
from PySide6.QtWidgets import QApplication

from core.model.article import Article, ArticleCard, Source, State
from core.model.ids import new_id
from core.model.library import Filter, Progress
from core.people import me
from core.store.store import Store
from gui.app import Program
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.stock import AT_ONCE

COUNT = AT_ONCE + 60


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    store, who = Store(tmp_path / "many.sqlite"), me()
    store.meet(who.id, who.name)
    for number in range(COUNT):
        article = Article.of(f"Bài {number}\nHọp giao ban {'sáng' if number % 2 else 'chiều'}.")
        source = Source(f"{number}.txt", article.id.hex() * 2, "txt", "utf-8")
        card = ArticleCard(new_id(), article.id, who.id, b"", article.heading(), (source,))
        store.add(article, source, b"", card, who.id)
    store.close()
    return tmp_path / "many.sqlite"


@pytest.fixture
def window(qapp: QApplication, dataset: Path, tmp_path: Path):
    settings = Settings(tmp_path)
    settings.keep("theme", "light")
    program = Program(qapp, settings, lambda _window, text: pytest.fail(text))
    program.glance(dataset)
    program.open(dataset)
    _until(qapp, lambda: not program.window.filing.busy)
    yield program.window
    program.window.close()


def test_the_first_articles_come_at_once_and_the_rest_soon(qapp: QApplication, window: MainWindow):
    rows = window.library.articles.model().rowCount
    window.stock.refresh(Filter("hop giao"))
    assert rows() == AT_ONCE
    _until(qapp, lambda: rows() == COUNT)
    assert window.stock.ids == window.live.session.shelf.ids()


def test_who_asks_for_all_articles_gets_all(window: MainWindow):
    window.stock.refresh(Filter("hop giao"))
    assert len(window.stock.ids) == COUNT


def test_what_is_open_stays_in_sight_when_the_rest_comes(qapp: QApplication, window: MainWindow):
    _until(qapp, lambda: window.library.articles.model().rowCount() == COUNT)
    last = window.stock.ids[-1]
    window.open_article(last)
    window.stock.refresh()
    qapp.processEvents()
    assert window.library.articles.currentIndex().row() == COUNT - 1


def test_the_progress_follows_each_article_that_is_done_and_taken_back(qapp: QApplication, window: MainWindow):
    stock = window.stock
    _until(qapp, lambda: stock._progress == [Progress(None, 0, COUNT)])
    assert window.live.finish()
    assert stock._progress == [Progress(None, 1, COUNT)]
    window.open_article(stock.ids[5])
    assert window.live.finish()
    assert stock._progress == [Progress(None, 2, COUNT)]
    window.live.undo()
    assert stock._progress == [Progress(None, 1, COUNT)]
    window.live.undo()  # in the article before, which opens
    _until(qapp, lambda: stock._progress == [Progress(None, 0, COUNT)])


def test_the_first_of_a_filter_are_the_beginning_of_all(window: MainWindow):
    shelf = window.live.session.shelf
    window.live.finish()
    states = (frozenset({State.NEW}), frozenset({State.DONE}), frozenset({State.NEW, State.DONE}), frozenset[State]())
    for only in (Filter(w, p, s) for w in ("", "hop sang") for p in (None, "", "lao-cai") for s in states):
        every = shelf.ids(only)
        assert shelf.ids(only, 3) == every[:3] and shelf.ids(only, COUNT) == every
        numbers = [window.stock.ids.index(id) for id in every]
        assert all(one < other for one, other in pairwise(numbers))
    assert shelf.ids(Filter(states=frozenset({State.DONE}))) == [window.live.desk.article.id]


def _until(qapp: QApplication, there: Callable[[], bool]) -> None:
    end = monotonic() + 30
    while not there():
        assert monotonic() < end
        qapp.processEvents()
        sleep(0.002)
