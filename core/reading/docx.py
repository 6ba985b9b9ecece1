"""Word documents: paragraphs and tables in reading order, with what their styles say, old fonts turned into Unicode."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.archives import open_zip
from core.reading.document import Block, Content, Reader
from core.reading.legacy import in_font

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH, _TABLE, _ROW, _CELL = _W + "p", _W + "tbl", _W + "tr", _W + "tc"
_CHARACTERS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
# Deleted and moved-away text, properties, the second copy of a drawing, and text boxes, which are blocks of their own.
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _MC + "Fallback", _W + "txbxContent"}
_ZONES = {
    "title": ZoneKind.TITLE,
    "subtitle": ZoneKind.SAPO,
    "caption": ZoneKind.CAPTION,
    "header": ZoneKind.BOILERPLATE,
    "footer": ZoneKind.BOILERPLATE,
}


@dataclass(frozen=True, slots=True)
class _Styles:
    """The names (in lower case) and fonts of styles by their ids, and the font of what has no style."""

    names: dict[str, str]
    fonts: dict[str, str | None]
    default: str | None

    @classmethod
    def of(cls, document: Any) -> "_Styles":
        """Those of a document; a style without a font has that of the style it is based on."""
        names, fonts = {}, {}
        for style in document.styles:
            names[style.style_id] = (style.name or "").lower()
            base: Any = style
            for _ in range(len(document.styles)):  # a chain, unless a damaged file made it a ring
                fonts[style.style_id] = fonts.get(style.style_id) or getattr(getattr(base, "font", None), "name", None)
                base = getattr(base, "base_style", None)
                if base is None or fonts[style.style_id]:
                    break
        found = document.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
        default = found.get(_W + "ascii") if found is not None else None
        normal = next((fonts[id] for id, name in names.items() if name == "normal"), None)
        return cls(names, fonts, normal or default)


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    from docx import Document

    with open_zip(data, path, "DOCX") as archive:
        try:
            _refuse_entities(archive, path)
            document = Document(io.BytesIO(data))
            styles = _Styles.of(document)
            return Content(_titled(list(_blocks(document.element.body, styles))), "utf-8")
        except ReadError:
            raise
        except Exception as error:  # python-docx and lxml raise of every kind on a damaged package
            raise ReadError("read_not_that_format", path=path, format="DOCX") from error


def _refuse_entities(archive: zipfile.ZipFile, path: str) -> None:
    """Word writes no DTD; a document with one wants its entities to explode."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name).replace(b"\0", b""):
            raise ReadError("read_entities", path=path)


def _blocks(parent: Any, styles: _Styles) -> Iterator[tuple[str, Block]]:
    """The blocks below an element with the names of their styles; wrappers such as content controls are looked through."""
    for element in parent:
        if element.tag == _PARAGRAPH:
            style = styles.names.get(element.style or "", "")
            font = styles.fonts.get(element.style or "") or styles.default
            yield style, Block("".join(_runs(element, font, styles)), _ZONES.get(style))
            for box in _boxes(element):
                yield from _blocks(box, styles)
        elif element.tag == _TABLE:
            for row in _below(element, _ROW):
                yield from _row(row, styles)
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _blocks(element, styles)


def _row(row: Any, styles: _Styles) -> Iterator[tuple[str, Block]]:
    """A row of short cells is one line with tabs; a row that lays out a page is read cell by cell."""
    cells = [[pair for pair in _blocks(cell, styles) if pair[1].text.strip()] for cell in _below(row, _CELL)]
    if all(len(cell) <= 1 and "\n" not in "".join(b.text for _, b in cell) for cell in cells):
        yield "", Block("\t".join(cell[0][1].text if cell else "" for cell in cells))
    else:
        for cell in cells:
            yield from cell


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """The nearest descendants with `tag`: rows or cells, also those in content controls, not those of inner tables."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag != _PARAGRAPH and element.tag != _TABLE:
            yield from _below(element, tag)


def _runs(parent: Any, font: str | None, styles: _Styles) -> Iterator[str]:
    """The text below an element; `font` is that of a run which names none."""
    for element in parent:
        if element.tag == _W + "t":
            yield in_font(element.text or "", font)
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]
        elif element.tag == _W + "r":
            yield from _runs(element, _font(element, styles) or font, styles)
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _runs(element, font, styles)


def _font(run: Any, styles: _Styles) -> str | None:
    """The font that a run names, itself or by its style."""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    if fonts is not None and (named := fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi")):
        return named
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return styles.fonts.get(style.get(_W + "val") or "") if style is not None else None


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once: older Word gets a second copy."""
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(a.tag in (_MC + "Fallback", _W + "txbxContent") for a in box.iterancestors()):
            yield box


def _titled(styled: list[tuple[str, Block]]) -> tuple[Block, ...]:
    """The blocks that have text; where no style is Title, a Heading 1 that comes before all body text is it."""
    full = [(style, block) for style, block in styled if block.text.strip()]
    if not any(block.kind is ZoneKind.TITLE for _, block in full):
        for i, (style, block) in enumerate(full):
            if style == "heading 1":
                full[i] = style, Block(block.text, ZoneKind.TITLE)
            if block.kind is not ZoneKind.BOILERPLATE:
                break
    return tuple(block for _, block in full)


READER = Reader("docx", (".docx",), _read)
