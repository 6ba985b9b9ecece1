"""A real window offscreen on a real dataset, driven by keys."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.model.annotation import Annotation
from core.paths import resources
from core.verbs import Mention
from gui.app import Program
from gui.main_window import MainWindow
from gui.settings import Settings

_NAMED = {"Return", "Esc", "Down", "Up", "Del"}


class Person:
    """Somebody at the keyboard of Bút Vàng."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self.folder = folder
        self.dataset = folder / "gold.sqlite"
        self.told: list[str] = []
        self._program: Program | None = None

    def start(self, *articles: Path, dataset: Path | None = None) -> None:
        """Start the program, as a new process would."""
        settings = Settings(self.folder)
        settings.keep("language", "vi")
        settings.keep("theme", "light")
        self._program = Program(self._app, settings, lambda _window, text: self.told.append(text))
        self._program.open(dataset or self.dataset, articles)
        self.wait()

    def stop(self) -> None:
        """Close the window."""
        window = self.window
        window.close()
        window.deleteLater()  # as a process that ends: a window that stays is dressed anew with every other
        self._program = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app.processEvents()

    @property
    def window(self) -> MainWindow:
        assert self._program is not None
        return self._program.window

    def wait(self) -> None:
        """Until nothing runs in the background."""
        until = time.monotonic() + 60
        while self.window.live and self.window.filing.busy:
            assert time.monotonic() < until
            self._app.processEvents()
            time.sleep(0.002)
        self._app.processEvents()

    def press(self, *keys: str) -> None:
        """Press keys in the reader, given as in the menu."""
        if not self.window.isActiveWindow():  # a small window has just gone
            self.window.activateWindow()
            self._app.processEvents()
        for key in keys:
            QTest.keySequence(self.window.reader.text, QKeySequence(key))

    @staticmethod
    def key(target: QWidget, *keys: str) -> None:
        """Press keys somewhere."""
        for key in keys:
            QTest.keySequence(target, QKeySequence(key))

    def answer(self, *keys: str) -> None:
        """Press keys in the next small window, or type into it what is no key's name."""

        def reply(tries: int = 100) -> None:
            asked = QApplication.activeModalWidget()
            assert tries, "no small window came"
            if asked is None or not asked.isActiveWindow() or asked.focusWidget() is None:
                QTimer.singleShot(10, lambda: reply(tries - 1))
                return
            for key in keys:
                target: QWidget = asked.focusWidget() or asked
                if key in _NAMED:
                    QTest.keySequence(target, QKeySequence(key))
                else:
                    QTest.keyClicks(target, key)

            QTimer.singleShot(3000, asked, asked.close)  # fail rather than hang

        QTimer.singleShot(0, reply)

    @property
    def text(self) -> str:
        return self.window.live.desk.article.text

    def current(self) -> str:
        """The words of the current mention."""
        mention = self.window.reader.current
        return mention.span.of(self.text) if mention else ""

    def go(self, words: str, label: str) -> Mention:
        """Click on a mention."""
        found = next(m for m in self.window.live.desk.mentions if m.span.of(self.text) == words and m.label == label)
        self.window.reader.set_current(found)
        return found

    def accepted(self) -> list[tuple[str, str]]:
        """What is accepted in the open article: words and label."""
        layer = self.window.live.desk.layer
        return [(a.span.of(self.text), a.label) for a in layer if isinstance(a, Annotation) and a in layer.accepted]


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with an empty home."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    someone = Person(qapp, tmp_path)
    yield someone
    if someone._program is not None:
        someone.stop()


@pytest.fixture
def samples() -> Path:
    """The project's own collection."""
    return resources() / "samples"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write an article's file."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / "bai" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return put
