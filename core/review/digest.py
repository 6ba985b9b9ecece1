"""What is kept of an article for work across many: mentions, links, agreements, a sketch, and what its own checks found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model.record import AGREEMENT
from core.model.span import Span
from core.review.checks.case import AT, DURING, HOLDS, OFFICIAL, Case
from core.review.checks.finding import Finding, from_row, to_row
from core.review.checks.known import words
from core.text.near import sketch

_LINKS = (HOLDS, AT, DURING)


@dataclass(frozen=True, slots=True)
class Seen:
    """An accepted mention: its span, label, words on one line, and value, if it has one."""

    span: Span
    label: str
    words: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two mentions, by their places in the list; `passing`: its sentence speaks of a post that changes hands."""

    kind: str
    head: int
    tail: int
    status: str | None
    passing: bool


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement's fields, and the first span of evidence of each that has one."""

    fields: Mapping[str, Any]
    evidence: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Digest:
    """One article as one layer has it.

    `people` gives for a mention of an official (by its place in `mentions`) the place of the mention that names the person
    in full. `province` and `published` are what stands: the card's, else the detected ones.
    """

    article: bytes
    layer: bytes
    province: str | None
    published: str | None
    mentions: tuple[Seen, ...]
    people: Mapping[int, int]
    links: tuple[Link, ...]
    deals: tuple[Deal, ...]
    sketch: tuple[int, ...]
    findings: tuple[Finding, ...] = ()

    def linked(self, kind: str, head: int) -> list[Link]:
        """The links of a kind from a mention."""
        return [link for link in self.links if link.head == head and link.kind == kind]

    def of(self, label: str) -> list[tuple[int, Seen]]:
        """The mentions of a label, with their places."""
        return [(n, seen) for n, seen in enumerate(self.mentions) if seen.label == label]


def digest(case: Case, published: str | None, findings: Sequence[Finding]) -> Digest:
    """The digest of a case."""
    sheet, at = case.sheet, {a.id: n for n, a in enumerate(case.annotations)}
    links = tuple(
        Link(r.kind, at[r.head], at[r.tail], r.status, r.kind == HOLDS and _passing(case, r.tail))
        for r in sheet.relations
        if r.head in at and r.tail in at and r.kind in _LINKS
    )
    full = {
        case.plain(a).strip(" ,;.-"): n for n, a in reversed(list(enumerate(case.annotations))) if a.label == OFFICIAL
    }
    return Digest(
        sheet.article.id,
        sheet.layer.id if sheet.layer else b"",
        case.province,
        published,
        tuple(Seen(a.span, a.label, case.words(a), a.value) for a in case.annotations),
        {n: full[case.people[a.id]] for n, a in enumerate(case.annotations) if a.label == OFFICIAL},
        links,
        tuple(
            Deal(dict(r.fields), {name: spans[0] for name, spans in r.evidence.items() if spans})
            for r in sheet.records
            if r.kind == AGREEMENT
        ),
        sketch(case.text),
        tuple(findings),
    )


def _passing(case: Case, title: bytes) -> bool:
    return bool(words("posts", "passing").search(case.sentence(case.by_id[title].span).of(case.spelled)))


def to_json(digest: Digest) -> list[Any]:
    """A digest as JSON values, without the article, layer, province and date that it is kept under."""
    d = digest
    return [
        [[m.span.start, m.span.end, m.label, m.words, m.value] for m in d.mentions],
        [[n, whole] for n, whole in d.people.items() if n != whole],
        [[x.kind, x.head, x.tail, x.status, int(x.passing)] for x in d.links],
        [[dict(x.fields), {k: [s.start, s.end] for k, s in x.evidence.items()}] for x in d.deals],
        list(d.sketch),
        [to_row(f) for f in d.findings],
    ]


def from_json(row: list[Any], article: bytes, layer: bytes, province: str | None, published: str | None) -> Digest:
    """The inverse of `to_json`."""
    mentions, people, links, deals, hashes, findings = row
    seen = tuple(Seen(Span(start, end), label, words, value) for start, end, label, words, value in mentions)
    return Digest(
        article,
        layer,
        province,
        published,
        seen,
        {n: n for n, m in enumerate(seen) if m.label == OFFICIAL} | dict(people),
        tuple(Link(kind, head, tail, status, bool(passing)) for kind, head, tail, status, passing in links),
        tuple(Deal(fields, {k: Span(*pair) for k, pair in evidence.items()}) for fields, evidence in deals),
        tuple(hashes),
        tuple(from_row(f, article, layer) for f in findings),
    )
