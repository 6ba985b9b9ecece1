"""A dataset is named by a path or a URL, and no password is ever shown or remembered."""

from pathlib import Path

import pytest

from core.errors import UsageError
from core.store.server import Server, target_of


def test_a_path_or_an_sqlite_url_is_a_file():
    for named, path in (("gold.sqlite", "gold.sqlite"), ("sqlite:////tmp/a%20b.sqlite", "/tmp/a b.sqlite")):
        assert target_of(named) == Path(path)
    assert target_of(Path("x")) == Path("x")


@pytest.mark.parametrize(
    ("url", "shown", "remembered"),
    [
        (
            "postgresql+psycopg://hoa:bí%20mật@db.lan:5433/gold?sslmode=require",
            "postgresql+psycopg://hoa:***@db.lan:5433/gold?sslmode=require",
            "postgresql+psycopg://hoa@db.lan:5433/gold?sslmode=require",
        ),
        (
            "postgres:///gold?host=/run/pg&user=hoa&password=bí",
            "postgresql+psycopg:///gold?host=/run/pg&user=hoa&password=***",
            "postgresql+psycopg:///gold?host=/run/pg&user=hoa",
        ),
        ("postgresql://db.lan/gold", "postgresql+psycopg://db.lan/gold", "postgresql+psycopg://db.lan/gold"),
    ],
)
def test_what_people_see_of_a_server_has_no_password(url: str, shown: str, remembered: str):
    server = target_of(url)
    assert isinstance(server, Server)
    assert (str(server), server.remembered, server.name) == (shown, remembered, "gold")
    assert "bí" not in repr(server)


def test_another_kind_of_database_is_refused():
    with pytest.raises(UsageError, match="mysql"):
        target_of("mysql://hoa:mật@h/gold")
