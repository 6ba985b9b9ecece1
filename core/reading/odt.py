"""OpenDocument text: paragraphs, lists and tables in reading order, with what their styles say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.archives import BROKEN, open_zip
from core.reading.document import Block, Content, Reader
from core.reading.legacy import in_font

_URN = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TEXT, _TABLE, _OFFICE, _STYLE, _DRAW = (_URN.format(n) for n in ("text", "table", "office", "style", "drawing"))
_PARAGRAPHS = {_TEXT + "p", _TEXT + "h"}
_SKIPPED = {
    _TEXT + "tracked-changes",
    _TEXT + "note",
    _OFFICE + "annotation",
    _TEXT + "sequence-decls",
    _OFFICE + "forms",
}
_ZONES = {
    "title": ZoneKind.TITLE,
    "subtitle": ZoneKind.SAPO,
    "caption": ZoneKind.CAPTION,
    "illustration": ZoneKind.CAPTION,
}


@dataclass(frozen=True, slots=True)
class _Styles:
    """The named style that each style stands on, and its font."""

    parents: dict[str, str]
    fonts: dict[str, str]

    def kind(self, name: str) -> ZoneKind | None:
        """The zone that a paragraph's style tells of."""
        return _ZONES.get(name.lower()) or _ZONES.get(self.parents.get(name, "").lower())

    def font(self, name: str) -> str | None:
        """The font of a style, or of the one it stands on."""
        return self.fonts.get(name) or self.fonts.get(self.parents.get(name, ""))


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    from lxml.etree import LxmlError, XMLParser, fromstring

    with open_zip(data, path, "ODT") as archive:
        try:
            trees = []
            for name in ("content.xml", "styles.xml"):
                part = archive.read(name) if name in archive.namelist() or name == "content.xml" else b"<x/>"
                if b"<!DOCTYPE" in part.replace(b"\0", b""):
                    raise ReadError("read_entities", path=path)
                trees.append(fromstring(part, XMLParser(resolve_entities=False, no_network=True, huge_tree=True)))
            body = trees[0].find(f"{_OFFICE}body/{_OFFICE}text")
            blocks = [block for block in _blocks(body, _styles(trees)) if block.text.strip()]
        except ReadError:
            raise
        except (*BROKEN, LxmlError, KeyError, TypeError, OSError, ValueError) as error:
            raise ReadError("read_not_that_format", path=path, format="ODT") from error
        return Content(tuple(blocks), "utf-8")


def _styles(trees: list[Any]) -> _Styles:
    parents: dict[str, str] = {}
    fonts: dict[str, str] = {}
    for style in (style for tree in trees for style in tree.iter(_STYLE + "style")):
        name = style.get(_STYLE + "name") or ""
        parents[name] = style.get(_STYLE + "parent-style-name") or ""
        looks = style.find(_STYLE + "text-properties")
        if looks is not None and (font := looks.get(_STYLE + "font-name")):
            fonts[name] = font
    return _Styles(parents, fonts)


def _blocks(parent: Any, styles: _Styles) -> Iterator[Block]:
    for element in parent:
        if element.tag in _PARAGRAPHS:
            style = element.get(_TEXT + "style-name") or ""
            yield Block("".join(_runs(element, styles, styles.font(style))), styles.kind(style))
            for box in element.iter(_URN.format("drawing") + "text-box"):
                yield from _blocks(box, styles)
        elif element.tag == _TABLE + "table":
            for row in element.iter(_TABLE + "table-row"):
                cells = [[b.text for b in _blocks(cell, styles) if b.text.strip()] for cell in row]
                if all(len(cell) <= 1 for cell in cells):
                    yield Block("\t".join("".join(cell) for cell in cells))
                else:
                    yield from (Block(text) for cell in cells for text in cell)
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _blocks(element, styles)


def _runs(parent: Any, styles: _Styles, font: str | None) -> Iterator[str]:
    yield in_font(parent.text or "", font)
    for element in parent:
        if element.tag == _TEXT + "s":
            yield " " * min(int(element.get(_TEXT + "c") or 1), 1000)
        elif element.tag == _TEXT + "tab":
            yield "\t"
        elif element.tag == _TEXT + "line-break":
            yield "\n"
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED and not element.tag.startswith(_DRAW):
            yield from _runs(element, styles, styles.font(element.get(_TEXT + "style-name") or "") or font)
        yield in_font(element.tail or "", font)


READER = Reader("odt", (".odt",), _read)
