"""CoNLL columns (word, start, end, tag) in IOB2: one layer of spans that do not overlap, and what was left out reported.

Words are runs of letters and digits, everything else that is not a space is a token of its own, and a span's borders part
tokens, so that every span kept is exact. A line of the text is a block; `-DOCSTART-` names the article by id and file.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import regex

from core.errors import FormatError, UsageError
from core.exchange import losses
from core.exchange.format import INNERMOST, OUTERMOST, Format, Job, Place
from core.exchange.names import escaped, file_name, unescaped
from core.model.annotation import Annotation, Decision
from core.store.dataset_io import Sheet

_TOKEN = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ][\p{L}\p{M}\p{N}]+)*|[^\s\x1c-\x1f]\p{M}*")
_START = "-DOCSTART-"


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
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
            yield _write_text(sheet, kept, job, file.write)


def _kept(sheet: Sheet, job: Job) -> list[Annotation]:
    """The annotations that one flat layer can hold, in text order; the others are reported."""
    wanted = job.options.spans
    order = 1 if wanted == INNERMOST else -1
    kept: list[Annotation] = []
    for annotation in sorted(sheet.annotations, key=lambda a: (order * len(a.span), a.span.start)):
        what = losses.described(annotation, sheet.article.text)
        if annotation.decision is Decision.REJECTED:
            job.report.lost("rejected", sheet, **what)
        elif wanted not in (INNERMOST, OUTERMOST, annotation.label):
            job.report.lost("other_label", sheet, **what)
        elif not _TOKEN.search(sheet.article.text, annotation.span.start, annotation.span.end):
            job.report.lost("no_words", sheet, **what)
        elif over := _overlapped(kept, annotation):
            job.report.lost("nested", sheet, **what, within=losses.described(over, sheet.article.text))
        else:
            insort(kept, annotation, key=lambda a: a.span.start)
    return kept


def _overlapped(kept: list[Annotation], annotation: Annotation) -> Annotation | None:
    """One of the kept annotations, which do not overlap each other, that this one overlaps."""
    at = bisect_left(kept, annotation.span.end, key=lambda a: a.span.start)
    return kept[at - 1] if at and kept[at - 1].span.overlaps(annotation.span) else None


def _write_text(sheet: Sheet, kept: list[Annotation], job: Job, out: Callable[[str], object]) -> list[Place]:
    """Write the lines of one article; the places that they hold."""
    text = sheet.article.text
    places: list[Place] = []
    within = -1
    next_one = 0
    line_end = 0
    for start, end in _tokens(text, kept):
        while next_one < len(kept) and kept[next_one].span.end <= start:
            next_one += 1
        tag = "O"
        if next_one < len(kept) and kept[next_one].span.start <= start:
            label = escaped(kept[next_one].label)
            if within == next_one:
                tag = f"I-{label}"
                places[-1] = (places[-1][0], end, kept[next_one].label)
            else:
                tag = f"B-{label}"
                places.append((start, end, kept[next_one].label))
                within = next_one
        if start >= line_end:
            if line_end and not tag.startswith("I-"):  # a block may not begin within a span
                out("\n")
            line_end = text.find("\n", start) + 1 or len(text)
        out(f"{text[start:end]} {start} {end} {tag}\n")
    out("\n")
    job.report.annotations.update(place[2] for place in places)
    for annotation, place in zip(kept, places, strict=True):
        if (annotation.span.start, annotation.span.end) != place[:2]:
            job.report.lost("edges", sheet, **losses.described(annotation, text), held=list(place[:2]))
    return places


def _tokens(text: str, kept: list[Annotation]) -> Iterator[tuple[int, int]]:
    """Tokens in text order, parted where a span begins or ends."""
    borders = sorted({border for a in kept for border in (a.span.start, a.span.end)})
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while at < len(borders) and borders[at] <= start:
            at += 1
        while at < len(borders) and borders[at] < end:
            yield start, borders[at]
            start = borders[at]
            at += 1
        yield start, end


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the columns back against the articles' texts; see `Format`."""
    text = ""
    places: list[Place] | None = None
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\n").split(" ")
            if columns[0] == _START and columns[-1] == "O" and len(columns[1]) == 32:
                if places is not None:
                    yield places
                text, places = text_of(bytes.fromhex(columns[1])), []
                continue
            if columns == [""]:
                continue
            try:
                word, start, end, tag = columns[0], int(columns[1]), int(columns[2]), columns[3]
                if places is None or text[start:end] != word:
                    raise ValueError(f"{start}..{end}: “{text[start:end]}” ≠ “{word}”")
                _take(places, start, end, tag)
            except (ValueError, IndexError) as error:
                raise FormatError("line_broken", path=path, line=number, why=error) from error
    if places is not None:
        yield places


def _take(places: list[Place], start: int, end: int, tag: str) -> None:
    if tag == "O":
        return
    label = unescaped(tag[2:])
    if tag.startswith("B-"):
        places.append((start, end, label))
    elif tag.startswith("I-") and places and places[-1][2] == label:
        places[-1] = (places[-1][0], end, label)
    else:
        raise ValueError(tag)


FORMAT = Format("conll", "tokens, with code points in columns 2 and 3", write, reread)
