"""Nested columns as for VLSP 2018: word, start, end, and a tag in IOB2 for each of three levels of nesting.

Level 1 are the spans that contain no other, level 2 those that contain spans of level 1 alone, and so on; what crosses
another span or nests deeper is reported. A line of the text is a block; `-DOCSTART-` names the article by id and file.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from core.errors import FormatError
from core.exchange import losses
from core.exchange.format import Format, Job, Place, appended
from core.exchange.names import escaped, file_name, unescaped
from core.exchange.tokens import Tokens
from core.model.annotation import Annotation
from core.store.dataset_io import Sheet

LEVELS = 3
_START = "-DOCSTART-"


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the columns; see `Format`."""
    with job.path.open("w", encoding="utf-8", newline="\n") as file:
        for sheet in losses.articles(sheets, job.report):
            wanted = losses.accepted(sheet, job.report)
            words = Tokens(sheet.article.text, (a.span for a in wanted))
            levels = _levels(sheet, wanted, words, job)
            kept = [a for level in levels for _, a in level]
            losses.beside_spans(sheet, kept, job.report)
            job.report.annotations.update(a.label for a in kept)
            file.write(f"{_START} {sheet.article.id.hex()} {file_name(sheet, lambda _: False)} O\n\n")
            _lines(sheet.article.text, words, levels, file.write)
            yield [(*words.edges(numbers), a.label) for level in levels for numbers, a in level]


def _levels(sheet: Sheet, wanted: list[Annotation], words: Tokens, job: Job) -> list[list[tuple[range, Annotation]]]:
    """The annotations of each level with the tokens they cover, in text order; those that fit into none are reported."""
    text = sheet.article.text
    levels: list[list[tuple[range, Annotation]]] = [[] for _ in range(LEVELS)]
    for a in sorted(wanted, key=lambda a: (len(a.span), a.span.start)):
        numbers = words.within(a.span)
        if not numbers:
            job.report.lost("no_words", sheet, **losses.described(a, text))
            continue
        held = words.edges(numbers)
        lowest = max((n for n, level in enumerate(levels, 1) if _met(level, numbers)), default=0)
        crossed = (other for level in levels for other in _met(level, numbers))
        over = next((o for o, _ in crossed if not (numbers[0] <= o[0] and o[-1] <= numbers[-1])), None)
        if lowest == LEVELS or over is not None:
            job.report.lost("nested", sheet, **losses.described(a, text))
            continue
        if held != (a.span.start, a.span.end):
            job.report.lost("edges", sheet, **losses.described(a, text), held=list(held))
        insort(levels[lowest], (numbers, a), key=lambda each: each[0].start)
    return levels


def _met(level: list[tuple[range, Annotation]], numbers: range) -> list[tuple[range, Annotation]]:
    """Those of a level, which do not overlap each other, that share a token with `numbers`."""
    first = bisect_left(level, numbers.start, key=lambda each: each[0].stop - 1)
    last = bisect_left(level, numbers.stop, key=lambda each: each[0].start)
    return level[first:last]


def _lines(
    text: str, words: Tokens, levels: list[list[tuple[range, Annotation]]], out: Callable[[str], object]
) -> None:
    tags = [["O"] * LEVELS for _ in words.all]
    for n, level in enumerate(levels):
        for numbers, a in level:
            for number in numbers:
                tags[number][n] = f"{'B' if number == numbers[0] else 'I'}-{escaped(a.label)}"
    line_end = 0
    for (start, end), row in zip(words.all, tags, strict=True):
        if start >= line_end:
            if line_end and not any(tag.startswith("I-") for tag in row):  # a block may not begin within a span
                out("\n")
            line_end = text.find("\n", start) + 1 or len(text)
        out(f"{text[start:end]} {start} {end} {' '.join(row)}\n")
    out("\n")


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the columns back against the articles' texts; see `Format`."""
    text = ""
    levels: list[list[Place]] | None = None
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\n").split(" ")
            if columns[0] == _START and len(columns) == 4:
                if levels is not None:
                    yield [place for level in levels for place in level]
                text, levels = text_of(bytes.fromhex(columns[1])), [[] for _ in range(LEVELS)]
                continue
            if columns == [""]:
                continue
            try:
                word, start, end, tags = columns[0], int(columns[1]), int(columns[2]), columns[3:]
                if levels is None or text[start:end] != word:
                    raise ValueError(f"{start}..{end}: “{text[start:end]}” ≠ “{word}”")
                for level, tag in zip(levels, tags, strict=True):
                    _take(level, start, end, tag)
            except (ValueError, IndexError) as error:
                raise FormatError("line_broken", path=path, line=number, why=error) from error
    if levels is not None:
        yield [place for level in levels for place in level]


def _take(level: list[Place], start: int, end: int, tag: str) -> None:
    if tag.startswith("B-"):
        level.append((start, end, unescaped(tag[2:])))
    elif tag.startswith("I-") and level and level[-1][2] == unescaped(tag[2:]):
        level[-1] = (level[-1][0], end, level[-1][2])
    elif tag != "O":
        raise ValueError(tag)


FORMAT = Format("vlsp2018", "tokens, with code points in columns 2 and 3", write, reread, join=appended)
