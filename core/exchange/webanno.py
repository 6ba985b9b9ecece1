"""WebAnno TSV 3.3: a file for each article, a sentence for each line of its text, offsets in UTF-16 units as Java counts.

Every span has a number in brackets, so that those of several tokens and those on one token are told apart; a link stands
with its dependent and names both numbers. The text with its spaces, which the tokens do not tell, is in `name.txt`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from core.errors import FormatError
from core.exchange import losses
from core.exchange.format import Format, Job, Place
from core.exchange.jsonl_read import WRONG, why
from core.exchange.names import file_name
from core.exchange.tokens import Tokens
from core.exchange.webanno_read import ITEM, LINK, SENTENCE, VERSION, escaped, parse
from core.model.ids import article_id
from core.store.dataset_io import Sheet
from core.text.offsets import Utf16

_FEATURES = ("label", "value", "mod", "calendar", "note", "decision")
_HELD = (*_FEATURES, "relation")
_HEAD = f"#FORMAT={VERSION}\n#T_SP={ITEM}|{'|'.join(_FEATURES)}\n#T_RL={LINK}|kind|status|BT_{ITEM}\n\n"


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder; see `Format`."""
    job.path.mkdir()
    for sheet in losses.articles(sheets, job.report):
        name = file_name(sheet, lambda name: (job.path / f"{name}.tsv").exists())
        lines, places = _lines(sheet, job)
        (job.path / f"{name}.tsv").write_text(_HEAD + "".join(lines), "utf-8", newline="\n")
        (job.path / f"{name}.txt").write_text(sheet.article.text, "utf-8", newline="")
        yield places


def _lines(sheet: Sheet, job: Job) -> tuple[list[str], list[Place]]:
    """The lines of one article, and the places that they hold."""
    text = sheet.article.text
    words = Tokens(text, (a.span for a in sheet.annotations))
    units = Utf16(text)
    names = _names(text, words)
    numbers: dict[bytes, int] = {}
    first: dict[bytes, int] = {}
    cells: dict[int, list[list[str]]] = defaultdict(list)
    places: list[Place] = []
    kept = []
    for a in sheet.annotations:
        within = words.within(a.span)
        if not within:
            job.report.lost("no_words", sheet, **losses.described(a, text))
            continue
        start, end = words.edges(within)
        if (start, end) != (a.span.start, a.span.end):
            job.report.lost("edges", sheet, **losses.described(a, text), held=[start, end])
        numbers[a.id], first[a.id] = len(numbers) + 1, within[0]
        values = [escaped(getattr(a, name) or "") + f"[{numbers[a.id]}]" for name in _FEATURES]
        for token in within:
            cells[token].append(values)
        places.append((start, end, a.label))
        kept.append(a)
        job.report.annotations[a.label] += 1
    losses.beside_spans(sheet, kept, job.report, _HELD)
    links: dict[int, list[list[str]]] = defaultdict(list)
    for r in losses.linked(sheet, kept, job.report):
        ends = f"{names[first[r.head]]}[{numbers[r.head]}_{numbers[r.tail]}]"
        links[first[r.tail]].append([escaped(r.kind), escaped(r.status or ""), ends])
    lines: list[str] = []
    sentence = ""
    for n, (start, end) in enumerate(words.all):
        if names[n].partition("-")[0] != sentence:
            sentence = names[n].partition("-")[0]
            line_end = text.find("\n", start)
            line = text[start : line_end if line_end >= 0 else len(text)]
            lines.append(f"\n{SENTENCE}{escaped(line.rstrip(), SENTENCE)}\n")
        at = f"{units.to_units(start)}-{units.to_units(end)}"
        columns = [*_stacked(cells.get(n), len(_FEATURES)), *_stacked(links.get(n), 3)]
        lines.append("\t".join((names[n], at, text[start:end], *columns, "")) + "\n")
    return lines, places


def _names(text: str, words: Tokens) -> list[str]:
    """`sentence-token` of each token; a line of the text is a sentence."""
    found: list[str] = []
    line_end = sentence = number = 0
    for start, _ in words.all:
        if start >= line_end:
            line_end = text.find("\n", start) + 1 or len(text)
            sentence, number = sentence + 1, 0
        number += 1
        found.append(f"{sentence}-{number}")
    return found


def _stacked(rows: list[list[str]] | None, width: int) -> list[str]:
    """A column for each feature, what stands on one token parted by bars."""
    return ["|".join(column) for column in zip(*rows, strict=True)] if rows else ["_"] * width


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the folder back against the articles' texts; see `Format`."""
    for each in path.glob("*.tsv"):
        try:
            text = text_of(article_id(each.with_suffix(".txt").read_bytes().decode("utf-8")))
            parsed = parse(each.read_bytes().decode("utf-8"))
            for token in parsed.tokens:
                if text[token.start : token.end] != token.words:
                    raise ValueError(f"{token.start}..{token.end}: “{text[token.start : token.end]}” ≠ “{token.words}”")
            yield [(span.start, span.end, span.features["label"]) for span in parsed.spans.values()]
        except WRONG as error:
            raise FormatError("file_broken", path=each, why=why(error)) from error


FORMAT = Format("webanno", "tokens, with UTF-16 units in column 2", write, reread, folder=True)
