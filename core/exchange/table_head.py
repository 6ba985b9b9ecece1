"""The first rows of a table of articles, for a person who says what its columns are."""

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.errors import ReadError
from core.exchange.json_lines import is_of_articles
from core.reading.columns import guessed, remembered
from core.reading.containers import table

_ROWS = 20


@dataclass(frozen=True, slots=True)
class Head:
    """A table's headings and first rows, and the column of each meaning as it was said or guessed (`told`: which of both)."""

    path: Path
    headers: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    columns: dict[str, str]
    told: bool


def head(path: Path) -> Head | None:
    """The head of a CSV file, or of JSON lines that are articles without annotations; None for anything else.

    Raises ReadError for a file that cannot be read.
    """
    try:
        if path.suffix.lower() == ".csv":
            rows = tuple(islice(table(path.read_bytes(), str(path)), _ROWS))
        elif path.suffix.lower() == ".jsonl":
            rows = _lines(path)
        else:
            return None
    except OSError as error:
        raise ReadError("read_failed", path=path, reason=error.strerror or error) from error
    if not rows:
        return None
    headers = tuple(rows[0])
    told = remembered(headers)
    return Head(path, headers, rows, told or guessed(headers), told is not None)


def _lines(path: Path) -> tuple[dict[str, str], ...]:
    with path.open("rb") as file:
        lines = list(islice((line for line in file if line.strip()), _ROWS))
    if not lines or not is_of_articles(lines[0]):
        return ()
    try:
        rows = [json.loads(line.decode("utf-8-sig")) for line in lines]
    except ValueError:
        return ()
    return tuple(
        {str(k): v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for k, v in row.items()} for row in rows
    )
