"""The cache of what the detectors say: one row an article, made anew when rules or the publication date change."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import and_, insert, or_, select, update

from core.model.annotation import Suggestion
from core.model.detection import Detection, Evidence
from core.model.record import SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.store import tables
from core.store.connect import speaking
from core.store.rows import to_json
from core.store.shelf import by_shelf
from core.store.store import Store


def cached(store: Store, article: bytes, version: str, published: str | None) -> Detection | None:
    """The detection kept for an article by detectors of this version against this publication date, or None."""
    kept = tables.detection
    with speaking(store.path), store.engine.connect() as db:
        row = db.execute(select(kept).where(kept.c.article == article)).first()
    if row is None or (row.version, row.against) != (version, published):
        return None
    return unpack(json.loads(row.payload))


def missing(store: Store, version: str, layer: bytes) -> list[bytes]:
    """Articles that detectors of this version have not seen, or saw against another date than that of the layer's card."""
    article, kept, card = tables.article.c, tables.detection, tables.card
    mine = and_(card.c.article == article.id, card.c.layer == layer)
    joined = tables.article.outerjoin(kept, kept.c.article == article.id).outerjoin(card, mine)
    dated = and_(card.c.layer.is_not(None), kept.c.against.is_distinct_from(card.c.published))
    stale = or_(kept.c.version.is_(None), kept.c.version != version, dated)
    # By a sum, so that SQLite goes through the indexes in their order and sorts the few that are found, not the other way.
    query = select(article.id).select_from(joined).where(stale).order_by(article.number + 0)
    query = by_shelf(query, tables.card, kept)
    with speaking(store.path), store.engine.connect() as db:
        return list(db.scalars(query))


def keep(store: Store, article: bytes, version: str, published: str | None, detection: Detection) -> None:
    """Keep a detection, in place of an older one."""
    row = {
        "version": version,
        "against": published,
        "published": detection.published,
        "province": detection.province,
        "count": len(detection.suggestions),
        "payload": to_json(pack(detection)),
    }
    kept = tables.detection
    with speaking(store.path), store.writing() as db:
        if not db.execute(update(kept).where(kept.c.article == article).values(**row)).rowcount:
            db.execute(insert(kept).values(article=article, **row))


def pack(detection: Detection) -> dict[str, Any]:
    """A detection as JSON; ends of relations are indexes into the suggestions."""
    index = {(s.span, s.label): n for n, s in enumerate(detection.suggestions)}
    return {
        "suggestions": [
            [s.span.start, s.span.end, s.label, s.origin, s.score, s.value, s.mod, s.calendar, s.reason]
            for s in detection.suggestions
        ],
        "relations": [[r.kind, index[r.head], index[r.tail], r.status] for r in detection.relations],
        "records": [asdict(r) for r in detection.records],
        "published": detection.published,
        "province": detection.province,
        "evidence": [asdict(e) for e in detection.province_evidence],
    }


def unpack(kept: dict[str, Any]) -> Detection:
    """The inverse of `pack`."""
    suggestions = tuple(Suggestion(Span(start, end), *rest) for start, end, *rest in kept["suggestions"])
    places = [(s.span, s.label) for s in suggestions]
    return Detection(
        suggestions,
        tuple(SuggestedRelation(kind, places[h], places[t], status) for kind, h, t, status in kept["relations"]),
        tuple(SuggestedRecord(r["kind"], r["fields"], _spans(r["evidence"])) for r in kept["records"]),
        kept["published"],
        kept["province"],
        tuple(Evidence(**e | {"span": Span(**e["span"]) if e["span"] else None}) for e in kept["evidence"]),
    )


def _spans(evidence: dict[str, list[dict[str, int]]]) -> dict[str, tuple[Span, ...]]:
    return {field: tuple(Span(**s) for s in spans) for field, spans in evidence.items()}
