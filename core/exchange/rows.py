"""The rows that JSON of ours is made of: an annotation, a relation, a record, a card, the zones."""

from dataclasses import asdict
from typing import Any

from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard
from core.model.record import Record
from core.model.relation import Relation


def zone_rows(article: Article) -> list[dict[str, Any]]:
    """The zones of an article, in text order."""
    return [{"start": z.span.start, "end": z.span.end, "kind": z.kind.value} for z in article.zones]


def annotation_row(a: Annotation, text: str) -> dict[str, Any]:
    """The row of an annotation; what is as usual (accepted, without value, flag or note) is left out."""
    row: dict[str, Any] = {"start": a.span.start, "end": a.span.end, "label": a.label, "text": a.span.of(text)}
    if a.value is not None:
        row["value"] = a.value
    if a.mod is not None:
        row["mod"] = a.mod
    if a.calendar is not None:
        row["calendar"] = a.calendar
    row["origin"] = a.origin
    row["score"] = a.score
    row["decision"] = "accepted" if a.decision is Decision.ACCEPTED else "rejected"
    if a.value_by is not None:
        row["value_by"] = a.value_by
    if a.flag:
        row["flag"] = True
    if a.note:
        row["note"] = a.note
    row["id"] = a.id.hex()
    return row


def relation_row(relation: Relation, index: dict[bytes, int]) -> dict[str, Any]:
    """The row of a relation, whose ends are indexes into the annotations: `index` gives them by id."""
    row: dict[str, Any] = {"kind": relation.kind, "head": index[relation.head], "tail": index[relation.tail]}
    if relation.status is not None:
        row["status"] = relation.status
    return row | {"id": relation.id.hex()}


def record_row(record: Record) -> dict[str, Any]:
    """The row of a record, its evidence as pairs of offsets."""
    evidence = {name: [[s.start, s.end] for s in spans] for name, spans in record.evidence.items()}
    return {"kind": record.kind, "fields": dict(record.fields), "evidence": evidence, "id": record.id.hex()}


def card_row(card: ArticleCard) -> dict[str, Any]:
    """The row of an article's card."""
    row = {
        "id": card.id.hex(),
        "title": card.title,
        "published": card.published,
        "published_by": card.published_by,
        "province": card.province,
        "province_by": card.province_by,
        "state": card.state.value,
        "flag": card.flag,
        "note": card.note,
    }
    return row | {"sources": [asdict(source) for source in card.sources]}
