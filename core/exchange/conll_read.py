"""CoNLL columns read: ours with their offsets and all levels of tags, others' with the first column and the last one.

Tags may be IOB1, IOB2, BILOU or BIOES. Words without offsets are joined by spaces, a sentence is a line;
spaces are all that these columns do not tell, so what comes in may be another article than the one that went out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import ButVangError, FormatError
from core.exchange.format import Arrival
from core.exchange.jsonl_read import WRONG, arrival_of, why
from core.exchange.names import unescaped

ORIGIN = "import:conll"
_START = "-DOCSTART-"
_TAG = re.compile(r"([BILUES])-(.+)|O")


@dataclass(slots=True)
class _Article:
    """One article as far as its lines have been read; `open` is the span that each level is in."""

    first: int
    text: str = ""
    between: str = ""
    spans: list[dict[str, Any]] = field(default_factory=list)
    open: dict[int, dict[str, Any]] = field(default_factory=dict)
    size: int = 0

    def take(self, columns: list[str]) -> None:
        """Take in one word with its tags; ValueError where the columns are none of ours and none of others'."""
        if len(columns) < 2:
            raise ValueError(" ".join(columns))
        word = columns[0]
        ours = len(columns) >= 4 and columns[1].isdigit() and columns[2].isdigit()
        start = int(columns[1]) if ours else len(self.text) + len(self.between if self.text else "")
        if start < len(self.text) or (ours and int(columns[2]) != start + len(word)):
            raise ValueError(" ".join(columns))
        fill = self.between[:1] or " "
        self.text += fill * (start - len(self.text)) + word
        self.between = " "
        for level, tag in enumerate(columns[3:] if ours else columns[-1:]):
            self._tag(level, tag, start, start + len(word))

    def _tag(self, level: int, tag: str, start: int, end: int) -> None:
        match = _TAG.fullmatch(tag)
        if match is None:
            raise ValueError(tag)
        there = self.open.pop(level, None)
        if match[1] is None:
            return
        label = unescaped(match[2])
        if match[1] in "ILE" and there is not None and there["label"] == label:
            there["end"] = end
        else:
            there = {"start": start, "end": end, "label": label, "origin": ORIGIN}
            self.spans.append(there)
        if match[1] in "BI":
            self.open[level] = there


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What a file holds, an article at a time; a broken line is an error in the place of its article."""
    article: _Article | None = None
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    columns = line.decode("utf-8-sig" if number == 1 else "utf-8").split()
                    if columns[:1] == [_START]:
                        yield from _done(article, path)
                        article = None
                        continue
                    if not columns:
                        if article is not None:
                            article.between, article.open = "\n", {}
                        continue
                    article = article or _Article(number)
                    article.size += len(line)
                    article.take(columns)
                except WRONG as error:
                    yield FormatError("line_broken", path=path, line=number, why=why(error))
                    return
            yield from _done(article, path)
    except OSError as error:
        yield FormatError("file_broken", path=path, why=error.strerror or error)


def _done(article: _Article | None, path: Path) -> Iterator[Arrival]:
    if article is not None:
        row = {"text": article.text, "annotations": article.spans}
        yield arrival_of(row, f"{path}:{article.first}", article.size)
