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
        what = losses.described(annotation, sheet.article.text)
        if annotation.decision is Decision.REJECTED:
            job.report.lost("rejected", sheet, **what)
        elif wanted not in (INNERMOST, OUTERMOST, annotation.label):
            job.report.lost("other_label", sheet, **what)
        elif not has_token(sheet.article.text, annotation.span):
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


def _write_text(
    sheet: Sheet, kept: list[Annotation], job: Job, out: Callable[[str], object], bilou: bool
) -> list[Place]:
    """Write the lines of one article; the places that they hold."""
    text = sheet.article.text
    places: list[Place] = []
    line_end = 0
    rows = list(_tagged(text, kept))
    for (start, end, tag), (_, _, after) in pairwise([*rows, (0, 0, "O")]):
        if tag.startswith("B-"):
            places.append((start, end, unescaped(tag[2:])))
        elif tag.startswith("I-"):
            places[-1] = (places[-1][0], end, places[-1][2])
        if start >= line_end:
            if line_end and not tag.startswith("I-"):  # a block may not begin within a span
                out("\n")
            line_end = text.find("\n", start) + 1 or len(text)
        if bilou and tag != "O" and not after.startswith("I-"):
            tag = f"{'U' if tag.startswith('B-') else 'L'}{tag[1:]}"
        out(f"{text[start:end]} {start} {end} {tag}\n")
    out("\n")
    job.report.annotations.update(place[2] for place in places)
    for annotation, place in zip(kept, places, strict=True):
        if (annotation.span.start, annotation.span.end) != place[:2]:
            job.report.lost("edges", sheet, **losses.described(annotation, text), held=list(place[:2]))
    return places


def _tagged(text: str, kept: list[Annotation]) -> Iterator[tuple[int, int, str]]:
    """Each token with its tag in IOB2; `kept` do not overlap and are in text order."""
    within, next_one = -1, 0
    for start, end in tokens(text, (a.span for a in kept)):
        while next_one < len(kept) and kept[next_one].span.end <= start:
            next_one += 1
        if next_one < len(kept) and kept[next_one].span.start <= start:
            yield start, end, f"{'I' if within == next_one else 'B'}-{escaped(kept[next_one].label)}"
            within = next_one
        else:
            yield start, end, "O"


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
    if tag.startswith(("B-", "U-")):
        places.append((start, end, label))
    elif tag.startswith(("I-", "L-")) and places and places[-1][2] == label:
        places[-1] = (places[-1][0], end, label)
    else:
        raise ValueError(tag)


_UNIT = "tokens, with code points in columns 2 and 3"
FORMAT = Format("conll", _UNIT, write, reread, join=appended)
BILOU = Format("conll-bilou", _UNIT, partial(write, bilou=True), reread, join=appended)
