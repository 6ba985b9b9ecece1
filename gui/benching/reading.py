"""Opening, scrolling and memory: the reader beside a bare text view."""

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from gui.benching.made import desk_of
from gui.benching.timing import Figures, percentile, timed

_READER = 834, 816
_PAPER = 750, 800  # the reader without what is beside its page


def reading(length: str, spans: str) -> Figures:
    """Opening one article and scrolling through it, in milliseconds, medians; with a bare QPlainTextEdit in the same run."""
    app, reader, bare = _views()
    desk = desk_of(int(length), int(spans))
    from core.model.scheme import shipped

    acts: dict[str, Callable[[], object]] = {
        "bare_open": lambda: bare.setPlainText(desk.article.text),
        "open": lambda: reader.show_desk(desk, shipped()),
    }
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(9):
        for name, act in acts.items():
            taken[name].append(timed(app, act))
    figures = {name: median(times[1:]) for name, times in taken.items()}
    for name, area in (("bare_scroll", bare), ("scroll", reader.text)):
        bar = area.verticalScrollBar()
        frames = [timed(app, lambda bar=bar: bar.setValue(bar.value() + 3)) for _ in range(300)]
        figures |= {name: median(frames), f"{name}_p95": percentile(frames, 95)}
    return figures


def memory(which: str, length: str, spans: str) -> Figures:
    """How much an article adds to the memory of a process, in megabytes, in a `bare` text view or in the reader."""
    app, reader, bare = _views()
    desk = desk_of(int(length), int(spans))
    from core.model.scheme import shipped

    before = resident()
    if which == "bare":
        bare.setPlainText(desk.article.text)
    else:
        reader.show_desk(desk, shipped())
    area = bare if which == "bare" else reader.text
    for _ in range(50):
        area.verticalScrollBar().setValue(area.verticalScrollBar().value() + 20)
        app.processEvents()
    return {"mb": resident() - before}


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


def resident() -> float:
    """Megabytes of this process in memory, where the system says so."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    except OSError:
        return 0.0
