"""Ten thousand random keys and clicks: nothing breaks, the disk is what the memory is, and undo goes back to the start."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from core.model.edit import Item
from gui import actions
from gui.dialogs.overlay import Overlay

SEED, DEEDS = 20210728, 10_000
LETTERS = "aeghklmptuvxy0123456789?.,[]{}\\ đáệ"
FORBIDDEN = {
    "quit",
    "new_dataset",
    "open_dataset",
    "open_server",
    "open_files",
    "open_folder",
    "import_layers",
    "export",
    "tagger",
}
"""Commands that open windows of the system, or that end it all."""

FORBIDDEN_KEYS = {QKeySequence(k).toString() for row in actions.ROWS if row.name in FORBIDDEN for k in row.keys}
KEYS = [QKeySequence(k) for row in actions.ROWS if row.name not in FORBIDDEN for k in row.keys]
SMALL = [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Delete]


class Monkey:
    """Presses and clicks what comes; closes what opens."""

    def __init__(self, person, seed: int) -> None:
        self._person = person
        self._random = random.Random(seed)
        self._closer = QTimer(interval=20)
        self._closer.timeout.connect(self._in_a_small_window)

    def do(self) -> None:
        """One deed."""
        window = self._person.window
        self._closer.start()
        dice = self._random.random()
        overlay = next((o for o in window.findChildren(Overlay) if o.isVisible()), None)
        if overlay is not None and dice < 0.3:
            overlay.end()
        elif dice < 0.55:
            self._keys(window.reader.text, self._random.choice(KEYS))
        elif dice < 0.65:
            self._keys(window.reader.text, QKeySequence(self._random.choice("123456")))
        elif dice < 0.75:
            for _ in range(self._random.randrange(1, 12)):
                shift = Qt.KeyboardModifier.ShiftModifier
                QTest.keyClick(window.reader.text, Qt.Key.Key_Right, shift)
        elif dice < 0.85:
            self._click(window.reader.text.viewport())
        elif dice < 0.9:
            self._letter(QApplication.focusWidget() or window.reader.text)
        else:
            self._click(self._random.choice([window.inspector, window.side, window.library, window.status]))
        self._closer.stop()

    def _keys(self, target: QWidget, keys: QKeySequence) -> None:
        if QApplication.activeModalWidget() is None:
            QTest.keySequence(target, keys)

    def _letter(self, target: QWidget) -> None:
        letter = self._random.choice(LETTERS)
        if QKeySequence(letter.upper()).toString() not in FORBIDDEN_KEYS and letter.isascii():
            QTest.keyClicks(target, letter)

    def _click(self, target: QWidget) -> None:
        at = QPoint(self._random.randrange(max(1, target.width())), self._random.randrange(max(1, target.height())))
        inner = target.childAt(at) or target
        button = Qt.MouseButton.LeftButton
        if not isinstance(inner.window(), QFileDialog):
            QTest.mouseClick(inner, button, Qt.KeyboardModifier.NoModifier, inner.mapFrom(target, at))

    def _in_a_small_window(self) -> None:
        """A few keys, then it is closed."""
        small = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if small is None:
            return
        if self._random.random() < 0.7:
            QTest.keyClick(small.focusWidget() or small, self._random.choice(SMALL))
        else:
            small.close()


def items(person) -> dict[bytes, dict[bytes, Item]]:
    """What is decided in every article and what its card says, as it is on disk, without revisions."""
    from dataclasses import replace

    session = person.window.live.session
    found = {}
    for id in sorted(session.shelf.ids()):
        layer = session.store.layer(id, session.annotator.id)
        found[id] = {i.id: replace(i, rev=b"") for i in layer.items}
    return found


def run(person, samples: Path, deeds: int) -> None:
    person.start(samples)
    session = person.window.live.session
    before = items(person)
    monkey = Monkey(person, SEED)
    for _ in range(deeds):
        monkey.do()
        QApplication.processEvents()
    for overlay in person.window.findChildren(Overlay):
        if overlay.isVisible():
            overlay.end()
    person.wait()
    desk = person.window.live.desk
    stored = session.store.layer(desk.article.id, session.annotator.id)
    assert {i.id: i for i in stored.items} == {i.id: i for i in desk.layer.items}
    assert person.told == []
    for _ in range(20 * deeds):
        if session.history.next_undo() is None:
            break
        person.window.live.undo()
    assert person.told == []
    assert items(person) == before
    assert not session.standing.rules


def test_a_short_walk(person, samples: Path):
    run(person, samples, 250)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ten_thousand_keys_and_clicks(person, samples: Path):
    run(person, samples, DEEDS)
