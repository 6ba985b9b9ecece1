"""What `butvang bench gui` measures, each in a fresh process: decisions, opening, scrolling, memory and starting.

`python -m gui.bench WHAT ARGUMENTS` measures one thing offscreen and prints its figures as one line of JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

_WINDOW = 1440, 900
_READER = 834, 816
_PAPER = 750, 800  # the reader without what is beside its page
_LIMIT = 60  # seconds that anything may take to appear

Figures = dict[str, float]


def main(arguments: list[str]) -> int:
    """Measure one thing; the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler

    what, *rest = arguments
    qInstallMessageHandler(lambda _kind, _where, text: None)
    figures = _MEASURES[what](*rest)
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


# -- starting: nothing is imported before it is needed, for that is what is measured


def start_empty(began: str) -> Figures:
    """An empty window: from the start of the process to its first paint, in milliseconds. `began` is on the system's clock."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])

    class Window(QMainWindow):
        painted = 0.0

        def paintEvent(self, event: object) -> None:
            self.painted = self.painted or time.monotonic()
            app.quit()

    window = Window()
    window.resize(*_WINDOW)
    window.show()
    app.exec()
    return {"painted": (window.painted - float(began)) * 1000}


def start(began: str, dataset: str) -> Figures:
    """The program with a dataset: to its first paint, to the library's rows, and until a decision could be made."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from core.cli import main as program
    from gui.main_window import MainWindow

    figures: Figures = {}

    class Watch(QObject):
        """Takes the time when a round of painting is over: at the first event that is no painting."""

        shown: set[str] = set()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                self.shown |= {"painted", *self.of(watched)}
            elif self.shown:
                now, shown = (time.monotonic() - float(began)) * 1000, self.shown
                self.shown = set()
                for name in shown:
                    figures.setdefault(name, now)
                if "ready" in shown:
                    QApplication.quit()
            return False

        def of(self, watched: QObject) -> Iterator[str]:
            for window in QApplication.topLevelWidgets():
                if isinstance(window, MainWindow):
                    if watched is window.library.articles.viewport() and window.library.articles.model().rowCount():
                        yield "rows"
                    if watched is window.reader.text.viewport() and window.live and window.live.desk:
                        yield "ready"

    app = QApplication([])
    watch = Watch()
    app.installEventFilter(watch)
    program(["open", dataset])
    for window in QApplication.topLevelWidgets():
        window.close()
    return figures


# -- opening, scrolling, memory: the reader beside a bare text view


def reading(length: str, spans: str) -> Figures:
    """Opening one article and scrolling through it, in milliseconds, medians; with a bare QPlainTextEdit in the same run."""
    app, reader, bare = _views()
    desk = _desk(int(length), int(spans))
    from core.model.scheme import shipped

    acts: dict[str, Callable[[], object]] = {
        "bare_open": lambda: bare.setPlainText(desk.article.text),
        "open": lambda: reader.show_desk(desk, shipped()),
    }
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(9):
        for name, act in acts.items():
            taken[name].append(_timed(app, act))
    figures = {name: median(times[1:]) for name, times in taken.items()}
    for name, area in (("bare_scroll", bare), ("scroll", reader.text)):
        bar = area.verticalScrollBar()
        frames = [_timed(app, lambda bar=bar: bar.setValue(bar.value() + 3)) for _ in range(300)]
        figures |= {name: median(frames), f"{name}_p95": _percentile(frames, 95)}
    return figures


def memory(which: str, length: str, spans: str) -> Figures:
    """How much an article adds to the memory of a process, in megabytes, in a `bare` text view or in the reader."""
    app, reader, bare = _views()
    desk = _desk(int(length), int(spans))
    from core.model.scheme import shipped

    before = _resident()
    if which == "bare":
        bare.setPlainText(desk.article.text)
    else:
        reader.show_desk(desk, shipped())
    area = bare if which == "bare" else reader.text
    for _ in range(50):
        area.verticalScrollBar().setValue(area.verticalScrollBar().value() + 20)
        app.processEvents()
    return {"mb": _resident() - before}


# -- decisions: a key in the whole window, until it is painted and on disk


def decisions(folder: str, length: str, spans: str, times: str) -> Figures:
    """Enter on suggestion after suggestion in the window: milliseconds from the key until all is painted.

    What it writes goes into `folder`, which whoever asks removes: Qt writes the settings when the process ends.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    wanted = int(times)
    scratch = Path(folder)
    scratch.mkdir()
    app, window = _window(scratch, int(length), int(spans), -(-(wanted + 20) // int(spans)))
    assert window.live is not None
    taken: list[float] = []
    for number in range(wanted + 10):
        if not window.live.desk or not window.live.desk.open:
            ids = list(window.stock.ids)
            window.open_article(ids[ids.index(window.live.desk.article.id) + 1 if window.live.desk else 0])
            app.processEvents()
        if window.reader.current not in window.live.desk.open:
            window.reader.next_open()
            app.processEvents()
        began = time.perf_counter()
        QTest.keyClick(window.reader.text, Qt.Key.Key_Return)
        app.processEvents()
        if number >= 10:
            taken.append((time.perf_counter() - began) * 1000)
    from core.store.census import census

    kept = sum(sum(by.values()) for layer in census(window.live.session.store).layers for by in layer.labels.values())
    window.close()
    if kept < wanted:
        raise RuntimeError(f"{kept} decisions on disk of {wanted}")
    return {"median": median(taken), "p95": _percentile(taken, 95), "most": max(taken)}


# -- the parts


def _views() -> tuple[Any, Any, Any]:
    """The application, a reader and a bare text view, painted."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from gui import fonts, theme
    from gui.reader.view import ReaderView

    app, light = QApplication([]), theme.load("light")
    theme.apply(app, light)
    reader, bare = ReaderView(light), QPlainTextEdit()
    bare.setReadOnly(True)
    bare.setFont(fonts.text_font(fonts.text_pixels()))
    for widget, size in ((reader, _READER), (bare, _PAPER)):
        widget.resize(*size)
        widget.show()
        app.processEvents()
    return app, reader, bare


def _desk(length: int, spans: int) -> Any:
    from core.cli.bench_made import articles
    from core.model.article import ArticleCard
    from core.model.layer import Layer
    from core.verbs import Desk

    made = next(articles(1, length, spans, 1))
    id, layer = made.article.id, b"L" * 16
    return Desk(made.article, Layer(id, layer), made.detection, ArticleCard(b"C" * 16, id, layer, b""))


def fill(dataset: Path, count: int, length: int, spans: int) -> None:
    """Make a dataset of articles in which everything has been found that the detectors would find."""
    from core.cli.bench_made import articles
    from core.detect.version import DETECTOR_VERSION
    from core.model.article import ArticleCard, Source
    from core.model.ids import new_id
    from core.people import me
    from core.store import detections
    from core.store.store import Store

    store, who = Store(dataset), me()
    store.meet(who.id, who.name)
    for number, made in enumerate(articles(count, length, spans, 1)):
        article = made.article
        source = Source(f"bench/{number}.txt", article.id.hex() * 2, "txt", "utf-8")
        store.add(
            article, source, b"", ArticleCard(new_id(), article.id, who.id, b"", article.title, (source,)), who.id
        )
        detections.keep(store, article.id, DETECTOR_VERSION, None, made.detection)
    store.close()


def _window(scratch: Path, length: int, spans: int, count: int) -> Any:
    """The application and its window on a dataset of such articles, with nothing under way."""
    from PySide6.QtWidgets import QApplication

    from gui.app import Program
    from gui.settings import Settings

    fill(scratch / "bench.sqlite", count, length, spans)
    app = QApplication([])
    settings = Settings(scratch)
    settings.keep("theme", "light")
    program = Program(app, settings, lambda _window, text: sys.exit(text))
    program.window.resize(*_WINDOW)
    program.open(scratch / "bench.sqlite")
    until = time.monotonic() + _LIMIT
    while (program.window.filing.busy or not program.window.reader.isVisible()) and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)
    app.processEvents()
    return app, program.window


def _timed(app: Any, act: Callable[[], object]) -> float:
    """Milliseconds until what an act asks for is painted."""
    began = time.perf_counter()
    act()
    app.sendPostedEvents()
    app.processEvents()
    return (time.perf_counter() - began) * 1000


def _percentile(figures: list[float], percent: int) -> float:
    return sorted(figures)[min(len(figures) - 1, len(figures) * percent // 100)]


def _resident() -> float:
    """Megabytes of this process in memory, where the system says so."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    except OSError:
        return 0.0


_MEASURES: dict[str, Callable[..., Figures]] = {
    "start_empty": start_empty,
    "start": start,
    "reading": reading,
    "memory": memory,
    "decisions": decisions,
    "fill": lambda dataset, count, length, spans: fill(Path(dataset), int(count), int(length), int(spans)) or {},
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
