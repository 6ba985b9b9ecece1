"""Registers read back from their tables, whatever the tables are written in, an article at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from core.errors import FormatError
from core.exchange.format import Place
from core.exchange.register_rows import places


def reread(
    tables: Mapping[str, Iterator[Sequence[str]]], text_of: Callable[[bytes], str], path: Path
) -> Iterator[list[Place]]:
    """The spans that the rows of each article hold; the rows of every register are in the order of the articles.

    FormatError where the words of a row are not those of the text, or rows belong to no article.
    """
    followers = {name: _Follower(rows) for name, rows in tables.items() if name != "articles"}
    for article in tables["articles"]:
        id = article[-1]
        try:
            text = text_of(bytes.fromhex(id))
            found = {p for name, f in followers.items() for row in f.of(id) for p in places(name, row, text)}
        except (ValueError, LookupError) as error:
            raise FormatError("file_broken", path=path, why=error) from error
        yield list(found)
    for name, follower in followers.items():
        if follower.next is not None:
            raise FormatError("file_broken", path=path, why=f"{name}: {follower.next}")


class _Follower:
    """The rows of one register, taken an article at a time."""

    def __init__(self, rows: Iterator[Sequence[str]]) -> None:
        self._rows = rows
        self.next = next(rows, None)

    def of(self, article: str) -> Iterator[Sequence[str]]:
        """The rows of that article, which is the next one."""
        while self.next is not None and self.next[-1] == article:
            yield self.next
            self.next = next(self._rows, None)
