"""A reviewer's day on the project's own collection of two hundred articles, key by key."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sample_files import sample_dataset

from core.batch import detect_all
from core.model.article import State
from core.model.ids import GOLD_LAYER, new_id
from core.people import Annotator
from core.review.audit import error_rate, judged, samples
from core.review.checks.muting import muted
from core.review.checks.run import check
from core.review.grouping.decisions import decided
from core.store.store import Store
from core.verbs.states import thread
from gui.review.articles_view import ArticlesView
from gui.review.checks_view import ChecksView
from gui.review.registers_views import OfficialsView
from gui.topbar import COMPARE, READ, REVIEW

pytestmark = pytest.mark.slow


class Reviewer:
    """Somebody at the keyboard, in the places of review."""

    def __init__(self, person) -> None:
        self.person = person
        self.window = person.window

    @property
    def room(self):
        return self.window.places.room

    @property
    def store(self):
        return self.window.live.session.store

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            QApplication.processEvents()
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))
            QApplication.processEvents()

    def wait(self) -> None:
        """Until nothing is counted any more."""
        until = time.monotonic() + 100
        QApplication.processEvents()
        while self.room.busy:
            assert time.monotonic() < until
            QApplication.processEvents()
            time.sleep(0.005)
        QApplication.processEvents()


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection with all that is kept of an article once it was counted: a reviewer's second day."""
    path = sample_dataset(tmp_path_factory.mktemp("counted"))
    store = Store(path)
    for _ in detect_all(store, Annotator(new_id(), "")):
        pass
    for _ in check(store):
        pass
    store.close()
    return path


@pytest.fixture
def reviewer(person, counted: Path, tmp_path: Path) -> Iterator[Reviewer]:
    person.start(dataset=Path(shutil.copy(counted, tmp_path / "gold.sqlite")))
    yield Reviewer(person)
    assert person.told == []


def test_the_map_leads_to_a_provinces_articles_and_back(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    room, window = reviewer.room, reviewer.window
    assert window.places.place == REVIEW
    assert room.counting.overview.together.articles == 200
    overview = room.overview
    reviewer.press("PgDown")
    here = overview.map.chosen
    area = overview.region.area(room.counting.overview)
    assert here is not None and 0 < area.articles < 200
    before = overview.queue.rows
    assert before and sum(row.count for row in before) < len(room.counting.findings)
    reviewer.press("Return")
    assert window.places.place == READ
    assert len(window.stock.ids) == area.articles
    window.library.released.emit()
    assert len(window.stock.ids) == 200
    reviewer.press("F11", "Esc")
    assert overview.map.chosen is None
    reviewer.press("M")
    assert len([t for t in overview.map._tiles if t.unit]) == 34
    for _ in overview.colours.group.buttons():
        reviewer.press("C", "D")
        assert any(overview.map.look(tile).share is not None for tile in overview.map._tiles)
    assert overview.colours.chosen == 0 and overview.charts.chosen == 0


def test_a_finding_leads_to_its_sentence_is_fixed_there_and_taken_back(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    room, window = reviewer.room, reviewer.window
    reviewer.press("3")
    view = room.view
    assert isinstance(view, ChecksView)
    at = view.table.rows.find(lambda q: q.finding.fix is not None and not q.also)
    view.table.go(at)
    one = view.current.finding
    reviewer.press("Return")
    assert window.places.place == READ
    desk = window.live.desk
    assert (desk.article.id, desk.layer.id) == (one.article, one.layer)
    assert window.reader.current is not None and window.reader.current.span == one.spans[0]
    found = len(room.counting.findings)
    reviewer.press("F")
    assert len(room.counting.findings) == found - 1
    assert room.way.visit is not None  # at the next one
    reviewer.press("J", "Esc")
    assert window.places.place == REVIEW and room.view is view
    reviewer.press("Ctrl+Z")
    reviewer.wait()
    assert window.live.session.history.next_undo() is None


def test_a_finding_is_let_pass_with_a_note(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    reviewer.press("3")
    view = reviewer.room.view
    key = view.current.finding.key
    reviewer.person.answer("dung roi", "Return")
    reviewer.press("X")
    assert muted(reviewer.store)[key].note == "dung roi"
    assert key not in {q.finding.key for q in reviewer.room.counting.findings}
    reviewer.press("Ctrl+Z")
    reviewer.wait()
    assert muted(reviewer.store) == {}
    assert key in {q.finding.key for q in reviewer.room.counting.findings}


def test_articles_are_accepted_and_returned_with_a_note(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    reviewer.press("2")
    reviewer.wait()
    view = reviewer.room.view
    assert isinstance(view, ArticlesView)
    first = view.table.rows.at(0)
    reviewer.press("A")
    reviewer.wait()
    assert reviewer.store.layer(first.article, first.layer).card.state is State.ACCEPTED
    reviewer.press("Down")
    second = view.table.current
    reviewer.person.answer("thieu chuc danh", "Return")
    reviewer.press("R")
    layer = reviewer.store.layer(second.article, second.layer)
    assert layer.card.state is State.RETURNED
    assert [remark.text for remark in thread(layer.items)] == ["thieu chuc danh"]
    reviewer.press("Ctrl+Z")
    assert reviewer.store.layer(second.article, second.layer).card.state is State.DONE


def test_what_is_proposed_is_merged_by_one_key_and_the_evidence_is_an_enter_away(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    reviewer.press("4")
    room = reviewer.room
    view = room.view
    assert isinstance(view, OfficialsView)
    people = len(room.counting.registers.officials)
    at = view.table.rows.find(lambda o: view.proposal(o) is not None)
    view.table.go(at)
    reviewer.press("G")
    reviewer.wait()
    assert len(room.counting.registers.officials) == people - 1
    assert len(decided(reviewer.store)) == 1
    reviewer.press("Ctrl+Z")
    reviewer.wait()
    assert len(room.counting.registers.officials) == people
    view.table.go(at)
    seen = view.table.current.seen[0]
    reviewer.press("Return")
    assert reviewer.window.live.desk.article.id == seen.article
    assert reviewer.window.reader.text.textCursor().hasSelection() or reviewer.window.reader.current
    reviewer.press("Esc")
    assert room.view is view and reviewer.window.places.place == REVIEW


def test_every_figure_opens_the_disagreements_behind_it(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    reviewer.press("8")
    reviewer.wait()
    view = reviewer.room.view
    behind = view.behind.rows.rowCount()
    assert behind > 0
    reviewer.press("Return", "Return")
    assert reviewer.window.places.place == COMPARE
    assert reviewer.room.comparing.desk is not None


def test_differences_are_decided_by_one_key_each_and_undone(reviewer: Reviewer):
    reviewer.press("F12")
    reviewer.wait()
    room = reviewer.room
    reviewer.press("Return")
    comparing = room.comparing
    desk, article = comparing.desk, comparing.desk.stack.article.id
    left = len(desk.open_items)
    assert left > 1
    reviewer.press("1", "1")
    assert len(desk.open_items) == left - 2
    reviewer.press("Ctrl+Z")
    assert len(comparing.desk.open_items) == left - 1
    reviewer.press("R")
    reviewer.press("0")
    assert len(comparing.desk.open_items) == left - 2
    reviewer.press("A")
    assert "Nguyễn" not in comparing._view._people.text()
    reviewer.person.answer("Return")
    reviewer.press("M")
    gold = reviewer.store.layer(article, GOLD_LAYER)
    assert len(gold.accepted) > 5
    reviewer.press("Esc")
    row = comparing._list.table.current
    assert row.article == article and row.left == len(desk.open_items) + desk.waiting


def test_screen_readers_are_told_every_part(reviewer: Reviewer, nameless: Callable[[QWidget], list[str]]):
    reviewer.press("F11")
    reviewer.wait()
    for key in "12345678":
        reviewer.press(key)
        reviewer.wait()
        assert nameless(reviewer.window) == []
    tile = reviewer.room.overview.map._buttons[0]
    assert tile.accessibleName().startswith(tile.tile.name)
    reviewer.press("F12")
    reviewer.wait()
    assert nameless(reviewer.window) == []
    reviewer.press("Return")
    assert nameless(reviewer.window) == []
    assert QAccessible.queryAccessibleInterface(reviewer.room.comparing._view.text.text).text(QAccessible.Text.Name)


@pytest.fixture
def nameless() -> Callable[[QWidget], list[str]]:
    def found(widget: QWidget) -> list[str]:
        bare = []
        for child in widget.findChildren(QWidget):
            part = QAccessible.queryAccessibleInterface(child)
            if child.isVisible() and part and part.state().focusable and not part.text(QAccessible.Text.Name):
                bare.append(f"{type(child).__name__} in {type(child.parent()).__name__}")
        return bare

    return found


def test_a_sample_is_drawn_and_looked_at_and_its_error_rate_told(reviewer: Reviewer):
    reviewer.press("F11")
    reviewer.wait()
    reviewer.press("9")
    reviewer.person.answer("3", "Return")
    reviewer.press("N")
    (sample,) = samples(reviewer.store)
    assert len(sample.articles) == 3
    reviewer.press("Return")
    window = reviewer.window
    desk = window.live.desk
    assert (desk.article.id, desk.layer.id) == (sample.articles[0], sample.layer)
    window.reader.set_current(desk.layer.accepted[0])
    reviewer.press("X", "A")
    (found,) = judged(reviewer.store, sample)
    assert len(found.faults) == 1 and found.items == len(desk.layer.accepted)
    assert window.live.desk.article.id == sample.articles[1]
    reviewer.press("Esc")
    assert error_rate(reviewer.store, sample).errors == 1
