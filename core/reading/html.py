"""Web pages saved from a browser: the main text by trafilatura, with what the page's markup says of its parts."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.document import Block, Content, Reader
from core.reading.encodings import decode
from core.reading.markup import Markup, everything, in_one_line

WHOLE_PAGE = "whole_page"
"""The warning of a page in which no main text was found, so that all of its text was read."""

MAX_BYTES = 32 << 20

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://\S+)")
_HEAD = 4096
_PROSE = 120
_BREAKS = {"lb": "\n", "item": "\n", "row": "\n", "p": "\n", "head": "\n", "cell": "\t"}


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    if len(data) > MAX_BYTES:
        raise ReadError("read_too_big", path=path, megabytes=MAX_BYTES >> 20)
    charset = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, path, encoding, charset[1].decode("ascii") if charset else None)
    page = _parse(decoded.text, path)
    found = _extract(page)
    body = list(_paragraphs(found.body)) if found is not None else []
    saved_from = _SAVED_FROM.search(decoded.text[:_HEAD])
    url = saved_from[1] if saved_from else None
    shown = everything(page)
    if found is None or not body or _run_together(body, shown):
        blocks = tuple(Block(line) for line in shown)
        return Content(blocks, decoded.encoding, None, url, (*decoded.warnings, WHOLE_PAGE))
    first = next((text for text in body if len(text) >= _PROSE), body[0])
    markup = Markup.of(page, in_one_line(first))
    return Content(
        tuple(_blocks(body, markup, found.title)), decoded.encoding, found.date, url or found.url, decoded.warnings
    )


def _parse(text: str, path: str) -> Any:
    from lxml import html
    from lxml.etree import LxmlError

    try:
        # As UTF-8 whatever the page declares: it has been decoded already.
        page = html.document_fromstring(text.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except LxmlError as error:  # nothing in it that is a page
        raise ReadError("read_blank", path=path) from error
    for caption in page.iter("figcaption"):  # trafilatura knows no such tag
        caption.tag = "p"
        caption.set("class", "figcaption")
    return page


def _extract(page: Any) -> Any:
    """The page's main text and metadata, or None where trafilatura finds none. It works on a copy and loads nothing."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # a page without text is no news for a person
    try:
        return bare_extraction(
            page,
            include_comments=False,
            include_images=True,  # without them it drops captions too
            with_metadata=True,
            # The page's own date marks; the extensive search would take any date of its prose.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except RecursionError:  # tags nested by the thousand
        return None


def _run_together(body: list[str], shown: list[str]) -> bool:
    """Whether trafilatura, as its last resort, made one paragraph of nearly all lines of the page."""
    return len(body) == 1 and "\n" not in body[0] and len(shown) > 1 and len(body[0]) >= 0.8 * sum(map(len, shown))


def _paragraphs(body: Any) -> Iterator[str]:
    """The texts of trafilatura's elements: rows and items on lines of their own, cells parted by tabs."""
    for element in body:
        lines = ("\t".join(filter(None, map(in_one_line, line.split("\t")))) for line in _flat(element).split("\n"))
        if text := "\n".join(filter(None, lines)):
            yield text


def _flat(element: Any) -> str:
    from lxml.etree import iterwalk

    pieces: list[str] = []
    for event, part in iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces += _BREAKS.get(part.tag, ""), _spaced(part.text)
        elif part is not element:
            pieces.append(_spaced(part.tail))
    return "".join(pieces)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s", " ", text or "")


def _blocks(body: list[str], markup: Markup, title: str | None) -> Iterator[Block]:
    """Title, sapo and the rest, with the title first wherever the page has it, and neither of them twice."""
    title = markup.title or in_one_line(title or "")
    if title:
        yield Block(title, ZoneKind.TITLE)
    texts = [in_one_line(text) for text in body]
    if markup.sapo and not any(markup.sapo in text for text in texts):
        yield Block(markup.sapo, ZoneKind.SAPO)
    for text, line in zip(body, texts, strict=True):
        if line.casefold() != title.casefold():
            yield Block(text, markup.kinds.get(line))


READER = Reader("html", (".html", ".htm"), _read)
