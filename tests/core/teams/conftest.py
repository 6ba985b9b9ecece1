"""Several machines on one dataset on a server, each with a network that can be cut."""

from collections.abc import Callable, Iterator
from pathlib import Path

import postgres
import pytest
from parts import TEXT, found

from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session
from core.store.server import Server, target_of
from core.teams.spool import Spool
from core.teams.store import TeamStore


class Machine:
    """Somebody's computer: its own spool, its own cable to the server."""

    def __init__(self, server: postgres.Server, database: str, folder: Path, who: Annotator) -> None:
        self.cable = postgres.Cable(server)
        self.target = target_of(self.cable.url(target_of(database).name))
        self.folder = folder
        self.who = who
        self.store = self.start()

    def start(self) -> TeamStore:
        """Start the program (again)."""
        assert isinstance(self.target, Server)
        self.folder.mkdir(exist_ok=True)
        self.store = TeamStore(self.target, Spool(self.folder / "spool.sqlite"))
        return self.store

    def session(self) -> Session:
        """Sit down, without the memory: what is suggested is what `found` finds."""
        return Session(self.store, self.who, found, "test", learning=False)

    def add(self, text: str = TEXT) -> bytes:
        """Put a text into the dataset."""
        article = Article.of(text)
        card = ArticleCard(new_id(), article.id, self.who.id, b"", title=text[:20])
        self.store.meet(self.who.id, self.who.name)
        self.store.add(article, Source("a.txt", "0" * 64, "txt", "utf-8"), text.encode(), card, self.who.id)
        return article.id


@pytest.fixture
def machine(server: postgres.Server, database: str, tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    """Set up a machine of somebody: `machine("Hoa")`, or of somebody who has one already."""
    made: list[Machine] = []

    def make(who: str | Annotator = "Hoa") -> Machine:
        person = Annotator(new_id(), who) if isinstance(who, str) else who
        made.append(Machine(server, database, tmp_path / f"machine{len(made)}", person))
        return made[-1]

    yield make
    for each in made:
        each.store.close()
        each.cable.close()
