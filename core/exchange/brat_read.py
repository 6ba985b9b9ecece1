"""brat standoff read: our own export with nothing lost, and that of others with notes on what could not be taken as it is.

Spans of several fragments with more than space between them become the one span around them, flagged, with their offsets
in its note; normalisations and attributes that we do not have go into the note; events and equivalences are named and left.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.errors import ButVangError, FormatError
from core.exchange.beside import document_beside
from core.exchange.format import Arrival
from core.exchange.jsonl_read import WRONG, arrival_of, only, why
from core.exchange.names import unescaped
from core.exchange.shift import Shift
from core.model.annotation import RULE, Annotation, Decision
from core.model.article import Article, ArticleCard, State
from core.model.ids import new_id
from core.model.relation import Relation
from core.model.span import Span
from core.store.dataset_io import Sheet

CARD = ".butvang.json"
"""Ends the name of the file beside ours that holds what brat has no place for."""

NEWLINE = "⏎"
"""Stands for a line's end in comments, which are one line in brat."""

ORIGIN = "import:brat"
_WORDS = re.compile(r"\S+")
_FIELDS = {"Mod": "mod", "Calendar": "calendar", "Origin": "origin", "ValueBy": "value_by"}


def fragments_of(text: str, span: Span) -> list[tuple[int, int]]:
    """A span as brat has it: one fragment a line, without spaces at their ends; none for a span without words."""
    found = []
    start = span.start
    for line in span.of(text).split("\n"):
        if words := line.strip():
            first = start + line.index(words)
            found.append((first, first + len(words)))
        start += len(line) + 1
    return found


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What `name.ann` and the files beside it hold of one article: an arrival, or the error that hinders it."""
    return only(path, _read)


def _read(path: Path) -> Arrival:
    beside = path.with_name(path.stem + CARD)
    text = path.with_suffix(".txt")
    if beside.is_file() and text.is_file():
        raw = text.read_bytes()
        base = arrival_of(json.loads(beside.read_text("utf-8")) | {"text": raw.decode("utf-8")}, str(path))
    else:
        document = document_beside(path)
        raw = document.raw
        base = Arrival(Sheet(document.article), str(path), {document.source.sha256: raw})
        day = document.published
        card = ArticleCard(new_id(), document.article.id, b"", b"", document.title or path.stem, (document.source,))
        card = replace(card, published=day, published_by=RULE if day else None, state=State.STARTED)
        base = replace(base, sheet=replace(base.sheet, card=card))
    data = path.read_bytes()
    ann = _parse(path, data.decode("utf-8-sig"), raw.decode("utf-8"), base.sheet.article)
    annotations, relations = ann.items()
    sheet = replace(base.sheet, annotations=annotations, relations=relations)
    return replace(base, sheet=sheet, size=len(data) + len(raw), notes=tuple(ann.notes))


def _parse(path: Path, lines: str, raw: str, article: Article) -> "_Ann":
    """The lines of an .ann file on its text; a line's end of two characters counts as one, or else as two."""
    trouble = None
    for text in dict.fromkeys((raw.replace("\r\n", "\n"), raw)):
        shift = Shift(text)
        if shift.text != article.text:
            raise FormatError("text_not_utf8", path=path.with_suffix(".txt"))
        ann = _Ann(path, text, shift, article.id)
        for number, line in enumerate(lines.split("\n"), 1):
            try:
                ann.line(line.rstrip("\r"))
            except WRONG as error:
                trouble = trouble or FormatError("line_broken", path=path, line=number, why=why(error))
                break
        else:
            return ann
    assert trouble
    raise trouble


@dataclass(slots=True)
class _Marks:
    """What A, N and # lines say of one T or R."""

    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    status: str | None = None


class _Ann:
    """One .ann file as far as it has been read."""

    def __init__(self, path: Path, raw: str, shift: Shift, article: bytes) -> None:
        self.notes: list[str] = []
        self._raw = raw
        self._shift = shift
        self._path = path
        self._article = article
        self._spans: dict[str, Annotation] = {}
        self._links: dict[str, tuple[str, str, str]] = {}
        self._marks: dict[str, _Marks] = {}

    def line(self, line: str) -> None:
        """Take in one line; raises one of WRONG where it is not as brat writes it."""
        if not line.strip():
            return
        name, _, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        words = _WORDS.findall(data)
        kind = name[:1]
        if kind == "T":
            self._span(name, data, tail)
        elif kind == "R":
            ends = [word.partition(":")[2] for word in words[1:]]
            self._links[name] = unescaped(words[0]), *self._two(ends)
        elif kind in ("A", "M"):
            self._attribute(words[0], words[1], words[2] if len(words) > 2 else None)
        elif kind == "N":
            self._of(words[1]).notes.append(" ".join((*words[2:], tail)).strip())
        elif kind == "#" and len(words) > 1:
            self._comment(words[0], words[1], tail)
        elif kind in ("E", "*", "#"):
            self.notes.append(f"{self._path}: {line}")
        else:
            raise ValueError(line)

    def items(self) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
        """The annotations and relations, once all lines are in."""
        made: dict[str, Annotation] = {}
        for name, annotation in self._spans.items():
            marks = self._marks.pop(name, _Marks())
            notes = [annotation.note, *marks.notes] if annotation.note else marks.notes
            flag = annotation.flag or marks.fields.pop("flag", False)
            made[name] = replace(annotation, **marks.fields, flag=flag, note="\n".join(notes))
        relations = []
        for name, (kind, head, tail) in self._links.items():
            marks = self._marks.pop(name, _Marks())
            if head in made and tail in made:
                ends = made[head].id, made[tail].id
                relations.append(Relation(new_id(), self._article, b"", b"", kind, *ends, marks.status))
            else:
                self.notes.append(f"{self._path}: {name} {kind} {head} {tail}")
            self.notes += [f"{self._path}: {name} {note}" for note in marks.notes]
        for name, marks in self._marks.items():
            self.notes.append(f"{self._path}: {name} {marks.fields or ''} {' '.join(marks.notes)}".rstrip())
        return tuple(made.values()), tuple(relations)

    def _of(self, name: str) -> _Marks:
        return self._marks.setdefault(name, _Marks())

    @staticmethod
    def _two(ends: list[str]) -> tuple[str, str]:
        if len(ends) != 2:
            raise ValueError(f"Arg1, Arg2: {ends}")
        return ends[0], ends[1]

    def _span(self, name: str, data: str, words: str) -> None:
        label, _, places = data.partition(" ")
        ends = [tuple(map(int, place.split())) for place in places.split(";")]
        fragments = [(start, end) for start, end in ends]
        there = [self._raw[start:end] for start, end in fragments]
        if words and words not in (" ".join(there).replace("\n", " "), "".join(there)):
            raise ValueError(f"{name} {data}: “{' '.join(there)}” ≠ “{words}”")
        fragments.sort()
        span = self._shift.span(fragments[0][0], fragments[-1][1])
        gaps = (self._raw[a[1] : b[0]] for a, b in pairwise(fragments))
        note = ""
        if any(gap and not gap.isspace() for gap in gaps):
            note = f"brat: {places}"
            self.notes.append(f"{self._path}: {name} {data} “{words}”")
        made = Annotation(new_id(), self._article, b"", b"", span, unescaped(label), origin=ORIGIN)
        self._spans[name] = replace(made, flag=bool(note), note=note)

    def _attribute(self, kind: str, of: str, value: str | None) -> None:
        marks = self._of(of)
        if kind in _FIELDS and value is not None:
            marks.fields[_FIELDS[kind]] = unescaped(value)
        elif kind == "Flag":
            marks.fields["flag"] = True
        elif kind == "Decision" and value in tuple(Decision):
            marks.fields["decision"] = Decision(value)
        else:
            marks.notes.append(f"{kind}: {value}" if value is not None else kind)

    def _comment(self, kind: str, of: str, words: str) -> None:
        marks = self._of(of)
        words = words.replace(NEWLINE, "\n")
        if kind == "AnnotatorNotes":
            marks.notes.append(words)
        elif kind == "Status":
            marks.status = words
        elif kind == "Value":
            marks.fields["value"] = words
        elif kind == "Score":
            marks.fields["score"] = float(words)
        else:
            marks.notes.append(f"{kind}: {words}")
