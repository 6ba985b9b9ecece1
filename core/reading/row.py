"""A row of a table as an article: its title, sapo and text, as `containers` hands them over."""

import json

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.document import Block, Content, Reader


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    try:
        row = json.loads(data.decode("utf-8"))
        parts = ((row["title"], ZoneKind.TITLE), (row["sapo"], ZoneKind.SAPO), (row["text"], None))
        blocks = tuple(Block(text, kind) for text, kind in parts if text)
        return Content(blocks, "utf-8", row["published"], row["url"])
    except (ValueError, LookupError, TypeError) as error:
        raise ReadError("read_not_that_format", path=path, format="CSV") from error


READER = Reader("row", (".row",), _read)
