"""What the menu of help calls: the manual, the tour, what is new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def helping(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Commands of help that need no dataset."""
    return {
        "manual": lambda: open_manual(window),
        "tour": window.tour_requested.emit,
        "news": lambda: _news(window),
    }


def open_manual(window: MainWindow, page: str = "") -> None:
    """Open the manual beside the window, at a page where one is named."""
    from gui.manual import ManualWindow

    manual = window.findChild(ManualWindow) or ManualWindow(window.theme, window)
    manual.open(page)


def _news(window: MainWindow) -> None:
    from gui.tour_news import show_news

    show_news(window)
