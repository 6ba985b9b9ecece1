"""The article that a file of annotations stands beside: `name.txt`, read as every article is."""

from pathlib import Path

from core.errors import FormatError
from core.reading.document import Document
from core.reading.registry import read


def document_beside(path: Path) -> Document:
    """The article of `name.txt` for `name.ann`, `name.json`. FormatError where there is none, ReadError for an unreadable one."""
    text = path.with_suffix(".txt")
    if not text.is_file():
        raise FormatError("text_missing", path=path, text=text.name)
    return read(text.absolute())  # as batch does: one file is one source, however it was named
