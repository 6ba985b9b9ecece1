"""Searching a collection from the keyboard: found, narrowed, read, labelled, flagged, exported and taken back."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from sample_files import sample_dataset

from core.text.fold import fold
from gui.dialogs.export import ExportDialog
from gui.searching.results import Together
from gui.topbar import READ, REVIEW

pytestmark = pytest.mark.slow


class Searcher:
    """Somebody at the keyboard, in the place of searching."""

    def __init__(self, person) -> None:
        self.person = person
        self.window = person.window

    @property
    def view(self):
        return self.window.places.room.searching.view

    @property
    def hits(self):
        return self.view.list.rows.hits

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            QApplication.processEvents()
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))
            QApplication.processEvents()

    @staticmethod
    def type(words: str) -> None:
        """Type where the keyboard is; letters with marks as an input method commits them."""
        for letter in words:
            box = QApplication.focusWidget()
            assert box is not None
            if letter.isascii():
                QTest.keyClicks(box, letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(box, event)

    def look(self, line: str) -> None:
        """Look for a line, until all of it is counted."""
        self.press("Ctrl+Shift+F")
        self.press("Ctrl+A")
        self.type(line)
        self.press("Return")
        self.wait()

    def wait(self) -> None:
        until = time.monotonic() + 60
        QApplication.processEvents()
        while self.window.places.room.searching.busy or self.window.filing.busy:
            assert time.monotonic() < until
            QApplication.processEvents()
            time.sleep(0.003)
        QApplication.processEvents()

    def own(self) -> list[tuple[str, str]]:
        """What stands in one's own layer in the whole dataset."""
        session = self.window.live.session
        found = (session.look(id) for id in session.shelf.ids())
        return [(a.span.of(desk.article.text), a.label) for desk in found for a in desk.layer.accepted]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_dataset(tmp_path_factory.mktemp("searched"))


@pytest.fixture
def searcher(person, collection: Path, tmp_path: Path) -> Iterator[Searcher]:
    person.start(dataset=Path(shutil.copy(collection, tmp_path / "gold.sqlite")))
    yield Searcher(person)
    assert person.told == []


def test_a_line_typed_into_the_palette_is_looked_for_in_the_whole_dataset(searcher: Searcher):
    searcher.press("Ctrl+K")
    searcher.type("chu tich ubnd")
    searcher.press("Ctrl+Return")
    searcher.wait()
    assert searcher.window.places.place == REVIEW
    assert searcher.view.box.text() == "chu tich ubnd"
    assert "chu tich ubnd" in {fold(hit.words) for hit in searcher.hits}


def test_the_palettes_last_row_searches_the_whole_dataset(searcher: Searcher):
    searcher.press("Ctrl+K")
    searcher.type("qqqq")
    searcher.press("Return")
    searcher.wait()
    assert searcher.view.box.text() == "qqqq" and searcher.hits == []
    assert searcher.view.counts.hits == 0


def test_completion_is_taken_by_tab_and_the_line_finds_annotations(searcher: Searcher):
    searcher.press("Ctrl+Shift+F")
    searcher.type("nha")
    assert searcher.view.box.offers.isVisible()
    searcher.press("Tab")
    assert searcher.view.box.text() == "nhãn:"
    searcher.type("chuc")
    searcher.press("Tab")
    assert searcher.view.box.text() == "nhãn:TITLE "
    searcher.press("Return")
    searcher.wait()
    assert {hit.label for hit in searcher.hits} == {"TITLE"}
    assert len(searcher.hits) < searcher.view.counts.hits  # a page at a time
    searcher.press("Down", "Ctrl+End")
    searcher.wait()
    assert len(searcher.hits) > 400 and searcher.view.counts.done


def test_what_is_wrong_is_said_and_underlined(searcher: Searcher):
    searcher.look('"Sở Nội vụ" tỉnh:Atlantis')
    view = searcher.view
    assert view._wrong.isVisible() and "Atlantis" in view._wrong.text()
    assert view.box._wrong and searcher.hits == []
    searcher.look('"Sở Nội vụ"')
    assert not view._wrong.isVisible() and searcher.hits


def test_a_count_narrows_the_line_and_a_hit_is_read_and_come_back_to(searcher: Searcher):
    searcher.look("nhãn:AGENCY sở")
    view, window = searcher.view, searcher.window
    before = view.counts.hits
    assert 0 < view.counts.articles < before
    view.facets.setFocus()
    row = next(n for n, facet in enumerate(view.facets.rows) if facet.adds.startswith("tỉnh:"))
    view.facets.setCurrentIndex(view.facets.model().index(row, 0))
    searcher.press("Return")
    searcher.wait()
    assert "tỉnh:" in view.box.text() and 0 < view.counts.hits < before
    view.list.setFocus()
    searcher.press("Down", "Return")
    hit = view.list.rows.hits[1]
    assert window.places.place == READ
    assert window.live.desk.article.id == hit.article and window.live.desk.layer.id == hit.layer
    assert window.reader.current.span == hit.span
    searcher.press("Esc")
    assert window.places.place == REVIEW and view.list.current is hit and view.list.hasFocus()


def test_all_but_an_exception_are_labelled_at_once_and_taken_back_at_once(searcher: Searcher):
    searcher.look('"đồng chủ trì"')
    view = searcher.view
    number = view.counts.hits
    assert number > 3 and searcher.own() == []
    view.list.setFocus()
    searcher.press("Space")
    assert view.number_meant == number - 1
    searcher.person.answer("Return")
    searcher.press("5")
    searcher.wait()
    label = next(each.name for each in searcher.window.live.session.scheme.labels if each.key == "5")
    assert [each for each in searcher.own() if each[1] == label] == [("đồng chủ trì", label)] * (number - 1)
    searcher.press("Ctrl+Z")
    searcher.wait()
    assert searcher.own() == []


def test_all_are_flagged_with_a_note_and_taken_back(searcher: Searcher):
    searcher.look('"đồng chủ trì"')
    articles = {hit.article for hit in searcher.hits}
    session = searcher.window.live.session
    searcher.view.list.setFocus()
    searcher.person.answer("xem lai", "Return")
    searcher.press("F")
    searcher.wait()
    cards = [session.look(id).card for id in articles]
    assert all(card.flag and card.note == "xem lai" for card in cards)
    searcher.press("Ctrl+Z")
    searcher.wait()
    assert not any(session.look(id).card.flag for id in articles)


def test_the_articles_found_are_exported(searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    searcher.look('"đồng chủ trì"')
    articles = {hit.article for hit in searcher.hits}
    out = tmp_path / "out.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))

    def take_all() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        dialog._everything.setChecked(True)
        dialog.accept()

    QTimer.singleShot(200, take_all)
    searcher.view.list.setFocus()
    searcher.press("E")
    searcher.wait()
    texts = {json.loads(line)["text"] for line in out.read_text("utf-8").splitlines()}
    session = searcher.window.live.session
    assert texts == {session.look(id).article.text for id in articles}


def test_hits_stand_together_by_article_and_by_words(searcher: Searcher):
    searcher.look('nhãn:TITLE "giám đốc"')
    rows = searcher.view.list.rows
    count = len(rows.hits)
    searcher.view.list.setFocus()
    searcher.press("G")
    assert rows.together is Together.ARTICLE and rows.rowCount() > count == len(rows.shown())
    searcher.press("G")
    assert rows.together is Together.WORDS
    heading = rows.index(0)
    searcher.view.list.setCurrentIndex(heading)
    searcher.press("Space")
    assert searcher.view.number_meant < searcher.view.counts.hits
    searcher.press("A")
    assert searcher.view.number_meant == searcher.view.counts.hits


def test_lines_are_remembered_and_kept_by_name(searcher: Searcher):
    searcher.look("thanh tra")
    searcher.person.answer("Cac doan thanh tra", "Return")
    searcher.view.save.click()
    searcher.look("hội nghị")
    searcher.press("Ctrl+Shift+F", "Ctrl+A", "Del")
    offered = searcher.view.box.offers.offers
    assert [(o.text, o.about) for o in offered][:1] == [("thanh tra", "Cac doan thanh tra")]
    assert "hội nghị" in [o.text for o in offered]
    searcher.press("Down", "Return")
    searcher.wait()
    assert searcher.view.box.text() == "thanh tra" and searcher.hits
