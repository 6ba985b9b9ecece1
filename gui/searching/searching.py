"""The search at work: its view, what is remembered, what is done to what was found, and the way into the articles and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.wording import say
from gui.review.visit import Stop
from gui.searching.acting import Acting
from gui.searching.lines import Lines
from gui.searching.stream import Stream
from gui.searching.view import SearchView

if TYPE_CHECKING:
    from core.review.search.kwic import Hit
    from gui.review.room import Room


class Searching:
    """Made by the reviewer's room when the search is first asked for."""

    def __init__(self, room: Room) -> None:
        window, session = room.window, room.live.session
        self._room = room
        self.stream = Stream(session, window)
        lines = Lines(window.settings)
        self.view = SearchView(window.theme, session.scheme, self.stream, lines, window.keys)
        self._acting = Acting(window, self.view, lines)
        self.stream.failed.connect(window.tell)
        self.view.visit_requested.connect(self._visit)

    @property
    def busy(self) -> bool:
        """Whether anything is looked for or counted."""
        return self.stream.busy

    def begin(self, line: str = "") -> None:
        """Give the box the keyboard, and look for a line where one is given."""
        self.view.take_focus()
        if line:
            self.view.show_line(line)

    def close(self) -> None:
        """Look no further."""
        self.stream.close()

    def _visit(self, hit: Hit) -> None:
        """Read a hit in its article, those around it a key away."""
        shown = self.view.list.rows.shown()
        words = say("search.stop", line=self.stream.line)
        stops = [Stop(each.article, each.layer, each.span, words, source=each) for each in shown]
        self._room.way.look_at(stops, next(n for n, each in enumerate(shown) if each is hit))
