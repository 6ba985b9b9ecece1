"""A soak: article after article opened, corrected and finished by keys, with what the process takes on the way."""

import os
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from gui.benching.reading import resident
from gui.benching.scaling import opened
from gui.benching.timing import Figures, timed

KEYS = (
    *["Return"] * 6, "Del", "Ctrl+Z", "Return", "2", "Return", "]", "[", "Return", "?", "Return", "Ctrl+Return", "Ctrl+D",
)  # fmt: skip
"""An article: mostly agreeing, a slip taken back, a label, a border, a flag, the rest, done and on to the next."""

_PARTS = 10


def soak(folder: str, dataset: str, articles: str) -> Figures:
    """Work through so many articles; memory (MB), handles and a key (ms, median) in the second tenth and in the last.

    The first tenth warms up: caches fill to their size, and the memory of decisions with them.
    """
    app, window = opened(Path(folder), Path(dataset))
    answering = _answering(window)
    wanted = int(articles)
    parts: list[dict[str, float]] = []
    numbers = iter(range(wanted))
    for _ in range(_PARTS):
        keys: list[float] = []
        began = time.perf_counter()
        for _number in islice(numbers, wanted // _PARTS):
            keys += _one(app, window)
        handles = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208
        seconds = time.perf_counter() - began
        parts.append({"memory": resident(), "handles": handles, "key": median(keys), "seconds": seconds})
    from core.model.article import State
    from core.model.library import Filter

    answering.stop()
    done = len(window.live.session.shelf.ids(Filter(states=frozenset({State.DONE}))))
    window.close()
    figures = {f"{name}_{when}": parts[at][name] for when, at in (("early", 1), ("late", -1)) for name in parts[0]}
    return figures | {"done": done, "peak": max(part["memory"] for part in parts)}


def _answering(window: Any) -> Any:
    """Says yes to what is asked on the way (an article that is done may have something open), and closes what asks again."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said: set[int] = set()

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        if asked is None:
            said.clear()
        elif id(asked) in said:
            asked.close()
        else:
            said.add(id(asked))
            QTest.keyClick(asked.focusWidget() or asked, Qt.Key.Key_Return)

    timer = QTimer(window, interval=100)
    timer.timeout.connect(answer)
    timer.start()
    return timer


def _one(app: Any, window: Any) -> list[float]:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    taken = []
    if not window.isActiveWindow():  # something asked has just gone
        window.activateWindow()
        app.processEvents()
    for key in KEYS:
        spent = timed(app, lambda key=key: QTest.keySequence(window.reader.text, QKeySequence(key)))
        if key == "Return":
            taken.append(spent)
    return taken
