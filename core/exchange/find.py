"""What there is to import below some paths: files of annotations, and articles that have none beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import ButVangError
from core.exchange.registry import READERS
from core.reading.registry import walk

_BESIDE = (".ann", ".json", ".tsv")
"""Suffixes of files that annotate the `.txt` of the same name; they bring the article with them."""


@dataclass(slots=True)
class Found:
    """Files of annotations, articles' files, and what could not be looked into."""

    annotations: list[Path] = field(default_factory=list)
    articles: list[Path] = field(default_factory=list)
    errors: list[ButVangError] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.annotations or self.articles)


def find(paths: Iterable[Path]) -> Found:
    """Search folders through; a file named outright is taken for what its suffix says."""
    found = Found()
    for path in paths:
        if path.suffix.lower() in READERS and path.is_file():
            found.annotations.append(path)
            continue
        if path.is_dir():
            found.annotations += _annotations(path)
        for item in walk([path]):
            if isinstance(item, ButVangError):
                found.errors.append(item)
            elif not path.is_dir() or not any(item.with_suffix(s).is_file() for s in _BESIDE):
                found.articles.append(item)
    return found


def _annotations(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix.lower()
        if suffix not in READERS or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_file() and (suffix != ".json" or path.with_suffix(".txt").is_file()):
            yield path
