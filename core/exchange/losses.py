"""What formats that hold spans and labels alone cannot hold, told to the report item by item."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from core.exchange.report import Report
from core.model.annotation import Annotation, Decision
from core.model.relation import Relation
from core.store.dataset_io import Sheet


def described(annotation: Annotation, text: str) -> dict[str, Any]:
    """An annotation as a loss names it."""
    span = annotation.span
    return {"start": span.start, "end": span.end, "label": annotation.label, "text": span.of(text)}


def articles(sheets: Iterable[Sheet], report: Report) -> Iterator[Sheet]:
    """The sheets of articles; the dataset's own records, for which no format but JSONL has a place, are reported."""
    for sheet in sheets:
        if sheet.article.id:
            yield sheet
        else:
            records(sheet, report)


def linked(sheet: Sheet, kept: Collection[Annotation], report: Report) -> list[Relation]:
    """The relations between annotations that were kept; the others are reported."""
    there = {annotation.id for annotation in kept}
    found = []
    for relation in sheet.relations:
        if relation.head in there and relation.tail in there:
            report.relations[relation.kind] += 1
            found.append(relation)
        else:
            report.lost("loose_relation", sheet, id=relation.id.hex(), relation=relation.kind)
    return found


def accepted(sheet: Sheet, report: Report) -> list[Annotation]:
    """The accepted annotations, for formats in which a rejected one would look like any other; the others are reported."""
    kept = []
    for annotation in sheet.annotations:
        if annotation.decision is Decision.REJECTED:
            report.lost("rejected", sheet, **described(annotation, sheet.article.text))
        else:
            kept.append(annotation)
    return kept


def beside_spans(sheet: Sheet, kept: Collection[Annotation], report: Report, holds: Collection[str] = ()) -> None:
    """Report everything but the spans and labels of the annotations that were kept, and what the format `holds`.

    `holds` names fields of an annotation (`value`, `mod`, `calendar`, `flag`, `note`, `decision`) and of a card, or
    `relation`, `record`, `card`, `zones` as a whole.
    """
    text, by_id = sheet.article.text, {a.id: a for a in sheet.annotations}
    names = [name for name in ("value", "mod", "calendar", "flag", "note") if name not in holds]
    for annotation in kept:
        if remarks := {name: value for name in names if (value := getattr(annotation, name))}:
            report.lost("remarks", sheet, **described(annotation, text), **remarks)
        if annotation.decision is Decision.REJECTED and "decision" not in holds:
            report.lost("decision", sheet, **described(annotation, text))
    for relation in sheet.relations if "relation" not in holds else ():
        ends = (by_id.get(end) for end in (relation.head, relation.tail))
        words = [end.span.of(text) if end else None for end in ends]
        report.lost("relation", sheet, relation=relation.kind, head=words[0], tail=words[1], status=relation.status)
    if "record" not in holds:
        records(sheet, report)
    if sheet.card and "card" not in holds:
        card = sheet.card
        about: dict[str, Any] = {"title": card.title, "published": card.published, "province": card.province}
        about |= {"state": card.state.value, "flag": card.flag, "note": card.note}
        about |= {"sources": [s.path for s in card.sources]}
        report.lost("card", sheet, **{name: value for name, value in about.items() if name not in holds})
    if sheet.article.zones and "zones" not in holds:
        report.lost("zones", sheet, zones=len(sheet.article.zones))


def records(sheet: Sheet, report: Report) -> None:
    """Report the records of a sheet."""
    for record in sheet.records:
        report.lost("record", sheet, record=record.kind, fields=dict(record.fields))
