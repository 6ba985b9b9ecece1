"""Names that a format lets through: labels without spaces, files without accents; both readable, labels reversible."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from core.store.dataset_io import Sheet
from core.text.fold import fold

_UNSAFE = re.compile(r"_(?=x[0-9A-F]{4,6}_)|[^A-Za-z0-9_-]")
_ESCAPED = re.compile(r"_x([0-9A-F]{4,6})_")
_PATH_ENDS = re.compile(r"[/\\!]")
_NOT_IN_FILES = re.compile(r"[^a-z0-9._-]+")
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LENGTH = 80


@lru_cache(1024)
def escaped(word: str, keep: str = "") -> str:
    """A word of ASCII letters, digits, `_`, `-` and those in `keep`; others as `_x1EA2_`, as spreadsheets do in XML."""
    return _UNSAFE.sub(lambda m: m[0] if m[0] in keep else f"_x{ord(m[0]):04X}_", word)


@lru_cache(1024)
def unescaped(word: str) -> str:
    """The inverse of `escaped`."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), word)


def file_name(sheet: Sheet, used: Callable[[str], bool]) -> str:
    """A name for an article's files, from that of its source, else its title; with its id where the name is `used`."""
    card = sheet.card
    path = Path(_PATH_ENDS.split(card.sources[0].path)[-1]).stem if card and card.sources else ""
    name = fold(path or (card.title if card else "") or sheet.article.title)
    name = _NOT_IN_FILES.sub("-", name)[:_LENGTH].strip("-.") or "article"
    return with_id(name, sheet.article.id) if used(name) else name


def with_id(name: str, article: bytes) -> str:
    """The name of files with the article's id, where another article's have it."""
    return f"{name}-{article.hex()[:12]}"


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold, so that offsets stay."""
    return _NOT_IN_XML.sub("\ufffd", text)
