"""PDF with a text layer: lines put into columns and paragraphs again, hyphenated words and broken lines mended.

Nothing is recognised in pictures: a scan without a text layer is refused, and said to be one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.errors import ReadError
from core.reading.document import Block, Content, Reader

MAX_PAGES = 500
_MOST_LINES = 300
_ENDS = re.compile(r"[.!?…:;][\"”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_NUMBER = re.compile(r"[-–— ]*(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?[-–— ]*", re.IGNORECASE)
_MARKS = {0x0D: None, 0x02: "-", 0xFFFE: "-"}  # PDFium's signs for a hyphen at a line's end
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Line:
    """A line of print: its box on the page (from the left, the top downwards) and its words."""

    left: float
    right: float
    top: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """How high the print is."""
        return self.bottom - self.top


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise (
            ReadError("read_locked", path=path)
            if locked
            else ReadError("read_not_that_format", path=path, format="PDF")
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError("read_too_many_pages", path=path, most=MAX_PAGES)
        pages = [list(_lines(page)) for page in document]
    except pypdfium2.PdfiumError as error:
        raise ReadError("read_not_that_format", path=path, format="PDF") from error
    finally:
        document.close()
    if not any(pages):
        raise ReadError("read_scanned", path=path)
    repeated = _repeated(pages)
    columns = [column for page in pages for column in _columns([line for line in page if _key(line) not in repeated])]
    return Content(tuple(Block(text) for text in _paragraphs(columns)), "utf-8")


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page: pieces of print on one height, parted where the gap is wide."""
    height = page.get_height()
    text = page.get_textpage()
    pieces = []
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        words = text.get_text_bounded(left, bottom, right, top).translate(_MARKS).strip("\n")
        if words.strip():
            pieces.append(_Line(left, right, height - top, height - bottom, words.replace("\n", " ")))
    text.close()
    page.close()
    pieces.sort(key=lambda p: ((p.top + p.bottom) / 2, p.left))
    rows: list[list[_Line]] = []
    for piece in pieces:
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.left)
        line = row[0]
        for piece in row[1:]:
            gap = piece.left - line.right
            if gap > 1.5 * line.height:
                yield line
                line = piece
            else:
                space = "" if gap < 0.15 * line.height or line.text.endswith(" ") or piece.text.startswith(" ") else " "
                box = max(line.right, piece.right), min(line.top, piece.top), max(line.bottom, piece.bottom)
                line = _Line(line.left, *box, line.text + space + piece.text)
        yield line


def _key(line: _Line) -> str:
    return f"{line.top:.0f} {_DIGITS.sub('#', line.text.strip())}"


def _repeated(pages: list[list[_Line]]) -> set[str]:
    """Heads and feet: what stands at one height on most pages, and page numbers."""
    counts = Counter(key for page in pages for key in {_key(line) for line in page[:2] + page[-2:]})
    often = {key for key, count in counts.items() if len(pages) > 2 and count * 2 > len(pages)}
    edges = {_key(line) for page in pages for line in (page[:1] + page[-1:]) if _NUMBER.fullmatch(line.text.strip())}
    return often | edges


def _columns(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of a page in reading order: between lines over the whole width, what stands left of a gutter goes first."""
    if not lines:
        return
    band: list[_Line] = []
    gutter = _gutter(lines)
    if gutter is None:
        yield sorted(lines, key=lambda line: (line.top, line.left))
        return
    for line in sorted(lines, key=lambda line: line.top):
        if line.left < gutter < line.right:
            yield from _sides(band, gutter)
            band = []
            yield [line]
        else:
            band.append(line)
    yield from _sides(band, gutter)


def _sides(band: list[_Line], gutter: float) -> Iterator[list[_Line]]:
    for side in (
        [line for line in band if line.right <= gutter],
        [line for line in band if line.right > gutter],
    ):
        if side:
            yield from _columns(side)


def _gutter(lines: list[_Line]) -> float | None:
    """A place that hardly any line crosses and that several lines stand on both sides of at the same heights."""
    best = None
    for line in lines if len(lines) <= _MOST_LINES else ():  # a page of numbers has no columns of text
        at = line.left - 1
        crossing = sum(other.left < at < other.right for other in lines)
        left = [other for other in lines if other.right <= at]
        right = [other for other in lines if other.left >= at]
        beside = sum(any(a.top < b.bottom and b.top < a.bottom for b in right) for a in left)
        if beside >= 3 and len(right) >= 3 and crossing * 4 <= len(lines) and (best is None or crossing < best[0]):
            best = crossing, at
    return best[1] if best else None


def _paragraphs(columns: list[list[_Line]]) -> Iterator[str]:
    """The lines joined to paragraphs: a new one begins indented, after a gap, in another size, or after a short last line."""
    words = ""
    before: _Line | None = None
    for column in columns:
        edge = max(line.right for line in column)
        start = _middle(line.left for line in column)
        step = _middle([b.top - a.top for a, b in pairwise(column)] or [0.0])
        for n, line in enumerate(column):
            if before is not None and _begins(line, before, n, edge, start, step, words):
                yield words
                words = ""
            text = " ".join(line.text.split())
            if words and _HYPHEN.search(words):
                words = words[:-1] + text if text[:1].islower() else words + text
            else:
                words = f"{words} {text}" if words else text
            before = line
    if words:
        yield words


def _middle(numbers: Iterable[float]) -> float:
    """The middle one, the higher of two."""
    there = sorted(numbers)
    return there[len(there) // 2]


def _begins(line: _Line, before: _Line, n: int, edge: float, start: float, step: float, words: str) -> bool:
    """Whether a paragraph begins with `line`; over the end of a column it goes on unless a sentence has ended."""
    if abs(line.height - before.height) > 0.25 * max(line.height, before.height):
        return True
    if n == 0:
        return bool(_ENDS.search(words)) or not line.text.lstrip()[:1].islower()
    indented = line.left > start + 0.8 * line.height
    apart = line.top - before.top > 1.4 * step
    short = before.right < edge - 6 * line.height or (
        before.right < edge - 2 * line.height and bool(_ENDS.search(words))
    )
    return indented or apart or short


READER = Reader("pdf", (".pdf",), _read)
