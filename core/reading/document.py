"""What a format hands over, and the document that reading a file gives."""

from collections.abc import Callable
from dataclasses import dataclass

from core.model.article import Article, Source, ZoneKind


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a whole text, as its format has it; `kind` where the format says what it is."""

    text: str
    kind: ZoneKind | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What one format's file holds: blocks in reading order, not yet in normal form, and what its metadata say.

    `published` is an ISO date; `warnings` are keys of `resources/i18n/reading.toml`.
    """

    blocks: tuple[Block, ...]
    encoding: str
    published: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, its suffixes in lower case with the dot, and how its bytes are read.

    `read(data, path, encoding)` returns the content or raises ReadError, which names `path`; `encoding` is a name of
    `encodings.ENCODINGS` that the user chose, or None.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, str | None], Content]


@dataclass(frozen=True, slots=True)
class Document:
    """An article read from a file: its text with zones, what its metadata say, where it came from, and its bytes."""

    article: Article
    title: str
    published: str | None
    url: str | None
    source: Source
    raw: bytes
    warnings: tuple[str, ...] = ()
