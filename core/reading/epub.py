"""EPUB: the chapters in the order of the book's spine, its title and date from its metadata."""

import posixpath
from typing import Any
from urllib.parse import unquote

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.archives import BROKEN, open_zip
from core.reading.columns import iso_day
from core.reading.document import Block, Content, Reader
from core.reading.markup import everything, in_one_line

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    from lxml import html
    from lxml.etree import LxmlError

    with open_zip(data, path, "EPUB") as archive:
        try:
            root = _parse(archive.read(_CONTAINER)).find(".//{*}rootfile").get("full-path")
            book = _parse(archive.read(root))
            files = {item.get("id"): item.get("href") for item in book.iterfind(".//{*}manifest/{*}item")}
            title = in_one_line(book.findtext(f".//{_DC}title") or "")
            blocks = [Block(title, ZoneKind.TITLE)] if title else []
            for chapter in book.iterfind(".//{*}spine/{*}itemref"):
                name = posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(files[chapter.get("idref")])))
                if (page := archive.read(name)).strip():
                    shown = everything(html.document_fromstring(page, html.HTMLParser(encoding="utf-8")))
                    blocks += (Block(line) for line in shown if line.casefold() != title.casefold())
        except (*BROKEN, LxmlError, LookupError, AttributeError, TypeError, OSError, ValueError) as error:
            raise ReadError("read_not_that_format", path=path, format="EPUB") from error
        return Content(tuple(blocks), "utf-8", iso_day(book.findtext(f".//{_DC}date") or ""))


def _parse(data: bytes) -> Any:
    from lxml.etree import XMLParser, fromstring

    return fromstring(data, XMLParser(resolve_entities=False, no_network=True))


READER = Reader("epub", (".epub",), _read)
