"""Hypothesis tries the same examples everywhere, a busy machine is no counterexample, and nothing opens a network socket."""

import os
import socket
import sys
from collections.abc import Iterator

import postgres
import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

_allowed = True
"""While pytest itself starts; then only for tests marked `network`."""


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and not _allowed and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        raise AssertionError(f"a socket of the network was opened: {arguments[1:]}")


sys.addaudithook(_no_network)


@pytest.fixture(autouse=True)
def _offline(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test opens an AF_INET or AF_INET6 socket but those marked `network`."""
    global _allowed
    _allowed = request.node.get_closest_marker("network") is not None
    yield
    _allowed = True


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A running PostgreSQL. Where there is none, tests are skipped, or fail if `.ci/run` requires it."""
    if reason := postgres.missing():
        (pytest.fail if os.environ.get(postgres.REQUIRED) == "required" else pytest.skip)(reason)
    running = postgres.Server()
    yield running
    running.close()


@pytest.fixture
def database(server: postgres.Server) -> Iterator[str]:
    """The URL of an empty database."""
    url = server.database()
    yield url
    server.drop(url)
