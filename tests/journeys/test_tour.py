"""The tour on the samples, key by key; its offer at the first start; what is new after an update."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core.version import VERSION
from gui.settings import Settings
from gui.tour import STEPS, Tour
from gui.tour_begin import greet
from gui.tour_card import Card

ARTICLE = "Tỉnh ủy Lào Cai họp giao ban\n\nĐồng chí Lý Văn Sơn, Giám đốc Sở Nội vụ báo cáo.\n"


def until(there, seconds: float = 60) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.005)


def begin(person) -> Tour:
    """Take the tour from the menu of help."""
    person.window.commands["tour"].trigger()
    until(lambda: person.window.findChild(Tour) is not None)
    person.wait()
    return person.window.findChild(Tour)


def settings_of(person) -> Settings:
    return Settings(person.folder)


def done(tour: Tour, name: str) -> None:
    """Wait until the tour has gone on from a step."""
    until(lambda: tour.step is None or tour.step.name != name, 10)


def test_each_step_goes_on_when_the_person_has_done_it(person, write):
    person.start(write("1.txt", ARTICLE))
    tour = begin(person)
    window = person.window
    assert "lam-thu" in window.live.session.store.path.name
    assert len(window.stock.ids) == 13
    assert tour.step is STEPS[0]
    for name, keys in (
        ("next", ["Tab"]),
        ("accept", ["Return"]),
        ("reject", ["Del"]),
        ("undo", ["Ctrl+Z"]),
        ("relabel", ["6"]),
        ("border", ["]"]),
    ):
        assert tour.step.name == name
        person.press(*keys)
        done(tour, name)
    # Marking by hand: words that no one has marked.
    covered = [m.span for m in window.live.desk.mentions]
    start = next(
        n
        for n in range(len(person.text) - 8)
        if person.text[n - 1 : n].isspace()
        and person.text[n].isalpha()
        and not any(s.start < n + 8 and n < s.end for s in covered)
    )
    cursor = window.reader.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 4, QTextCursor.MoveMode.KeepAnchor)
    window.reader.text.setTextCursor(cursor)
    person.press("3")
    done(tour, "mark")
    person.press("Tab", "G")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    done(tour, "same")
    person.answer("Esc")
    person.press("F2")
    done(tour, "date")
    person.press("Ctrl+K")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    done(tour, "find")
    person.press("Ctrl+Return", "Ctrl+D")
    done(tour, "done")
    assert tour.step is None
    tour.card.findChild(QPushButton).click()
    until(lambda: person.window.live.session.store.path == person.dataset)
    assert settings_of(person).text("tour") == "taken"
    assert settings_of(person).recent == [person.dataset]


def test_esc_leaves_it_and_brings_the_own_dataset_back(person, write):
    person.start(write("1.txt", ARTICLE))
    own = person.text
    begin(person)
    person.press("Esc")
    until(lambda: person.window.live.session.store.path == person.dataset)
    assert person.text == own
    assert settings_of(person).text("tour") == "left"
    assert not person.window.findChildren(Card)


def test_a_step_can_be_skipped_by_its_button(person):
    person.start()
    tour = begin(person)
    for step in STEPS:
        assert tour.step is step
        tour.card.findChildren(QPushButton)[-1].click()
    assert tour.step is None


def test_the_tour_is_offered_once_at_the_first_start_and_takes_no_focus(person, write):
    person.start(write("1.txt", ARTICLE))
    window, settings = person.window, settings_of(person)
    greet(window, settings, first=True)
    card = window.findChild(Card)
    assert card.isVisible()
    assert window.focusWidget() is window.reader.text
    later, go = card.findChildren(QPushButton)
    assert go.property("kind") == "primary"
    later.click()
    QApplication.sendPostedEvents(None, 52)  # deferred deletion
    greet(window, settings, first=False)
    assert not [c for c in window.findChildren(Card) if c.isVisible()]


@pytest.mark.parametrize("key", ["Ctrl+Return", "F11"])
def test_the_offer_goes_away_when_one_begins_to_work(person, write, key: str):
    person.start(write("1.txt", ARTICLE))
    greet(person.window, settings_of(person), first=True)
    person.press(key)
    QApplication.sendPostedEvents(None, 52)  # deferred deletion
    assert not [c for c in person.window.findChildren(Card) if c.isVisible()]


def test_what_is_new_is_told_once_after_an_update(person, write):
    person.start(write("1.txt", ARTICLE))
    window, settings = person.window, settings_of(person)
    settings.keep("tour", "taken")
    settings.keep("version", "0.0.9")
    greet(window, settings, first=False)
    assert window.findChild(Card, "news").isVisible()
    assert settings.text("version") == VERSION
    window.findChild(Card, "news").end()
    QApplication.sendPostedEvents(None, 52)
    greet(window, settings, first=False)
    assert window.findChild(Card, "news") is None


def test_the_samples_of_the_tour_leave_the_own_dataset_as_it_was(person, write, tmp_path: Path):
    person.start(write("1.txt", ARTICLE))
    before = person.window.live.session.store.path.read_bytes()
    begin(person)
    person.press("Tab", "Return", "Return", "Esc")
    until(lambda: person.window.live.session.store.path == person.dataset)
    assert len(person.window.stock.ids) == 1
    assert person.accepted() == []
    assert before[:16] == b"SQLite format 3\x00"
