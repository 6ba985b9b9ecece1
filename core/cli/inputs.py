"""The articles that paths on the command line name: files, and all files below folders."""

import sys
from collections.abc import Iterator
from pathlib import Path

from core.errors import ReadError


def files(paths: list[Path]) -> Iterator[Path]:
    """The files that `paths` name, those of a folder in the order of their names; ReadError for a path that is not there."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
        elif path.exists():
            yield path
        else:
            raise ReadError("path_missing", path=path)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def report(message: str) -> None:
    """Name an input that failed on standard error."""
    sys.stderr.write(f"{message}\n")
