"""Real parts for the tests of the core: a dataset on disk, an annotator and an article on the desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from parts import TEXT, found

from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session
from core.store.store import Store

ON_BOTH = (
    *(
        "store/",
        "teams/",
        "review/search/",
        "review/checks/",
        "review/registers/",
        "review/test_states_and_doubts.py",
        "review/test_overview.py",
    ),
    *("test_history.py", "test_session.py", "test_random_verbs.py"),
)
"""Folders and files of tests/core whose tests run on a file and on a server, but for those marked `files`."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which databases a test that asks for a dataset is given."""
    if "target" in metafunc.fixturenames:
        here = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
        files = not here.startswith(ON_BOTH) or metafunc.definition.get_closest_marker("files")
        metafunc.parametrize("target", ["file"] if files else ["file", "server"], indirect=True)


@pytest.fixture
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a dataset can be made: a file's path, or the URL of an empty database."""
    return tmp_path / "gold.sqlite" if request.param == "file" else request.getfixturevalue("database")


@pytest.fixture
def store(target: Path | str) -> Iterator[Store]:
    """An empty dataset."""
    opened = Store(target)
    yield opened
    opened.close()


@pytest.fixture
def annotator() -> Annotator:
    """A person."""
    return Annotator(new_id(), "Hoa")


@pytest.fixture
def add(store: Store, annotator: Annotator) -> Callable[..., bytes]:
    """Put a text into the dataset; returns the article's id."""

    def put(text: str = TEXT, path: str = "bai.txt", title: str = "Một bài") -> bytes:
        article = Article.of(text)
        source = Source(path, "0" * 64, "txt", "utf-8")
        card = ArticleCard(new_id(), article.id, annotator.id, b"", title=title, sources=(source,))
        store.meet(annotator.id, annotator.name)
        store.add(article, source, text.encode(), card, annotator.id)
        return article.id

    return put


@pytest.fixture
def session(store: Store, annotator: Annotator, add: Callable[..., bytes]) -> Session:
    """An annotator with one article open, without the memory: what is suggested is what `found` finds."""
    sitting = Session(store, annotator, found, "test", learning=False)
    sitting.open(add())
    return sitting
