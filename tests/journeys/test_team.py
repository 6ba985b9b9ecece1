"""A day on a team's server: a colleague works beside, the server goes away, and nothing is lost."""

import time
from collections.abc import Callable
from pathlib import Path

import postgres
import pytest

from core import verbs
from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.people import Annotator, me
from core.session import Session
from core.store.integrity import flaws
from core.store.server import target_of
from core.store.store import Store

TEXT = "Ông Trần Văn Lụa, Giám đốc Sở Y tế tỉnh Lào Cai, đến Hà Nội ngày 28/7/2021.\nBài số {n}."


@pytest.fixture
def colleague(database: str) -> Session:
    """Somebody else on the same dataset, who has put three articles in."""
    store = Store(database)
    lan = Annotator(new_id(), "Lan")
    session = Session(store, lan, learning=False)
    for n in range(3):
        put(session, n)
    return session


def put(session: Session, n: int) -> bytes:
    article = Article.of(TEXT.format(n=n))
    card = ArticleCard(new_id(), article.id, session.annotator.id, b"", title=f"Bài {n}")
    session.store.add(article, Source(f"{n}.txt", "0" * 64, "txt", "utf-8"), b"", card, session.annotator.id)
    return article.id


def until(person, true: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        person.wait()
        time.sleep(0.01)


def status(person) -> str:
    return person.window.status._saved.text()


def test_a_colleagues_articles_appear_and_what_one_does_goes_on_while_the_server_is_away(
    person, colleague: Session, database: str, server: postgres.Server
):
    person.start(dataset=target_of(database))
    window = person.window
    until(person, lambda: window.live.desk is not None)
    assert window.windowTitle().startswith(target_of(database).name)
    added = put(colleague, 3)
    until(person, lambda: added in window.stock.ids)  # without asking for it
    open_before = len(window.live.desk.open)
    assert open_before > 2
    person.press("Tab", "Return")
    assert len(person.accepted()) == 1
    server.stop()
    try:
        until(person, lambda: "đang chờ mạng" in status(person))
        person.press("Return", "Return", "Ctrl+Z")
        assert len(person.accepted()) == 2
        until(person, lambda: "3 quyết định chờ gửi" in status(person))
        assert not person.told
    finally:
        server.start()
    until(person, lambda: "đã lưu" in status(person))
    mine = person.accepted()
    article = window.live.desk.article.id
    person.press("Ctrl+Z")
    assert len(person.accepted()) == 1
    person.press("Ctrl+Shift+Z")
    assert person.accepted() == mine
    person.stop()
    colleague.store.engine.dispose()
    there = colleague.store.layer(article, me().id)
    assert [(a.span.of(there_text(colleague, article)), a.label) for a in there.accepted] == mine
    assert list(flaws(colleague.store)) == []
    colleague.store.close()


def there_text(session: Session, article: bytes) -> str:
    return session.store.article(article).text


def test_what_one_changes_elsewhere_appears_in_the_open_article_and_nothing_else_moves(
    person, colleague: Session, database: str
):
    person.start(dataset=target_of(database))
    window = person.window
    until(person, lambda: window.live.desk is not None)
    article = window.live.desk.article.id
    at_home = Session(Store(database), me(), learning=False)
    at_home.open(article)
    person.press("Tab")
    place = window.reader.current
    assert place
    at_home.apply(verbs.accept(at_home.desk, at_home.desk.open[-1:]))
    until(person, lambda: len(person.accepted()) == 1)
    assert window.reader.current == place
    assert window.live.desk.article.id == article
    colleague.open(article)
    colleague.apply(verbs.accept(colleague.desk, colleague.desk.open))
    last = put(colleague, 9)
    until(person, lambda: last in window.stock.ids)
    assert len(person.accepted()) == 1  # another annotator's layer is not one's own
    at_home.store.close()
    colleague.store.close()


def test_a_server_is_among_the_recent_datasets_without_its_password(person, database: str, tmp_path: Path):
    url = database.replace("postgres@", "postgres:mật-khẩu@")
    Store(database).close()
    person.start(dataset=target_of(url))
    person.stop()
    kept = (tmp_path / "window.ini").read_text("utf-8")
    assert target_of(database).name in kept
    assert "kh" not in kept.replace("Kh", "").split("recent")[1].split("\n")[0]
