"""The paragraphs of a text, and what can be seen of each by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.model.article import ZoneKind
from core.text.fold import spelling

SHORT = 400
"""Only paragraphs up to this long can be anything but running text."""

_PROSE = 100
_LONG = 250
_LINE = re.compile(r"[^\n]+")
_ENDS = tuple(".!?…;:")
_CLOSING = "\"'”’»)] "
_NEXT_SENTENCE = re.compile(r"\w{4,}[\"”’)]?[.!?…]+[\"”’)]? +[\"“‘(]?[^\W\d_a-z]")


@dataclass(slots=True)
class Line:
    """A paragraph without the spaces around it; `block` counts the blank lines before it; `kind` is decided by and by."""

    start: int
    end: int
    text: str
    block: int
    kind: ZoneKind | None = None
    low: str = ""

    def __post_init__(self) -> None:
        self.low = spelling(self.text) if len(self.text) <= SHORT else spelling(self.text[:SHORT])

    @property
    def short(self) -> bool:
        return len(self.text) <= SHORT

    @property
    def open(self) -> bool:
        """Whether nobody has said yet what the line is."""
        return self.kind is None

    @property
    def words(self) -> int:
        return self.low.count(" ") + 1

    @property
    def ended(self) -> bool:
        """Whether it closes as a sentence does."""
        return self.text.rstrip(_CLOSING).endswith(_ENDS)

    @property
    def prose(self) -> bool:
        """Whether it can hardly be anything but a paragraph of the story."""
        return len(self.text) >= _LONG or (len(self.text) >= _PROSE and self.ended)

    @property
    def sentence(self) -> bool:
        """Whether it reads as running text, if perhaps a short piece."""
        return self.prose or (self.ended and self.words >= 6)

    @property
    def told(self) -> bool:
        """Whether no title would look so: a paragraph, or a sentence with a full stop."""
        text = self.text.rstrip(_CLOSING)
        return self.prose or (self.words >= 6 and text.endswith(".") and not text.endswith(".."))

    @property
    def single(self) -> bool:
        """Whether it is one sentence at most."""
        return not _NEXT_SENTENCE.search(self.text)


def lines_of(text: str) -> list[Line]:
    """The paragraphs of `text` that are not blank, in order; the lines of a hard-wrapped text are joined to paragraphs."""
    blocks = list(_blocks(text))
    wrapped = _hard_wrapped(text, blocks)
    lines = []
    for number, spans in enumerate(blocks):
        for start, end in [(spans[0][0], spans[-1][1])] if wrapped else spans:
            lines.append(Line(start, end, text[start:end], number))
    return lines


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines with no blank line between them, each line as its start and end without outer spaces."""
    block: list[tuple[int, int]] = []
    after = 0
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if block and (match.start() > after + 1 or start >= end):
            yield block
            block = []
        if start < end:
            block.append((start, end))
        after = match.end()
    if block:
        yield block


def _hard_wrapped(text: str, blocks: list[list[tuple[int, int]]]) -> bool:
    """Whether lines were broken at a margin: in blocks of several, most lines end in mid-sentence and none is long."""
    inner = [span for block in blocks if len(block) > 2 for span in block[:-1]]
    if len(inner) < 4 or len(inner) * 2 < sum(len(block) for block in blocks):
        return False
    full = [span for span in inner if 50 <= span[1] - span[0] <= 110]
    broken = [span for span in full if not text[span[0] : span[1]].endswith(_ENDS)]
    return len(full) >= 0.9 * len(inner) and len(broken) >= 0.7 * len(full)
