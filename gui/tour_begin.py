"""Taking the tour: on a dataset of its own with the samples, and back to the person's own dataset afterwards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from core.paths import resources
from core.version import VERSION
from core.wording import say
from gui.settings import Settings
from gui.tour import Tour, practice_dataset
from gui.tour_card import Card

if TYPE_CHECKING:
    from core.store.server import Target
    from gui.app import Program
    from gui.main_window import MainWindow

_OFFERED, _LEFT, _TAKEN = "offered", "left", "taken"
_READY = 100  # milliseconds between two looks whether the samples are there


def begin_tour(program: Program, settings: Settings) -> None:
    """Open the samples and begin; at the end the dataset is open that was before."""
    live = program.window.live
    now = live.session.store.path if live else None
    before = now if now in settings.recent else next(iter(settings.recent), None)
    for card in program.window.findChildren(Card):
        card.end()
    program.open(practice_dataset(now), [resources() / "samples"], remembered=False)
    window = program.window
    ready = QTimer(window, interval=_READY)

    def begin() -> None:
        if window.live is None or window.live.desk is None:
            return
        ready.stop()
        tour = Tour(window)
        tour.ended.connect(partial(_ended, program, settings, before))

    ready.timeout.connect(begin)
    ready.start()


def _ended(program: Program, settings: Settings, before: Target | None, whole: bool) -> None:
    settings.keep("tour", _TAKEN if whole else _LEFT)
    if before is not None:
        QTimer.singleShot(0, program.window, partial(program.open, before))


def greet(window: MainWindow, settings: Settings, first: bool) -> None:
    """At the first start the tour is offered, after an update what is new is told: each once, in a corner."""
    from gui.tour_news import news_since, show_news

    known, told = settings.text("version"), settings.text("tour")
    settings.keep("version", VERSION)
    if first and not told:
        settings.keep("tour", _OFFERED)
        _offer(window)
    elif known != VERSION and news_since(known):
        show_news(window, known)


def _offer(window: MainWindow) -> None:
    card = Card(window, window.theme)

    def go() -> None:
        card.end()
        window.tour_requested.emit()

    card.say(say("tour.offer_title"), say("tour.offer"))
    card.offer((say("tour.later"), "flat", card.end), (say("tour.begin"), "primary", go))
    card.point(None)
    window.top.place_changed.connect(card.end)  # who goes elsewhere or decides something needs no tour
    if window.live:
        window.live.changed.connect(card.end)
