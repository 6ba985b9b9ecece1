"""A long sitting leaves nothing behind: not a handle, not an object, however many articles were opened and corrected."""

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from gui.benching.made import fill
from gui.benching.soaking import KEYS
from gui.stock import AT_ONCE
from tests.journeys.conftest import Person

_WARM, _LONG = 20, 80


@pytest.mark.slow
def test_a_hundred_articles_corrected_leave_no_handles_and_no_objects(person: Person, tmp_path: Path):
    fill(tmp_path / "many.sqlite", AT_ONCE + 20, 400, 8)
    person.start(dataset=tmp_path / "many.sqlite")
    _work(person, _WARM)
    handles, before = _handles(), _objects(person)
    _work(person, _LONG)
    after = _objects(person)
    assert _handles() <= handles
    grown = {name: (before[name], count) for name, count in after.items() if count - before[name] >= _LONG // 2}
    assert not grown


def _work(person: Person, articles: int) -> None:
    for _ in range(articles):
        opened = person.window.live.desk.article.id
        person.press(*KEYS)
        QApplication.processEvents()
        assert person.window.live.desk.article.id != opened


def _handles() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def _objects(person: Person) -> Counter[str]:
    """What the window is made of, by class, and the desks and layers of articles that are still held."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    there = Counter(type(each).__name__ for each in person.window.findChildren(QObject))
    kept = (type(each).__name__ for each in gc.get_objects())
    return there + Counter(f"python {name}" for name in kept if name in _HEAVY)


_HEAVY = {"Desk", "Layer", "Article", "Detection", "QAction", "QTimer", "QTextDocument", "QTextLayout", "Job", "Edit"}
