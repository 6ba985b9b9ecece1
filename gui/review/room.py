"""The reviewer's room: its views, what is counted for them, and the way from each finding to its sentence and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.wording import say
from gui.parts.numbers import count
from gui.parts.rule import rule
from gui.review.bar import ViewBar
from gui.review.counting import Counting
from gui.review.overview_view import OverviewView
from gui.review.region import Region
from gui.topbar import READ, REVIEW

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.review.places import Places

VIEWS = ("overview",)


class Room:
    """Made when one first goes to review or to compare; lives as long as the window's dataset."""

    def __init__(self, window: MainWindow, places: Places, page: QWidget, compare: QWidget) -> None:
        assert window.live is not None
        self.window = window
        self.places = places
        self.live = window.live
        self.counting = Counting(self.live, window)
        self._bar = ViewBar(VIEWS, window.keys)
        self._stack = QStackedWidget()
        self._views: dict[str, QWidget] = {}
        layout = page.layout()
        assert layout is not None
        for part in (self._bar, rule(), self._stack):
            layout.addWidget(part)
        self.overview = OverviewView(window.theme, self.live.session.scheme, self.counting)
        self.overview.entered.connect(self._enter_region)
        self._bar.view_requested.connect(self.show)
        self.counting.progressed.connect(self._tell_progress)
        self.counting.rested.connect(self._tell_rest)
        self.counting.failed.connect(window.tell)
        self.live.changed.connect(self._changed)
        self.show("overview")

    def answers(self) -> dict[str, Callable[[], object]]:
        """What each command of these places calls."""
        views = {f"review:{view}": partial(self.show, view) for view in VIEWS}
        return {
            **views,
            "review:refresh": self.refresh,
            "review:colour": lambda: self.overview.colours.choose(self.overview.colours.chosen + 1),
            "review:map": lambda: self.overview.maps.choose(self.overview.maps.chosen + 1),
            "review:chart": lambda: self.overview.charts.choose(self.overview.charts.chosen + 1),
            "review:svg": partial(self._save, "svg"),
            "review:png": partial(self._save, "png"),
        }

    def close(self) -> None:
        """Stop counting."""
        self.counting.close()

    # -- going about

    def enter(self, place: str) -> None:
        """A place is about to be shown."""
        if place == REVIEW and self.counting.stale:
            self.refresh()

    def take_focus(self, place: str) -> None:
        """The place that is shown takes the keyboard."""
        if place == REVIEW:
            self._stack.currentWidget().setFocus()

    def show(self, view: str) -> None:
        """Show a view, made when it is first asked for."""
        widget = self._views.get(view)
        if widget is None:
            widget = self._views[view] = self._make(view)
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._bar.set_view(view)
        if self.places.place == REVIEW:
            widget.setFocus()

    def refresh(self) -> None:
        """Count anew: the region where one is chosen in a big dataset, else all."""
        self.counting.refresh(self.overview.region.articles(self.counting.places))

    # -- inner

    def _make(self, view: str) -> QWidget:
        return {"overview": lambda: self.overview}[view]()

    def _changed(self, _edit: object) -> None:
        self.counting.stale = True

    def _enter_region(self, region: Region) -> None:
        """Read the articles of a region."""
        self.window.stock.hold_to(region.articles(self.counting.places), region.name)
        self.places.go(READ)

    def _tell_progress(self, part: str, done: int, total: int) -> None:
        self._bar.tell(f"{part} {count(done)}/{count(total)}" if total else f"{part}…")

    def _tell_rest(self) -> None:
        self._bar.tell("")

    def _save(self, kind: str) -> None:
        picture = self.overview.picture
        name, _ = QFileDialog.getSaveFileName(
            self.window, say(f"actions.review_{kind}"), f"{picture.title}.{kind}", f"*.{kind}"
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(f".{kind}")
            try:
                self.overview.save(path)
            except OSError as error:
                self.window.tell(str(error))
                return
            self.window.status.say(say("reviewing.saved", path=path))
