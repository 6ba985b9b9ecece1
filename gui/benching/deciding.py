"""Decisions: a key in the whole window, until it is painted and on disk."""

import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from gui.benching.made import fill
from gui.benching.starting import WINDOW
from gui.benching.timing import Figures, percentile

_LIMIT = 60  # seconds that anything may take to appear


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
    return {"median": median(taken), "p95": percentile(taken, 95), "most": max(taken)}


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
    program.window.resize(*WINDOW)
    program.open(scratch / "bench.sqlite")
    until = time.monotonic() + _LIMIT
    while (program.window.filing.busy or not program.window.reader.isVisible()) and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)
    app.processEvents()
    return app, program.window
