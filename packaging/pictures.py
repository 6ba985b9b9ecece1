"""The manual's pictures, from the real window offscreen: `make pictures` makes them anew, so that they never go stale."""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, Qt, QTimer, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QImageWriter, QKeySequence  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from core.batch import detect_all  # noqa: E402
from core.manual import pictures  # noqa: E402
from core.paths import resources  # noqa: E402
from core.people import me  # noqa: E402
from core.review.collection import make, write  # noqa: E402
from core.store.store import Store  # noqa: E402
from core.wording import LANGUAGES  # noqa: E402
from gui.app import Program  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.settings import Settings  # noqa: E402

MOST = 150_000  # bytes of a picture
_SIZE = 1180, 720
_QUALITY = 82
_WAIT = 120  # seconds


class Studio:
    """A window on the samples or on the collection with several annotators, driven by keys, and its pictures taken."""

    def __init__(self, app: QApplication, language: str, folder: Path) -> None:
        self.app = app
        self.language = language
        self.folder = folder
        self.settings = Settings(folder)
        self.settings.keep("theme", "light")
        self.settings.keep("language", language)
        self.program = Program(app, self.settings, lambda _window, text: sys.exit(text))

    @property
    def window(self) -> MainWindow:
        """The window as it is now."""
        return self.program.window

    def open(self, dataset: Path, *articles: Path) -> None:
        """Open a dataset and wait until nothing runs any more."""
        self.program.open(dataset, articles)
        self.window.resize(*_SIZE)
        self.until(
            lambda: not self.window.filing.busy and self.window.live is not None and self.window.live.desk is not None
        )
        self.rest()

    def until(self, there: Callable[[], bool]) -> None:
        """Let the program work until something is so."""
        end = time.monotonic() + _WAIT
        while not there():
            if time.monotonic() > end:
                sys.exit("the window does not come to rest")
            self.app.processEvents()
            time.sleep(0.005)

    def rest(self, milliseconds: int = 400) -> None:
        """What is done when nothing else is to be done."""
        QTest.qWait(milliseconds)

    def press(self, *keys: str) -> None:
        """Press keys in the article."""
        for key in keys:
            QTest.keySequence(self.window.reader.text, QKeySequence(key))

    def go(self, label: str, number: int = 0) -> None:
        """Go to a mention of a label."""
        live = self.window.live
        assert live and live.desk
        found = [m for m in live.desk.mentions if m.label == label]
        self.window.reader.set_current(found[number])

    def go_to_the_commonest(self) -> None:
        """Go to the mention whose words come most often."""
        live = self.window.live
        assert live and live.desk
        text, mentions = live.desk.article.text, live.desk.mentions
        words = Counter(m.span.of(text) for m in mentions)
        self.window.reader.set_current(max(mentions, key=lambda m: words[m.span.of(text)]))

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of one of its parts."""
        self.rest()
        target = pictures(self.language) / f"{name}.webp"
        target.parent.mkdir(parents=True, exist_ok=True)
        writer = QImageWriter(str(target))
        writer.setQuality(_QUALITY)
        if not writer.write((widget or self.window).grab().toImage()):
            sys.exit(f"{target}: {writer.errorString()}")
        if target.stat().st_size > MOST:
            sys.exit(f"{target} is larger than {MOST} bytes")

    def take_dialog(self, name: str, open: Callable[[], object]) -> None:
        """Take a picture of the small window that something opens, and close it."""

        def look() -> None:
            asked = QApplication.activeModalWidget()
            if asked is None:
                QTimer.singleShot(50, look)
                return
            self.take(name, asked)
            asked.close()

        QTimer.singleShot(300, look)
        open()

    def close(self) -> None:
        """Close the window."""
        window = self.window
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.app.processEvents()


def reading(studio: Studio) -> None:
    """Pictures of one person's work on the samples."""
    studio.open(studio.folder / "gold.sqlite", resources() / "samples")
    window = studio.window
    assert window.live
    studio.press("Tab", *["Return"] * 6)
    studio.take("window")
    studio.press("Ctrl+K")
    overlay = QApplication.focusWidget()
    assert overlay
    QTest.keyClicks(overlay, "nhan het" if studio.language == "vi" else "accept")
    studio.take("palette")
    QTest.keyClick(overlay, Qt.Key.Key_Escape)
    studio.go_to_the_commonest()
    studio.press("G")
    studio.take("same")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    studio.press("Ctrl+Return")
    studio.go("DATE")
    studio.take("dates")
    studio.go("OFFICIAL", 1)
    studio.take("links")
    studio.press("Ctrl+F")
    QTest.keyClicks(QApplication.focusWidget(), "hdnd")
    studio.rest(800)
    studio.take("search")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    studio.rest(800)
    for name, command in (
        ("merge", "dataset:merge"),
        ("backup", "dataset:backups"),
        ("export", "export"),
        ("server", "open_server"),
    ):
        studio.take_dialog(name, window.commands[command].trigger)
    signed = next(id for id in window.stock.ids if "ký kết" in title_of(window, id))
    window.open_article(signed)
    studio.until(lambda: not window.filing.busy)
    window.commands["record"].trigger()
    studio.take("record")


def title_of(window: MainWindow, article: bytes) -> str:
    """An article's title, in small letters."""
    assert window.live
    found = window.live.session.store.article(article)
    return found.heading().lower() if found else ""


def reviewing(studio: Studio, collection: Path) -> None:
    """Pictures of the reviewer's side, on the collection of several annotators."""
    studio.open(collection)
    window = studio.window
    places = window.places
    places.go("review")
    for name, view in (("review", "overview"), ("checks", "checks")):
        places.room.show(view)
        studio.rest()
        studio.until(lambda: not places.room.busy)
        studio.take(name)
    places.go("compare")
    studio.rest()
    studio.until(lambda: not places.room.busy)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    studio.rest(1500)
    studio.take("compare")


def collection(folder: Path) -> Path:
    """The collection with faults and disagreements planted, its suggestions found."""
    path = folder / "collection.sqlite"
    with closing(Store(path)) as store:
        for _ in write(store, make(1)):
            pass
        for _ in detect_all(store, me()):
            pass
    return path


def main() -> Iterator[Path]:
    """Take all pictures in every language; yields where they are."""
    qInstallMessageHandler(lambda _kind, _where, _text: None)
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(Path(scratch, name))
        app = QApplication(sys.argv[:1])
        reviewed = collection(Path(scratch))
        for language in LANGUAGES:
            for old in pictures(language).glob("*.webp"):
                old.unlink()
            studio = Studio(app, language, Path(scratch, language))
            reading(studio)
            reviewing(studio, reviewed)
            studio.close()
            yield pictures(language)


if __name__ == "__main__":
    for folder in main():
        sys.stdout.write(f"{folder}: {sum(1 for _ in folder.glob('*.webp'))}\n")
