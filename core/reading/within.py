"""Reading files of anyone in child processes, within limits of time and memory: going over them is a named error.

PDF, DOCX, HTML and the rest are read by parsers of others. One that hangs, grows or dies takes its child with it, and
neither the window nor the files after it.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from os import fspath
from pathlib import Path

from core.errors import ReadError
from core.reading.document import Document
from core.reading.registry import read
from core.workers import Limits, Lost, Workers, cores

_FEW = 16
"""So many plain texts are read here sooner than a child has started; parsers of others never run here."""

_PLAIN = frozenset(("", ".txt"))


def needs_no_child(paths: Sequence[Path]) -> bool:
    """Whether a few plain texts are all that is to be read."""
    return len(paths) <= _FEW and all(p.suffix.lower() in _PLAIN and p.is_file() for p in paths)


def refusal(path: Path | str, lost: Lost, limits: Limits) -> ReadError:
    """What to tell a person about a file whose reader was stopped."""
    return ReadError(
        f"read_{lost.why}", path=fspath(path), seconds=round(limits.seconds), megabytes=limits.memory >> 20
    )


def read_all(
    paths: Sequence[Path], processes: int | None = None, encoding: str | None = None, limits: Limits = Limits()
) -> Iterator[tuple[Path, Document | ReadError]]:
    """Each file with its document, or with what is wrong with it, in order and as a stream, by all cores unless told."""
    if processes is None and needs_no_child(paths):
        yield from ((path, _answer(path, encoding)) for path in paths)
        return
    with Workers(partial(_answer, encoding=encoding), processes or cores(), limits) as workers:
        for path, found in workers.ordered(paths):
            yield path, refusal(path, found, limits) if isinstance(found, Lost) else found


def _answer(path: Path, encoding: str | None) -> Document | ReadError:
    try:
        return read(path, encoding)
    except ReadError as error:
        return error
