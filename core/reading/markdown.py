"""Markdown: headings, paragraphs, lists and tables as they would be shown, facts from the front matter."""

import re
from collections.abc import Iterator
from typing import Any

from core.model.article import ZoneKind
from core.reading.columns import iso_day
from core.reading.document import Block, Content, Reader
from core.reading.encodings import decode

_FRONT = re.compile(r"---\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FACT = re.compile(r"^(\w+)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    from markdown_it import MarkdownIt

    decoded = decode(data, path, encoding)
    text = decoded.text.removeprefix("\ufeff")
    front = _FRONT.match(text)
    facts = {name.lower(): value for name, value in _FACT.findall(front[1])} if front else {}
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text[front.end() :] if front else text)
    blocks = [block for block in _blocks(tokens) if block.text.strip()]
    title = facts.get("title", "")
    first = next((n for n, block in enumerate(blocks) if block.kind is ZoneKind.TITLE), None)
    if title and (first is None or blocks[first].text != title):
        blocks = [Block(title, ZoneKind.TITLE), *(Block(b.text) if b.kind is ZoneKind.TITLE else b for b in blocks)]
    return Content(tuple(blocks), decoded.encoding, iso_day(facts.get("date", "")), facts.get("url"), decoded.warnings)


def _blocks(tokens: list[Any]) -> Iterator[Block]:
    """A block for each paragraph, item and row of a table; the first heading of the first level is the title."""
    row: list[str] | None = None
    kind: ZoneKind | None = None
    titled = False
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h1" and not titled:
            kind, titled = ZoneKind.TITLE, True
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield Block("\t".join(row))
            row = None
        elif token.type in ("code_block", "fence"):
            yield Block(token.content.rstrip("\n"))
        elif token.type == "inline":
            words = "".join(_shown(token.children or []))
            if row is None:
                yield Block(words, kind)
                kind = None
            else:
                row.append(words)


def _shown(children: list[Any]) -> Iterator[str]:
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            yield child.content
        elif child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak":
            yield "\n"


READER = Reader("md", (".md", ".markdown"), _read)
