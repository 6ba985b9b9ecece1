"""brat standoff: for each article `name.txt`, `name.ann` and `name.butvang.json`, and the two files that configure brat.

Spans are T lines in code points, as brat counts, in fragments where they go over a line's end; relations are R lines.
Attributes (A): Decision (rejected), Flag, Mod, Calendar, Origin, ValueBy. Comments (#): Value, Score, Status of a relation,
and AnnotatorNotes. What brat has no place for (card, zones, records) is in the JSON, which brat leaves alone.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.brat_config import write_config
from core.exchange.brat_read import CARD, NEWLINE, fragments_of
from core.exchange.format import Format, Job, Place
from core.exchange.names import escaped, file_name, unescaped, with_id
from core.exchange.rows import card_row, record_row, zone_rows
from core.model.annotation import Annotation, Decision
from core.model.ids import article_id
from core.model.relation import Relation
from core.store.dataset_io import Sheet

_OTHER_BREAKS = re.compile(f"[{NEWLINE}\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder; see `Format`."""
    job.path.mkdir()
    for sheet in sheets:
        if not sheet.article.id:
            losses.records(sheet, job.report)
            continue
        name = file_name(sheet, lambda name: (job.path / f"{name}.txt").exists())
        (job.path / f"{name}.txt").write_text(sheet.article.text, "utf-8", newline="")
        (job.path / f"{name}{CARD}").write_text(_beside(sheet, job), "utf-8", newline="\n")
        ann = _Ann(sheet, job)
        (job.path / f"{name}.ann").write_text(ann.text, "utf-8", newline="")
        yield ann.places


def finish(job: Job) -> None:
    """Write what configures brat for all that was written."""
    write_config(job.path, job.scheme, job.report.met)


def join(part: Path, whole: Path) -> dict[str, str]:
    """Move the files of a part into the folder, under a name with the article's id where theirs is taken."""
    renamed: dict[str, str] = {}
    whole.mkdir(exist_ok=True)
    for text in sorted(part.glob("*.txt")):
        name = new = text.stem
        if (whole / text.name).exists():
            id = json.loads((part / f"{name}{CARD}").read_text("utf-8"))["id"]
            new = with_id(name, bytes.fromhex(id))
        for end in (".txt", ".ann", CARD):
            (part / f"{name}{end}").rename(whole / f"{new}{end}")
            renamed[f"{name}{end}"] = f"{new}{end}"
    part.rmdir()
    return renamed


class _Ann:
    """One .ann file in the making."""

    def __init__(self, sheet: Sheet, job: Job) -> None:
        self.places: list[Place] = []
        self._lines: list[str] = []
        self._next = {"A": 0, "#": 0}
        self._sheet = sheet
        self._job = job
        self._met = job.report.met
        names: dict[bytes, str] = {}
        for annotation in sheet.annotations:
            self._annotation(annotation, names)
        for number, relation in enumerate(sheet.relations, 1):
            self._relation(relation, f"R{number}", names)

    @property
    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in self._lines)

    def _annotation(self, a: Annotation, names: dict[bytes, str]) -> None:
        text = self._sheet.article.text
        fragments = fragments_of(text, a.span)
        if not fragments:
            self._job.report.lost("no_words", self._sheet, **losses.described(a, text))
            return
        held = fragments[0][0], fragments[-1][1]
        if held != (a.span.start, a.span.end):
            self._job.report.lost("edges", self._sheet, **losses.described(a, text), held=list(held))
        names[a.id] = name = f"T{len(names) + 1}"
        label = escaped(a.label)
        at = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(text[start:end] for start, end in fragments)
        self._lines.append(f"{name}\t{label} {at}\t{words}")
        if a.decision is Decision.REJECTED:
            self._attribute("Decision", name, "rejected")
        if a.flag:
            self._attribute("Flag", name, "")
        for kind, value in (("Mod", a.mod), ("Calendar", a.calendar), ("Origin", a.origin), ("ValueBy", a.value_by)):
            if value is not None:
                self._attribute(kind, name, value)
        if a.value is not None:
            self._comment("Value", name, a.value)
        if a.score != 1.0:
            self._comment("Score", name, repr(a.score))
        if a.note:
            self._comment("AnnotatorNotes", name, a.note)
        self._met["T"].add(label)
        self._job.report.annotations[a.label] += 1
        self.places.append((*held, a.label))

    def _relation(self, relation: Relation, name: str, names: dict[bytes, str]) -> None:
        if relation.head not in names or relation.tail not in names:
            self._job.report.lost("loose_relation", self._sheet, id=relation.id.hex(), relation=relation.kind)
            return
        kind = escaped(relation.kind)
        self._lines.append(f"{name}\t{kind} Arg1:{names[relation.head]} Arg2:{names[relation.tail]}")
        if relation.status is not None:
            self._comment("Status", name, relation.status)
        self._met["R"].add(kind)
        self._job.report.relations[relation.kind] += 1

    def _attribute(self, kind: str, of: str, value: str) -> None:
        word = escaped(value, keep=":.")
        self._lines.append(f"{self._number('A')}\t{kind} {of} {word}".rstrip())
        self._met[f"A {kind}"].add(word)

    def _comment(self, kind: str, of: str, words: str) -> None:
        line = _OTHER_BREAKS.sub(" ", words).replace("\n", NEWLINE)
        if line.replace(NEWLINE, "\n") != words:
            self._job.report.lost("comment", self._sheet, comment=kind, of=of, words=words)
        self._lines.append(f"{self._number('#')}\t{kind} {of}\t{line}")

    def _number(self, prefix: str) -> str:
        self._next[prefix] += 1
        return f"{prefix}{self._next[prefix]}"


def _beside(sheet: Sheet, job: Job) -> str:
    """What brat has no place for, as a line of our JSONL without what the other two files hold."""
    job.report.records.update(record.kind for record in sheet.records)
    for source in sheet.card.sources if sheet.card else ():
        job.report.lost("source_bytes", sheet, path=source.path, sha256=source.sha256)
    row: dict[str, Any] = {
        "id": sheet.article.id.hex(),
        "zones": zone_rows(sheet.article),
        "records": [record_row(record) for record in sheet.records],
        "scheme": job.scheme.version,
        "card": card_row(sheet.card) if sheet.card else None,
    }
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the folder back; see `Format`. Each text must be that of the article whose id stands beside it."""
    for ann in path.glob("*.ann"):
        text = ann.with_suffix(".txt").read_bytes().decode("utf-8")
        id = json.loads(ann.with_name(ann.stem + CARD).read_bytes())["id"]
        places: list[Place] = []
        for number, line in enumerate(ann.read_bytes().decode("utf-8").split("\n"), 1):
            try:
                if line.startswith("T"):
                    places.append(_place(line, text))
            except ValueError as error:
                raise FormatError("line_broken", path=ann, line=number, why=error) from error
        if article_id(text).hex() != id:
            raise FormatError("file_broken", path=ann, why=f"id: {article_id(text).hex()} ≠ {id}")
        yield places


def _place(line: str, text: str) -> Place:
    """The place of a T line; ValueError where its words are not there."""
    _, where, words = line.split("\t")
    label, _, fragments = where.partition(" ")
    ends = [int(end) for end in fragments.replace(";", " ").split(" ")]
    if " ".join([text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]) != words:
        raise ValueError(line)
    return ends[0], ends[-1], unescaped(label)


FORMAT = Format("brat", "code points", write, reread, folder=True, join=join, finish=finish)
