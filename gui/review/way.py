"""The way from a list to the sentences that it speaks of, from one to the next, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from core.wording import say
from gui.review.list_view import ListView
from gui.review.visit import Stop, Visit
from gui.searching.view import SearchView
from gui.topbar import READ, REVIEW

if TYPE_CHECKING:
    from gui.review.room import Room

_COMMANDS = ("back", "next", "previous", "fix", "mute", "accept", "return")
"""Commands that work above the article too, while one looks at the stops of a list."""


class Way:
    """Knows the stops of the list that one came from; None while one only reads."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.visit: Visit | None = None
        window = room.window
        room.places.visit_bar.pressed.connect(lambda name: window.commands[name].trigger())
        room.live.article_opened.connect(self._article_opened)
        for name in _COMMANDS:
            window.reader.addAction(window.commands[f"review:{name}"])

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each of these commands calls."""
        return {
            "review:back": self.back,
            "review:next": partial(self.step, 1),
            "review:previous": partial(self.step, -1),
        }

    def look_at(self, stops: Sequence[Stop], at: int) -> None:
        """Go to one of some places in the articles."""
        self.visit = Visit(stops, at, self._room.view_name)
        self._room.places.go(READ)
        self._arrive()

    def step(self, by: int) -> None:
        """Go on, in the list or from sentence to sentence."""
        if self.visit is not None:
            if self.visit.step(by):
                self._arrive()
            else:
                self._room.window.status.say(say("reviewing.no_more"))
        elif isinstance(self._room.view, (ListView, SearchView)):
            self._room.view.step(by)

    def back(self) -> None:
        """From the article to the list, from a list to the overview."""
        visit = self.visit
        if visit is None and self._room.view is self._room.overview:
            self._room.overview.map.choose(None, focus=True)
            return
        if visit is None:
            self._room.show("overview")
            return
        self.end()
        self._room.places.go(REVIEW)
        self._room.show(visit.view)
        view = self._room.view
        if isinstance(view, SearchView):
            view.go(visit.stop.source)
        elif isinstance(view, ListView):
            at = view.table.rows.find(lambda row: row is visit.stop.source)
            view.table.go(at if at >= 0 else min(visit.at, view.table.rows.rowCount() - 1))

    def end(self) -> None:
        """No longer look at the stops of a list."""
        self.visit = None
        self._room.places.visit_bar.hide()
        self.enable()

    def say_stop(self, words: str) -> None:
        """Say something else of the place where one is."""
        if self.visit is not None:
            stop = replace(self.visit.stop, words=words)
            self.visit.stops = [*self.visit.stops[: self.visit.at], stop, *self.visit.stops[self.visit.at + 1 :]]
            self._show_stop()

    def row_gone(self) -> None:
        """What one was at is done with: go on from the article, stay in the list."""
        if self.visit is not None and not self.visit.step(1):
            self.back()
        elif self.visit is not None:
            self._arrive()

    def _arrive(self) -> None:
        """Show the sentence where one is."""
        assert self.visit is not None
        visit, stop, live = self.visit, self.visit.stop, self._room.live
        own = live.session.annotator.id
        desk = live.desk
        if desk is None or (desk.article.id, desk.layer.id) != (stop.article, stop.layer or own):
            self.visit = None
            live.open_article(stop.article, stop.layer)
            self.visit, desk = visit, live.desk
        self._show_stop()
        self.enable()
        reader = self._room.window.reader
        if desk is not None and stop.span is not None and stop.span.end <= len(desk.article.text):
            there = [m for m in desk.mentions_at(stop.span) if m.span == stop.span]
            if there:
                reader.set_current(there[0])
            else:
                reader.select_span(stop.span)
        reader.text.setFocus()

    def _show_stop(self) -> None:
        """Say where one is, above the article."""
        assert self.visit is not None
        visit, stop = self.visit, self.visit.stop
        other = stop.layer is not None and stop.layer != self._room.live.session.annotator.id
        whose = self._room.counting.names.get(stop.layer or b"", say("reviewing.gold")) if other else ""
        audited = self._room.auditing.row is not None
        self._room.places.visit_bar.show_stop(
            stop, visit.at + 1, len(visit.stops), whose, stop.layer is not None, audited
        )

    def _article_opened(self, _desk: object) -> None:
        if self.visit is not None:
            self.end()

    def enable(self) -> None:
        """Commands of the way rest while one only reads."""
        on = self.visit is not None or self._room.places.place == REVIEW
        for name in _COMMANDS:
            self._room.window.commands[f"review:{name}"].setEnabled(on)
