"""What formats that hold spans and labels alone cannot hold, told to the report item by item."""

from typing import Any

from core.exchange.report import Report
from core.model.annotation import Annotation, Decision
from core.store.dataset_io import Sheet


def described(annotation: Annotation, text: str) -> dict[str, Any]:
    """An annotation as a loss names it."""
    span = annotation.span
    return {"start": span.start, "end": span.end, "label": annotation.label, "text": span.of(text)}


def beside_spans(sheet: Sheet, kept: list[Annotation], report: Report) -> None:
    """Report everything but the spans and labels of the annotations that were kept."""
    text, by_id = sheet.article.text, {a.id: a for a in sheet.annotations}
    for annotation in kept:
        names = ("value", "mod", "calendar", "flag", "note")
        if remarks := {name: value for name in names if (value := getattr(annotation, name))}:
            report.lost("remarks", sheet, **described(annotation, text), **remarks)
        if annotation.decision is Decision.REJECTED:
            report.lost("decision", sheet, **described(annotation, text))
    for relation in sheet.relations:
        ends = (by_id.get(end) for end in (relation.head, relation.tail))
        words = [end.span.of(text) if end else None for end in ends]
        report.lost("relation", sheet, relation=relation.kind, head=words[0], tail=words[1], status=relation.status)
    records(sheet, report)
    if sheet.card:
        card = sheet.card
        about = {"title": card.title, "published": card.published, "province": card.province, "state": card.state.value}
        report.lost("card", sheet, **about, flag=card.flag, note=card.note, sources=[s.path for s in card.sources])
    if sheet.article.zones:
        report.lost("zones", sheet, zones=len(sheet.article.zones))


def records(sheet: Sheet, report: Report) -> None:
    """Report the records of a sheet."""
    for record in sheet.records:
        report.lost("record", sheet, record=record.kind, fields=dict(record.fields))
