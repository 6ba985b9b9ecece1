"""The formats of articles: which file is read by which, and folders walked for them."""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.errors import ReadError
from core.model.article import Article, Source, Zone
from core.model.span import Span
from core.reading import containers, docx, epub, html, mail, markdown, odt, pdf, row, rtf, txt
from core.reading.document import Block, Document, Reader
from core.reading.zones import zones
from core.text.normal import normalize

READERS: tuple[Reader, ...] = (
    txt.READER,
    html.READER,
    docx.READER,
    odt.READER,
    rtf.READER,
    pdf.READER,
    epub.READER,
    markdown.READER,
    mail.EML,
    mail.MHTML,
    row.READER,
)

SUFFIXES = (*(s for reader in READERS for s in reader.suffixes if reader is not row.READER), *containers.SUFFIXES)
"""What a person may open: article files, and files that hold several articles."""

MAX_BYTES = 256 << 20

_DIGITS = re.compile(r"(\d+)")


def reader_for(name: str) -> Reader:
    """The format of a file by its suffix; a name without one is plain text. ReadError if no format has it."""
    suffix = Path(name).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes or (not suffix and reader is txt.READER):
            return reader
    known = ", ".join(SUFFIXES)
    raise ReadError("read_unknown_format", path=name, suffix=suffix, known=known)


def read(path: Path, encoding: str | None = None) -> Document:
    """Read one article's file; `encoding` is the user's choice among `encodings.ENCODINGS`, None to find it out.

    The source's path is `path` as given. Raises ReadError, which names the file and says what to do.
    """
    shown = _shown(path)
    reader_for(shown)  # a wrong suffix is said before the disk is asked
    if inside := containers.split(path):
        return read_bytes(containers.bytes_of(*inside), shown, encoding)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise ReadError("read_is_folder", path=shown)
        if not stat.S_ISREG(kind.st_mode):
            raise ReadError("read_no_file", path=shown)
        if kind.st_size > MAX_BYTES:
            raise ReadError("read_too_big", path=shown, megabytes=MAX_BYTES >> 20)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _unreadable(shown, error) from error
    return read_bytes(data, shown, encoding)


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read an article from its bytes; `name` gives the format by its suffix and is the source's path. Raises ReadError."""
    reader = reader_for(name)
    if not data:
        raise ReadError("read_empty", path=name)
    content = reader.read(data, name, encoding)
    text, known = _joined(content.blocks)
    if not text or text.isspace():
        raise ReadError("read_blank", path=name)
    article = Article.of(text, zones(text, known))
    source = Source(name, hashlib.sha256(data).hexdigest(), reader.name, content.encoding)
    return Document(article, article.title, content.published, content.url, source, data, content.warnings)


def walk(paths: Iterable[Path]) -> Iterator[Path | ReadError]:
    """The article files of `paths`, folders searched through, in natural order; errors come in their place, unraised.

    A file named outright is given whatever its suffix; of a folder's, only those that some format has, and none hidden.
    An archive or a table is given member by member.
    """
    suffixes = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
    for path in paths:
        if path.is_dir():
            yield from _walk_folder(path, suffixes)
        elif containers.is_container(path) and path.is_file():
            yield from _members(path, suffixes)
        elif path.exists() or containers.split(path):
            yield path
        else:
            yield ReadError("read_missing", path=_shown(path))


def _members(path: Path, suffixes: frozenset[str]) -> Iterator[Path | ReadError]:
    try:
        found = sorted(containers.members(path, suffixes), key=lambda member: _natural(str(member)))
    except ReadError as error:
        yield error
        return
    if not found:
        yield ReadError("read_blank", path=_shown(path))
    yield from found


def _walk_folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Path | ReadError]:
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: _natural(e.name))
    except OSError as error:
        yield _unreadable(_shown(folder), error)
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):  # links to folders could go round in circles
            yield from _walk_folder(path, suffixes)
        elif containers.is_container(path) and not path.is_dir():
            yield from _members(path, suffixes)
        elif path.suffix.lower() in suffixes and not path.is_dir():
            yield path


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key by which bài 2 comes before bài 10."""
    parts = (part for part in _DIGITS.split(name.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _joined(blocks: tuple[Block, ...]) -> tuple[str, list[Zone]]:
    """The blocks in normal form with a blank line between them, and the zones of those that have a kind."""
    pieces: list[str] = []
    known: list[Zone] = []
    at = 0
    for block in blocks:
        piece = normalize(block.text)
        if block.kind is not None and piece:
            known.append(Zone(Span(at, at + len(piece)), block.kind))
        pieces.append(piece)
        at += len(piece) + 2
    return "\n\n".join(pieces), known


def _unreadable(shown: str, error: OSError | ValueError) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError("read_denied", path=shown)
    if isinstance(error, FileNotFoundError):
        return ReadError("read_missing", path=shown)
    return ReadError("read_failed", path=shown, reason=getattr(error, "strerror", None) or error)


def _shown(path: Path) -> str:
    """The path as text that can be printed and stored, also where its bytes are no UTF-8."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
