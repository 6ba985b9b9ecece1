"""Files that hold several articles: zip archives of article files, and tables with an article in each row.

A member is known by `container!member`, such as `tin.zip!bài 1.docx` or `tin.csv!12.row`, and is read as a file of that name.
"""

import csv
import io
import json
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from core.errors import ReadError
from core.reading.archives import BROKEN, open_zip
from core.reading.columns import article_row, told_when
from core.reading.encodings import decode

MARK = "!"
ROW = ".row"
SUFFIXES = (".zip", ".csv")
MAX_MEMBER = 64 << 20
_LONGEST_CELL = 1 << 27
_SNIFFED = 1 << 14


@dataclass(frozen=True, slots=True)
class _Zip:
    archive: zipfile.ZipFile
    names: tuple[str, ...]

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a member; KeyError where there is none."""
        return self.archive.read(name)


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: dict[str, bytes]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all rows, `1.row` the first below the heading."""
        return tuple(self.rows)

    def bytes_of(self, name: str) -> bytes:
        """The row as JSON; KeyError where there is none."""
        return self.rows[name]


def split(path: Path) -> tuple[Path, str] | None:
    """The container and the member's name of a path with a mark in it; None for the path of a file."""
    shown = str(path)
    for suffix in SUFFIXES:
        at = shown.lower().find(suffix + MARK)
        if at >= 0 and (container := Path(shown[: at + len(suffix)])).is_file():
            return container, shown[at + len(suffix) + len(MARK) :]
    return None


def is_container(path: Path) -> bool:
    """Whether a file holds several articles, by its suffix."""
    return path.suffix.lower() in SUFFIXES


def members(path: Path, wanted: frozenset[str]) -> Iterator[Path]:
    """The paths of a container's articles: rows, or files with a suffix that is `wanted`; ReadError where it is broken."""
    for name in _opened(path).names:
        parts = PurePosixPath(name)
        hidden = any(part.startswith((".", "__MACOSX")) for part in parts.parts)
        if parts.suffix.lower() == ROW or (parts.suffix.lower() in wanted and not hidden):
            yield Path(f"{path}{MARK}{name}")


def bytes_of(container: Path, name: str) -> bytes:
    """The bytes of a member; ReadError where there is none of that name."""
    try:
        return _opened(container).bytes_of(name)
    except KeyError as error:
        raise ReadError("read_missing", path=f"{container}{MARK}{name}") from error
    except (*BROKEN, ValueError) as error:
        raise ReadError("read_not_that_format", path=f"{container}{MARK}{name}", format="ZIP") from error


def _opened(path: Path) -> "_Zip | _Rows":
    """The container, kept open for the next member."""
    try:
        kind = path.stat()
        return _parsed(path, kind.st_mtime_ns, kind.st_size, told_when())
    except OSError as error:
        raise ReadError("read_failed", path=path, reason=error.strerror or error) from error


@lru_cache(maxsize=1)
def _parsed(path: Path, changed: int, size: int, told: int) -> "_Zip | _Rows":
    if size > 256 << 20:
        raise ReadError("read_too_big", path=path, megabytes=256)
    data = path.read_bytes()
    if path.suffix.lower() == ".csv":
        return _Rows(_rows(data, str(path)))
    archive = open_zip(data, str(path), "ZIP")
    names = tuple(i.filename for i in archive.infolist() if _is_file(i) and i.file_size <= MAX_MEMBER)
    return _Zip(archive, names)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether a member is neither a folder nor a link, whose bytes would be the name of another file."""
    return not member.is_dir() and not stat.S_ISLNK(member.external_attr >> 16)


def _rows(data: bytes, path: str) -> dict[str, bytes]:
    """The articles of a table as JSON by their names; ReadError where no column holds a text."""
    found = {}
    headers = ""
    try:
        for number, row in enumerate(table(data, path), 1):
            headers = headers or ", ".join(row)
            if any(row.values()):
                found[f"{number}{ROW}"] = json.dumps(article_row(row), ensure_ascii=False).encode()
    except KeyError as error:
        raise ReadError("read_no_text_column", path=path, found=headers) from error
    return found


def table(data: bytes, path: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV table by its headings, whatever parts its columns. ReadError for what is none."""
    text = decode(data, path).text.removeprefix("\ufeff")
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:_SNIFFED].partition("\n")[0], ",;\t|")
    except csv.Error:
        dialect = "excel"
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.DictReader(io.StringIO(text, newline=""), dialect=dialect):
            yield {str(name): value for name, value in row.items() if isinstance(value, str)}
    except csv.Error as error:
        raise ReadError("read_no_text_column", path=path, found=text[:200].partition("\n")[0]) from error
    finally:
        csv.field_size_limit(limit)
