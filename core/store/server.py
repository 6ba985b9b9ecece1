"""Where a dataset is: a file, or a team's database on a PostgreSQL server. Loads nothing, so that the window can ask at once."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from core.errors import UsageError

_SCHEMES = {"postgresql+psycopg", "postgresql", "postgres"}
_SECRET = ("password", "passfile", "sslpassword")


@dataclass(frozen=True, slots=True, repr=False)
class Server:
    """A database by its URL, `postgresql+psycopg://user@host/name`. What people see of it has no password."""

    url: str

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        who, at, host = parts.netloc.rpartition("@")
        user, colon, _ = who.partition(":")
        asked = [(k, "***" if k in _SECRET else v) for k, v in parse_qsl(parts.query, keep_blank_values=True)]
        netloc = f"{user}{':***' if colon else ''}{at}{host}"
        return _joined(parts.path, netloc, asked)

    def __repr__(self) -> str:
        return f"Server({self})"

    @property
    def name(self) -> str:
        """The name of the database."""
        return unquote(urlsplit(self.url).path.lstrip("/")) or os.environ.get("PGDATABASE", "postgres")

    @property
    def remembered(self) -> str:
        """The URL as it may be kept: without any password."""
        parts = urlsplit(self.url)
        who, at, host = parts.netloc.rpartition("@")
        asked = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k not in _SECRET]
        return _joined(parts.path, f"{who.partition(':')[0]}{at}{host}", asked)


Target = Path | Server


def is_url(target: object) -> bool:
    """Whether a dataset is named by a URL rather than by a path."""
    return "://" in str(target)


def target_of(named: "Path | Server | str") -> Target:
    """The dataset that a person names. Raises UsageError for a URL of any other kind of database."""
    if isinstance(named, Path | Server):
        return named
    if not is_url(named):
        return Path(named)
    kind = urlsplit(named).scheme
    if kind.partition("+")[0] == "sqlite":
        return Path(unquote(named.partition(":///")[2].partition("?")[0]))
    if kind not in _SCHEMES:
        raise UsageError("dataset_url", kind=kind)
    return Server(named)


def _joined(path: str, netloc: str, asked: list[tuple[str, str]]) -> str:
    # `urlunsplit` would leave out the slashes of an empty host, which libpq takes for its socket.
    query = urlencode(asked, quote_via=quote, safe="/*")
    return "postgresql+psycopg://" + urlunsplit(("", netloc, path, query, "")).removeprefix("//")
