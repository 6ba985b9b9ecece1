"""The rows that JSON of ours is made of: an annotation, a relation, a record, a card, the zones."""

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard
from core.model.record import Record
from core.model.relation import Relation

_encode = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(4096, typed=True)
def json_word(value: str | float | None) -> str:
    """A word or number as JSON; those of labels, origins and names come again and again."""
    return _encode(value)


def zone_rows(article: Article) -> list[dict[str, Any]]:
    """The zones of an article, in text order."""
    return [{"start": z.span.start, "end": z.span.end, "kind": z.kind.value} for z in article.zones]


def annotation_text(a: Annotation, text: str) -> str:
    """The row of an annotation as JSON; what is as usual (without value, flag or note) is left out.

    Written out, for an export has hundreds of thousands: as a dict through `json` it takes three times as long.
    """
    span, word = a.span, json_word
    start, end = span.start, span.end
    more = f', "value": {word(a.value)}' if a.value is not None else ""
    if a.mod is not None:
        more += f', "mod": {word(a.mod)}'
    if a.calendar is not None:
        more += f', "calendar": {word(a.calendar)}'
    rest = f', "value_by": {word(a.value_by)}' if a.value_by is not None else ""
    if a.flag:
        rest += ', "flag": true'
    if a.note:
        rest += f', "note": {word(a.note)}'
    decision = "accepted" if a.decision is Decision.ACCEPTED else "rejected"
    return (
        f'{{"start": {start}, "end": {end}, "label": {word(a.label)}, "text": {word(text[start:end])}{more}, '
        f'"origin": {word(a.origin)}, "score": {word(a.score)}, "decision": "{decision}"{rest}, "id": "{a.id.hex()}"}}'
    )


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
