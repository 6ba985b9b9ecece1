"""A big dataset in the whole window: opening articles, keys, scrolling and filtering the library, searching, memory."""

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from gui.benching.reading import resident
from gui.benching.starting import WINDOW
from gui.benching.timing import Figures, percentile, timed

_LIMIT = 120  # seconds that anything may take to appear
_FIRST = 200  # hits that must come at once

SEARCHES = (
    "hội nghị",
    '"ban tuyên giáo"',
    'nhãn:TITLE "ban tuyên giáo"',
    "nhãn:DATE giá trị:2021-07",
    'tỉnh:"Lào Cai" chủ trì',
    "nhãn:OFFICIAL trạng thái:xong",
    '{OFFICIAL} "," {TITLE}',
)
"""As reviewers search: words, words in a label, values, provinces, states, a pattern."""


def working(folder: str, dataset: str) -> Figures:
    """What is done all day, in milliseconds, on a dataset whose first articles have open suggestions; settings go to `folder`."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    app, window = opened(Path(folder), Path(dataset))
    figures: Figures = {}
    ids = list(window.stock.ids)
    figures["open"] = median(timed(app, lambda id=id: window.open_article(id)) for id in ids[1:40])
    window.open_article(ids[0])
    app.processEvents()
    keys: list[float] = []
    at = 0
    while len(keys) < 220:
        if not window.live.desk.open:
            at += 1
            window.open_article(ids[at])
            app.processEvents()
        if window.reader.current not in window.live.desk.open:
            window.reader.next_open()
            app.processEvents()
        keys.append(timed(app, lambda: QTest.keyClick(window.reader.text, Qt.Key.Key_Return)))
    figures |= {"key": median(keys[20:]), "key_p95": percentile(keys[20:], 95)}
    bar = window.library.articles.verticalScrollBar()
    steps = [bar.maximum() * n // 100 for n in range(100)]
    figures["scroll"] = median(timed(app, lambda to=to: bar.setValue(to)) for to in steps)
    figures["filter"] = median(_filtering(app, window))
    figures["search"] = max(_searching(window).values())
    figures["memory"] = resident()
    window.close()
    return figures


def _filtering(app: Any, window: Any) -> list[float]:
    """The library held to words, a state, a province, and to nothing again."""
    from core.model.article import State
    from core.model.library import Filter

    filters = (
        Filter("thanh tra"),
        Filter("hoi nghi"),
        Filter(states=frozenset({State.DONE})),
        Filter(province=""),
        Filter(),
    )
    return [timed(app, lambda only=only: window.stock.refresh(only)) for only in filters for _ in range(3)]


def _searching(window: Any) -> dict[str, float]:
    """The first hits of each search."""
    from core.review.search.find import search
    from core.store.dataset_io import layers

    store, scheme = window.live.session.store, window.live.session.scheme
    names = layers(store)
    return {line: _best(lambda line=line: _first_hits(search(store, line, names, scheme))) for line in SEARCHES}


def _first_hits(found: Any) -> None:
    hits = (hit for of_article in found for hit in of_article)
    list(islice(hits, _FIRST))


def _best(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def overviewed(dataset: str) -> Figures:
    """The province overview counted anew, and as it was kept, in milliseconds."""
    from core.review.overview import overview
    from core.review.overview_kept import keep, kept
    from core.store.store import Store

    store = Store(Path(dataset))
    began = time.perf_counter()
    *_, last = overview(store)
    counted = (time.perf_counter() - began) * 1000
    keep(store, last)
    again = _best(lambda: kept(store))
    store.close()
    return {"overview": counted, "overview_kept": again}


def opened(folder: Path, dataset: Path) -> Any:
    """The application and its window on a dataset, with nothing under way."""
    import sys

    from PySide6.QtWidgets import QApplication

    from gui.app import Program
    from gui.settings import Settings

    app = QApplication([])
    settings = Settings(folder)
    settings.keep("theme", "light")
    program = Program(app, settings, lambda _window, text: sys.exit(text))
    program.window.resize(*WINDOW)
    program.open(dataset)
    until = time.monotonic() + _LIMIT
    while (
        program.window.filing.busy or not program.window.live or not program.window.live.desk
    ) and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)
    app.processEvents()
    return app, program.window
