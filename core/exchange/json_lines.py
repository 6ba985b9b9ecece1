"""Lines of JSON of several makers: ours, doccano's and Prodigy's, and articles under column names of any sort."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.errors import ButVangError, FormatError
from core.exchange import doccano, jsonl_read, prodigy
from core.exchange.format import Arrival
from core.exchange.jsonl_read import WRONG, arrival_of, why
from core.reading.columns import article_row, remembered

Row = dict[str, Any]


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What each line holds, a bad one as an error in its place."""
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")
            maker = _maker(first)
            if maker is None:
                yield from jsonl_read.read(path)
                return
            file.seek(0)
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    row, notes = maker(json.loads(line.decode("utf-8-sig")))
                    yield replace(arrival_of(row, f"{path}:{number}", len(line)), notes=tuple(notes))
                except WRONG as error:
                    yield FormatError("line_broken", path=path, line=number, why=why(error))
    except OSError as error:
        yield FormatError("file_broken", path=path, why=error.strerror or error)


def is_of_articles(line: bytes) -> bool:
    """Whether a line has an article in columns of any name, and nothing else."""
    return _maker(line) is _article


def _maker(line: bytes) -> Callable[[Row], tuple[Row, list[str]]] | None:
    """How the lines of a file are to be read, by its first one; None for our own."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # said when the lines are read
        return None
    if not isinstance(row, dict) or "annotations" in row or "records" in row:
        return None
    if isinstance(row.get("spans"), list):
        return prodigy.row
    if any(isinstance(row.get(key), list) for key in ("label", "labels", "entities")):
        return doccano.row
    return None if "text" in row and not remembered(row) else _article


def _article(row: Row) -> tuple[Row, list[str]]:
    """A line that has an article and nothing else, its columns known by their names."""
    found = article_row({str(key): value for key, value in row.items()})
    title = found["title"]
    text = "\n\n".join(part for part in (title, found["sapo"], found["text"]) if part)
    zones = [{"start": 0, "end": len(title), "kind": "title"}] if title else []
    return {"text": text, "title": title, "published": found["published"], "zones": zones}, []
