"""The three places of the window: reading, reviewing, comparing. What reviewing needs is loaded when one first goes there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.actions import Where
from gui.topbar import COMPARE, READ, REVIEW

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.review.room import Room
    from gui.review.visit import VisitBar

_OF_THE_ARTICLE = ("decide", "record", "article")
"""Groups of commands about the open article, which rest while it is out of sight."""


class Places(QStackedWidget):
    """Pages of the window, one a place; the pages of review and comparison are empty until one goes there."""

    def __init__(self) -> None:
        super().__init__()
        self._review, self._compare = _page(), _page()
        self.homes = {Where.REVIEW: self._review, Where.COMPARE: self._compare}
        """Where commands of these places live."""
        self._reading = _page()
        self._window: MainWindow | None = None
        self.visit_bar: VisitBar
        self._room: Room | None = None

    def add_reading(self, panels: QWidget) -> None:
        """The page on which one reads, shown first."""
        layout = self._reading.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(panels, 1)
        for page in (self._reading, self._review, self._compare):
            self.addWidget(page)

    def use(self, window: MainWindow) -> dict[str, Callable[[], object]]:
        """Review the dataset of a window; what each command of going about calls."""
        self._window = window
        window.top.show_places([READ, REVIEW, COMPARE])
        window.top.place_requested.connect(self.go)
        return {f"place_{name}": partial(self.go, name) for name in (READ, REVIEW, COMPARE)}

    @property
    def room(self) -> Room:
        """The reviewer's room, made when it is first asked for."""
        assert self._window is not None
        if self._room is None:
            from gui.review.room import Room  # tables, charts and what they count: not before they are wanted
            from gui.review.visit import VisitBar

            self.visit_bar = VisitBar(self._window.keys)
            layout = self._reading.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(0, self.visit_bar)
            self._room = Room(self._window, self, self._review, self._compare)
        return self._room

    def answers(self) -> dict[str, Callable[[], object]]:
        """What each command of reviewing and comparing calls."""
        return self.room.answers()

    def close_room(self) -> None:
        """Stop what is counted in the background."""
        if self._room is not None:
            self._room.close()

    @property
    def place(self) -> str:
        """Where one is."""
        return (READ, REVIEW, COMPARE)[self.currentIndex()]

    def go(self, name: str, view: str = "") -> None:
        """Go to a place, and there to a view."""
        window = self._window
        if window is None:
            return
        if name != READ:
            window.keep_place()
            if view:
                self.room.show(view)
            self.room.enter(name)
        self.setCurrentIndex((READ, REVIEW, COMPARE).index(name))
        window.top.set_place(name)
        for row in window.rows():
            if row.where is Where.WINDOW and row.group in _OF_THE_ARTICLE:
                window.commands[row.name].setEnabled(name == READ)
        if self._room is not None:
            self._room.arrived(name)
        if name == READ:
            window.status.show_elsewhere("")
            window.stock.count()
            window.reader.text.setFocus()


def _page() -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return page
