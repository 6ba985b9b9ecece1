"""Registers as tables: articles, officials with their posts, agencies, documents, agreements; a row for each mention.

The last columns say where a row was found, so that each can be looked up and proven: `44..56`, and the article's id.
"""

from collections.abc import Iterator, Sequence

from core.exchange import losses
from core.exchange.about import HELD, about
from core.exchange.format import Job, Place
from core.model.annotation import Annotation
from core.model.record import AGREEMENT
from core.model.relation import Relation
from core.store.dataset_io import Sheet
from core.wording import say

_FACTS = ("title", "published", "province", "source")
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (*_FACTS, "note", "id"),
    "officials": ("name", "post", "agency", "status", "since", *_FACTS, "name_at", "post_at", "id"),
    "agencies": ("agency", *_FACTS, "agency_at", "id"),
    "documents": ("document", "number", *_FACTS, "document_at", "id"),
    "agreements": (
        *("kind", "signed_on", "province_of", "parties", "signers", "chairs", "period", "legal_basis", "contents"),
        *(*_FACTS, "id"),
    ),
}
"""The columns of each register; `<name>_at` is where the words of column `<name>` stand."""

_LABELS = {"name": "OFFICIAL", "post": "TITLE", "agency": "AGENCY", "document": "DOCUMENT"}
_HELD = ("value", "relation", "record", "source", "note", *HELD)
Row = tuple[str, list[str]]


def headings(register: str) -> list[str]:
    """The headings of a register, in the language spoken now."""
    return [say(f"registers.{column}") for column in COLUMNS[register]]


def rows(sheet: Sheet, job: Job) -> tuple[list[Row], list[Place]]:
    """The rows of an article by register, and the spans that they hold; what is in no register is reported."""
    text = sheet.article.text
    accepted = losses.accepted(sheet, job.report)
    by_label: dict[str, list[Annotation]] = {label: [] for label in _LABELS.values()}
    for a in accepted:
        if a.label in by_label:
            by_label[a.label].append(a)
        else:
            job.report.lost("other_label", sheet, **losses.described(a, text))
    links = _Links(sheet, by_label, {a.id: a for a in accepted}, job)
    facts = about(sheet)
    known = [str(facts[name] or "") for name in _FACTS]
    id = sheet.article.id.hex()
    note = sheet.card.note if sheet.card else ""
    found: list[Row] = [("articles", [*known, note, id])]
    found += (("officials", [*cells[:5], *known, *cells[5:], id]) for cells in links.officials())
    found += (("agencies", [_words(a, text), *known, _at(a), id]) for a in by_label["AGENCY"])
    found += (("documents", [_words(a, text), a.value or "", *known, _at(a), id]) for a in by_label["DOCUMENT"])
    found += _agreements(sheet, known, job)
    kept = [a for each in by_label.values() for a in each]
    losses.beside_spans(sheet, kept, job.report, _HELD)
    job.report.annotations.update(a.label for a in kept)
    return found, [(a.span.start, a.span.end, a.label) for a in kept]


def places(register: str, cells: Sequence[str], text: str) -> Iterator[Place]:
    """Where the words of a row stand; ValueError where the text has others there."""
    row = dict(zip(COLUMNS[register], cells, strict=True))
    for column, label in _LABELS.items():
        if at := row.get(f"{column}_at"):
            start, end = map(int, at.split(".."))
            if (words := " ".join(text[start:end].split())) != row[column]:
                raise ValueError(f"{at}: “{words}” ≠ “{row[column]}”")
            yield start, end, label


def _agreements(sheet: Sheet, known: list[str], job: Job) -> Iterator[Row]:
    fields = COLUMNS["agreements"][: -len(_FACTS) - 1]
    for record in sheet.records:
        if record.kind != AGREEMENT:
            job.report.lost("record", sheet, record=record.kind, fields=dict(record.fields))
            continue
        job.report.records[record.kind] += 1
        if record.evidence:
            places = {name: [[s.start, s.end] for s in spans] for name, spans in record.evidence.items()}
            job.report.lost("evidence", sheet, record=record.kind, evidence=places)
        names = [name.removesuffix("_of") for name in fields]
        if rest := {name: value for name, value in record.fields.items() if name not in names}:
            job.report.lost("record", sheet, record=record.kind, fields=rest)
        yield "agreements", [*(_joined(record.fields.get(name)) for name in names), *known, sheet.article.id.hex()]


def _joined(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(_joined(each) for each in value)
    return "" if value is None else " ".join(str(value).split())


def _words(a: Annotation, text: str) -> str:
    return " ".join(a.span.of(text).split())


def _at(a: Annotation | None) -> str:
    return f"{a.span.start}..{a.span.end}" if a else ""


class _Links:
    """Who holds which post, at which body, since when, in one article."""

    def __init__(
        self, sheet: Sheet, by_label: dict[str, list[Annotation]], by_id: dict[bytes, Annotation], job: Job
    ) -> None:
        self._text = sheet.article.text
        self._by_label = by_label
        self._by_id = by_id
        self._of: dict[str, dict[bytes, list[Relation]]] = {"HOLDS": {}, "AT": {}, "DURING": {}}
        ends = {"HOLDS": ("OFFICIAL", "TITLE"), "AT": ("TITLE", "AGENCY"), "DURING": ("TITLE", "DATE")}
        for r in sheet.relations:
            head, tail = by_id.get(r.head), by_id.get(r.tail)
            if head and tail and (head.label, tail.label) == ends.get(r.kind):
                self._of[r.kind].setdefault(r.head, []).append(r)
                job.report.relations[r.kind] += 1
            else:
                words = [end.span.of(self._text) if end else None for end in (head, tail)]
                job.report.lost("relation", sheet, relation=r.kind, head=words[0], tail=words[1], status=r.status)

    def officials(self) -> Iterator[list[str]]:
        """Cells of each person's posts, of persons without one, and of posts without a person, in text order."""
        found = []
        held: set[bytes] = set()
        for person in self._by_label["OFFICIAL"]:
            links = self._of["HOLDS"].get(person.id, ())
            for r in links:
                held.add(r.tail)
                found.append((person.span, self._cells(person, self._by_id[r.tail], r.status)))
            if not links:
                found.append((person.span, self._cells(person, None, None)))
        loose = (post for post in self._by_label["TITLE"] if post.id not in held)
        found += ((post.span, self._cells(None, post, None)) for post in loose)
        yield from (cells for _, cells in sorted(found, key=lambda each: each[0]))

    def _cells(self, person: Annotation | None, post: Annotation | None, status: str | None) -> list[str]:
        bodies = [self._by_id[r.tail] for r in self._of["AT"].get(post.id, ())] if post else []
        times = [self._by_id[r.tail] for r in self._of["DURING"].get(post.id, ())] if post else []
        return [
            _words(person, self._text) if person else "",
            _words(post, self._text) if post else "",
            "; ".join(_words(body, self._text) for body in bodies),
            _status(status),
            "; ".join(f"{_words(t, self._text)} ({t.value})" if t.value else _words(t, self._text) for t in times),
            _at(person),
            _at(post),
        ]


def _status(status: str | None) -> str:
    known = ("current", "former", "elected", "proposed", "dismissed")
    return say(f"registers.status_{status}") if status in known else status or ""
