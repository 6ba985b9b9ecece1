"""CoNLL columns (word, start, end, tag) in IOB2 or BILOU: spans that do not overlap, and what was left out reported.

Words are runs of letters and digits, everything else that is not a space is a token of its own, and a span's borders part
tokens, so that every span kept is exact. A line of the text is a block; `-DOCSTART-` names the article by id and file.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from core.errors import FormatError, UsageError
from core.exchange import losses
from core.exchange.format import INNERMOST, OUTERMOST, Format, Job, Place, appended
from core.exchange.names import escaped, file_name, unescaped
from core.exchange.tokens import has_token, tokens
from core.model.annotation import Annotation, Decision
from core.store.dataset_io import Sheet

_START = "-DOCSTART-"


def write(sheets: Iterable[Sheet], job: Job, bilou: bool = False) -> Iterator[list[Place]]:
    """Write the columns; see `Format`. UsageError for a choice of spans that is no label."""
    wanted = job.options.spans
    known = (OUTERMOST, INNERMOST, *(label.name for label in job.scheme.labels))
    if wanted not in known:
        raise UsageError("spans_unknown", name=wanted, known=", ".join(known))
    with job.path.open("w", encoding="utf-8", newline="\n") as file:
        for sheet in sheets:
            if not sheet.article.id:
                losses.records(sheet, job.report)
                continue
            kept = _kept(sheet, job)
            losses.beside_spans(sheet, kept, job.report)
            file.write(f"{_START} {sheet.article.id.hex()} {file_name(sheet, lambda _: False)} O\n\n")
            yield _write_text(sheet, kept, job, file.write, bilou)


def _kept(sheet: Sheet, job: Job) -> list[Annotation]:
    """The annotations that one flat layer can hold, in text order; the others are reported."""
    wanted = job.options.spans
    order = 1 if wanted == INNERMOST else -1
    kept: list[Annotation] = []
    for annotation in sorted(sheet.annotations, key=lambda a: (order * len(a.span), a.span.start)):
        what = partial(losses.described, annotation, sheet.article.text)
        if annotation.decision is Decision.REJECTED:
            job.report.lost("rejected", sheet, **what())
        elif wanted not in (INNERMOST, OUTERMOST, annotation.label):
            job.report.lost("other_label", sheet, **what())
        elif not has_token(sheet.article.text, annotation.span):
            job.report.lost("no_words", sheet, **what())
        elif over := _overlapped(kept, annotation):
            job.report.lost("nested", sheet, **what(), within=losses.described(over, sheet.article.text))
        else:
            insort(kept, annotation, key=lambda a: a.span.start)
    return kept


def _overlapped(kept: list[Annotation], annotation: Annotation) -> Annotation | None:
    """One of the kept annotations, which do not overlap each other, that this one overlaps."""
    at = bisect_left(kept, annotation.span.end, key=lambda a: a.span.start)
    return kept[at - 1] if at and kept[at - 1].span.overlaps(annotation.span) else None


def _write_text(
    sheet: Sheet, kept: list[Annotation], job: Job, out: Callable[[str], object], bilou: bool
) -> list[Place]:
    """Write the lines of one article; the places that they hold. `kept` do not overlap and are in text order."""
    text = sheet.article.text
    words = tokens(text, (a.span for a in kept))
    tags = ["O"] * len(words)
    places: list[Place] = []
    for annotation in kept:
        span, label = annotation.span, escaped(annotation.label)
        first, after = bisect_left(words, (span.start,)), bisect_left(words, (span.end,))
        tags[first:after] = [f"B-{label}", *[f"I-{label}"] * (after - first - 1)]
        place = words[first][0], words[after - 1][1], annotation.label
        places.append(place)
        if place[:2] != (span.start, span.end):
            job.report.lost("edges", sheet, **losses.described(annotation, text), held=list(place[:2]))
    blocks = {at for at in _first_of_lines(text, words) if not tags[at].startswith("I-")}  # none begins within a span
    if bilou:
        for at, (tag, after) in enumerate(pairwise([*tags, "O"])):
            if tag != "O" and not after.startswith("I-"):
                tags[at] = f"{'U' if tag.startswith('B-') else 'L'}{tag[1:]}"
    lines = [f"{text[start:end]} {start} {end} {tag}\n" for (start, end), tag in zip(words, tags, strict=True)]
    for at in blocks:
        lines[at] = f"\n{lines[at]}"
    out("".join(lines) + "\n")
    job.report.annotations.update(place[2] for place in places)
    return places


def _first_of_lines(text: str, words: list[tuple[int, int]]) -> Iterator[int]:
    """The numbers of the words that come first after a line's end, but for the very first."""
    line_end = text.find("\n")
    while line_end >= 0:
        at = bisect_left(words, (line_end,))
        if 0 < at < len(words):
            yield at
        line_end = text.find("\n", line_end + 1)


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the columns back against the articles' texts; see `Format`."""
    with path.open(encoding="utf-8", newline="\n") as file:
        article, first, lines = "", 0, list[str]()
        for number, line in enumerate(file, 1):
            if line.startswith(_START) and line.endswith(" O\n") and len(line.split(" ")[1]) == 32:
                if article or lines:
                    yield _places(path, article, lines, first, text_of)
                article, first, lines = line.split(" ")[1], number + 1, []
            else:
                lines.append(line)
        if article or lines:
            yield _places(path, article, lines, first, text_of)


def _places(path: Path, article: str, lines: list[str], first: int, text_of: Callable[[bytes], str]) -> list[Place]:
    """What the lines of one article hold, all read at once; where something is wrong, line by line to say where."""
    text = text_of(bytes.fromhex(article)) if article else ""
    places: list[Place] = []
    columns = "".join(lines).split()
    filled = len(lines) - lines.count("\n")
    try:
        if len(columns) != 4 * filled or not article:
            raise ValueError(columns)
        starts, ends, tags = list(map(int, columns[1::4])), list(map(int, columns[2::4])), columns[3::4]
        if [text[start:end] for start, end in zip(starts, ends, strict=True)] != columns[0::4]:
            raise ValueError(columns)
        for at, tag in enumerate(tags):
            if tag != "O":
                _take(places, starts[at], ends[at], tag)
    except ValueError:
        return _line_by_line(path, text, lines, first)
    return places


def _line_by_line(path: Path, text: str, lines: list[str], first: int) -> list[Place]:
    places: list[Place] = []
    for number, line in enumerate(lines, first):
        columns = line.rstrip("\n").split(" ")
        if columns == [""]:
            continue
        try:
            word, start, end, tag = columns[0], int(columns[1]), int(columns[2]), columns[3]
            if text[start:end] != word:
                raise ValueError(f"{start}..{end}: “{text[start:end]}” ≠ “{word}”")
            _take(places, start, end, tag)
        except (ValueError, IndexError) as error:
            raise FormatError("line_broken", path=path, line=number, why=error) from error
    return places


def _take(places: list[Place], start: int, end: int, tag: str) -> None:
    if tag == "O":
        return
    label = unescaped(tag[2:])
    if tag.startswith(("B-", "U-")):
        places.append((start, end, label))
    elif tag.startswith(("I-", "L-")) and places and places[-1][2] == label:
        places[-1] = (places[-1][0], end, label)
    else:
        raise ValueError(tag)


_UNIT = "tokens, with code points in columns 2 and 3"
FORMAT = Format("conll", _UNIT, write, reread, join=appended)
BILOU = Format("conll-bilou", _UNIT, partial(write, bilou=True), reread, join=appended)
