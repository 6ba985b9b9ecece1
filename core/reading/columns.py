"""Which column of a table of articles is the title, which the text: as a person has said, else by its name."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from core.errors import ReadError
from core.paths import user_config
from core.text.fold import fold

_KEPT = "columns.json"

_NAMES = {
    "text": ("text", "content", "body", "article", "noi dung", "bai viet", "van ban", "toan van", "main text"),
    "title": ("title", "headline", "heading", "tieu de", "tua de", "ten bai"),
    "sapo": ("sapo", "summary", "description", "lead", "abstract", "tom tat", "mo ta"),
    "published": ("published", "date", "publish date", "pubdate", "published at", "ngay dang", "ngay", "thoi gian"),
    "url": ("url", "link", "source url", "duong dan", "lien ket", "dia chi"),
}
_WORDS = re.compile(r"[^0-9a-z]+")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_VIETNAMESE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


MEANINGS = tuple(_NAMES)
"""What a column can be: `text` there must be, the others may."""


def guessed(headers: Iterable[str]) -> dict[str, str]:
    """The column of each meaning, as far as its name tells."""
    found: dict[str, str] = {}
    for name in headers:
        if (meaning := _column(name)) and meaning not in found:
            found[meaning] = name
    return found


def remembered(headers: Iterable[str], folder: Path | None = None) -> dict[str, str] | None:
    """The column of each meaning as a person has said it of a table with these headers; None where nobody has."""
    return _told(*_file(folder)).get(_signature(headers))


def remember(headers: Iterable[str], columns: Mapping[str, str], folder: Path | None = None) -> None:
    """Keep what a person says of the columns of tables with these headers. ReadError for a column that there is not."""
    there = list(headers)
    for meaning, name in columns.items():
        if meaning not in MEANINGS or name not in there:
            known = f"{', '.join(MEANINGS)} = {', '.join(there)}"
            raise ReadError("read_no_such_column", column=f"{meaning}={name}", known=known)
    path = (folder or user_config()) / _KEPT
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    told = _told(*_file(folder)) | {_signature(there): dict(columns)}
    beside.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(path)


def told_when() -> int:
    """When anything was last said of columns, as a number that grows."""
    return _file(None)[1]


def _file(folder: Path | None) -> tuple[Path, int]:
    path = (folder or user_config()) / _KEPT
    return path, path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(2)
def _told(path: Path, changed: int) -> dict[str, dict[str, str]]:
    try:
        told = json.loads(path.read_text("utf-8")) if changed else {}
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _signature(headers: Iterable[str]) -> str:
    """The same for the same headers in whatever order."""
    return "\t".join(sorted(headers))


def article_row(row: Mapping[str, Any]) -> dict[str, str | None]:
    """`title`, `sapo`, `text`, `published` (an ISO date) and `url` of a row by its columns; KeyError where none is text."""
    found: dict[str, str] = {}
    told = remembered(row)
    pairs = ((m, row[name]) for m, name in told.items()) if told else ((_column(n), v) for n, v in row.items())
    for column, value in pairs:
        if column and column not in found and isinstance(value, str) and value.strip():
            found[column] = value
    if "text" not in found:
        raise KeyError("text")
    return {
        "title": " ".join(found.get("title", "").split()),
        "sapo": found.get("sapo", ""),
        "text": found["text"],
        "published": iso_day(found.get("published", "")),
        "url": found.get("url"),
    }


@cache
def _column(name: str) -> str | None:
    words = _WORDS.sub(" ", fold(name)).strip()
    return next((column for column, names in _NAMES.items() if words in names), None)


def iso_day(words: str) -> str | None:
    """An ISO date at the head of a date in either order, or None."""
    if iso := _ISO.search(words):
        year, month, day = iso.groups()
    elif vietnamese := _VIETNAMESE.search(words):
        day, month, year = vietnamese.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
