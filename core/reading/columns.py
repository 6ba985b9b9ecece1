"""Which column of a table of articles is the title, which the text: by names that people give them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from core.text.fold import fold

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


def article_row(row: Mapping[str, Any]) -> dict[str, str | None]:
    """`title`, `sapo`, `text`, `published` (an ISO date) and `url` of a row by its columns; KeyError where none is text."""
    found: dict[str, str] = {}
    for name, value in row.items():
        column = _column(name)
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
