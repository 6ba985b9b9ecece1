"""What others write is heard within a moment, and what waits is sent as soon as the server is back."""

import threading
import time
from collections.abc import Callable, Iterator

import postgres
import pytest

from core import verbs
from core.store.integrity import flaws
from core.store.journal import edit_of
from core.teams.news import Listener, News


class Ear:
    """A listener in its own thread, as the window has it."""

    def __init__(self, store) -> None:
        self.heard: list[News] = []
        self._listener = Listener(store)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        for news in self._listener.news():
            self.heard.append(news)

    def wait_for(self, what: Callable[[News], object]) -> News:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if found := next((news for news in self.heard if what(news)), None):
                return found
            time.sleep(0.01)
        raise AssertionError(self.heard)

    def close(self) -> None:
        self._listener.stop()
        self._thread.join()


@pytest.fixture
def ear() -> Iterator[Callable]:
    made: list[Ear] = []

    def listen(store) -> Ear:
        made.append(Ear(store))
        return made[-1]

    yield listen
    for each in made:
        each.close()


def test_what_others_write_is_heard_and_what_one_writes_oneself_is_not(machine: Callable, ear: Callable):
    hoa, lan = machine("Hoa"), machine("Lan")
    article = hoa.add()
    listening = ear(lan.store)
    listening.wait_for(lambda news: not news.away)
    session, own = hoa.session(), lan.session()
    session.open(article)
    own.open(article)
    own.apply(verbs.accept(own.desk, own.desk.open[:1]))
    written = session.apply(verbs.accept(session.desk, session.desk.open[:2]))
    news = listening.wait_for(lambda news: news.entries)
    (entry,) = news.entries
    assert (entry.article, entry.annotator, entry.name) == (article, hoa.who.id, "accept_all")
    assert edit_of(lan.store, entry) == written
    added = hoa.add("Bài mới của Hoa")
    assert listening.wait_for(lambda news: any(e.article == added for e in news.entries))
    assert all(e.annotator == hoa.who.id for news in listening.heard for e in news.entries)


def test_a_stopped_server_is_noticed_and_what_waited_goes_up_by_itself(
    machine: Callable, ear: Callable, server: postgres.Server
):
    hoa, lan = machine("Hoa"), machine("Lan")
    article = hoa.add()
    session, own = hoa.session(), lan.session()
    session.open(article)
    own.open(article)
    listening = ear(hoa.store)
    listening.wait_for(lambda news: not news.away)
    server.stop()
    try:
        listening.wait_for(lambda news: news.away)
        session.apply(verbs.accept(session.desk, session.desk.open[:2]))
        session.undo()
        session.apply(verbs.accept(session.desk, session.desk.open))
        listening.wait_for(lambda news: news.away and news.waiting == 3)
    finally:
        server.start()
    own.store.engine.dispose()
    listening.wait_for(lambda news: news.taken == 3 and not news.waiting)
    lan.store.away = False
    own.apply(verbs.accept(own.desk, own.desk.open[:1]))
    listening.wait_for(lambda news: any(e.annotator == lan.who.id for e in news.entries))
    assert list(lan.store.layer(article, hoa.who.id)) == list(session.desk.layer)
    assert list(flaws(lan.store)) == []


def test_connections_that_are_broken_one_by_one_are_made_anew(
    machine: Callable, ear: Callable, server: postgres.Server, database: str
):
    hoa = machine("Hoa")
    session = hoa.session()
    session.open(hoa.add())
    listening = ear(hoa.store)
    listening.wait_for(lambda news: not news.away)
    name = database.partition("@/")[2].partition("?")[0]
    mine = f"FROM pg_stat_activity WHERE datname = '{name}' AND application_name = 'butvang'"
    others = f"{mine} AND query NOT LIKE 'LISTEN%'"
    for which in (others, mine):
        assert server.sql("postgres", f"SELECT pg_terminate_backend(pid) {which}")
        session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    listening.wait_for(lambda _: not hoa.store.spool and not hoa.store.away)
    hoa.store.away = True  # as a thread says whose connection broke in the middle of something
    listening.wait_for(lambda _: not hoa.store.away)
    assert list(hoa.store.layer(session.desk.article.id, hoa.who.id)) == list(session.desk.layer)


def test_a_wire_that_is_cut_again_and_again_loses_nothing(machine: Callable, ear: Callable):
    hoa = machine("Hoa")
    session = hoa.session()
    session.open(hoa.add())
    listening = ear(hoa.store)
    for _ in range(3):
        hoa.cable.cut()
        mention = session.desk.open[0] if session.desk.open else session.desk.layer.accepted[0]
        session.apply(verbs.accept(session.desk, [mention]) or verbs.reject(session.desk, mention))
        session.undo()
        session.redo()
        hoa.cable.mend()
        listening.wait_for(lambda _: not hoa.store.spool and not hoa.store.away)
    there = hoa.store.layer(session.desk.article.id, hoa.who.id)
    assert list(there) == list(session.desk.layer)
    assert not hoa.store.spool.refused()
