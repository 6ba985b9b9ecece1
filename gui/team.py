"""The others on a team's dataset: what they change is shown where it is, what waits for the server is said."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import ButVangError
from core.store.journal import edit_of
from core.teams.news import Listener, News
from core.wording import say

if TYPE_CHECKING:
    from core.teams.store import TeamStore
    from gui.live_session import LiveSession


class Team(QObject):
    """Listens in a thread of its own; its signals come on the main thread."""

    rows_changed = Signal(list)
    """Ids of articles that others have changed or added."""

    waiting_changed = Signal(str)
    """What waits for the server or was refused by it, in words; empty where nothing is."""

    said = Signal(str)
    """That the server is back, or what is wrong with it."""

    _heard = Signal(object)

    def __init__(self, live: LiveSession, store: TeamStore) -> None:
        """Raises StoreError where the server cannot be asked."""
        super().__init__(live)
        self._live = live
        self._store = store
        self._last = News()
        self._listener = Listener(store)
        self._thread = threading.Thread(target=self._listen, name="team", daemon=True)
        self._heard.connect(self._take)

    def start(self) -> None:
        """Listen from now on."""
        self._thread.start()

    def close(self) -> None:
        """Listen no longer; what was under way is finished."""
        self._listener.stop()
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        for news in self._listener.news():
            self._heard.emit(news)

    def _take(self, news: News) -> None:
        last, self._last = self._last, news
        if articles := list(dict.fromkeys(entry.article for entry in news.entries if entry.article)):
            self.rows_changed.emit(articles)
        try:
            self._follow(news)
        except ButVangError as error:
            self.said.emit(str(error))
        self.waiting_changed.emit(_waits(news))
        if news.trouble and news.trouble != last.trouble:
            self.said.emit(news.trouble)
        elif last.away and not (news.away or news.waiting or news.refused):
            self.said.emit(say("team.back"))

    def _follow(self, news: News) -> None:
        """Bring the open article up to what others have done to it: this annotator elsewhere, mostly."""
        desk = self._live.desk
        if desk is None:
            return
        if news.lost:  # what was refused is not there, though it is shown
            self._live.look_again()
            return
        for entry in news.entries:
            if entry.layer == desk.layer.id and entry.article in (desk.article.id, None):
                self._live.take_in(edit_of(self._store, entry))


def _waits(news: News) -> str:
    if news.away:
        return say("team.away", count=news.waiting)
    if news.waiting:
        return say("team.sending", count=news.waiting)
    return say("team.conflicts", count=news.refused) if news.refused else ""
