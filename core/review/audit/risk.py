"""Which articles are likeliest to hold errors: low scores, few actions, haste, open checks, each as a rank among the others."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import prod

from sqlalchemy import func, select

from core.model.annotation import PERSON
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

SCORES, ACTIONS, HASTE, CHECKS = "scores", "actions", "haste", "checks"
_STEEP = 8  # what is among the worst tenth counts, what is in the middle does not


@dataclass(frozen=True, slots=True)
class Risk:
    """From 0 (none of all is safer) to 1 (none is worse); the parts by name. One strong sign is enough for a high score."""

    score: float
    parts: dict[str, float]


def risk(store: Store, articles: Collection[bytes], checks: Mapping[bytes, int] | None = None) -> dict[bytes, Risk]:
    """The risk of each of some articles; `checks` tells how many findings of the checks are open in an article.

    Scores: how unsure the detectors were of what was accepted. Actions: edits for each thing decided, few are worse. Haste:
    characters a second between an annotator's first and last edit, the fastest of them.
    """
    unsure, actions, haste = _unsure(store), *_pace(store)
    measured = {
        SCORES: {id: unsure.get(id, 0.0) for id in articles},
        ACTIONS: {id: -actions.get(id, 0.0) for id in articles},
        HASTE: {id: haste.get(id, 0.0) for id in articles},
        CHECKS: {id: float((checks or {}).get(id, 0)) for id in articles},
    }
    ranked = {name: _ranks(values) for name, values in measured.items() if len(set(values.values())) > 1}
    found = {}
    for id in articles:
        parts = {name: ranks[id] for name, ranks in ranked.items()}
        found[id] = Risk(1 - prod(1 - part**_STEEP for part in parts.values()), parts)
    return found


def _ranks(values: Mapping[bytes, float]) -> dict[bytes, float]:
    """The share of the others that is lower, those alike counted half."""
    order = sorted(values.values())
    others = max(1, len(order) - 1)
    return {
        id: (bisect_left(order, value) + bisect_right(order, value) - 1) / 2 / others for id, value in values.items()
    }


def _unsure(store: Store) -> dict[bytes, float]:
    """How far from certain the detectors were, on average, of what anyone accepted of theirs."""
    note = tables.annotation.c
    query = select(note.article, func.avg(1 - note.score)).where(note.decision == "accepted", note.origin != PERSON)
    with speaking(store.path), store.engine.connect() as db:
        # rounded, for databases add up in any order and equal means must stay equal ranks
        return {row[0]: round(float(row[1]), 9) for row in db.execute(query.group_by(note.article))}


def _pace(store: Store) -> tuple[dict[bytes, float], dict[bytes, float]]:
    """Edits for each item that was decided, and characters a second of the fastest annotator, by article."""
    kept, note, article = tables.journal.c, tables.annotation.c, tables.article.c
    edits = select(kept.article, kept.annotator, func.count(), func.min(kept.at), func.max(kept.at))
    edits = edits.where(kept.kind == "do", kept.article.is_not(None)).group_by(kept.article, kept.annotator)
    items = select(note.article, func.count()).group_by(note.article)
    with speaking(store.path), store.engine.connect() as db:
        decided = _pairs(db.execute(items))
        length = _pairs(db.execute(select(article.id, article.length)))
        rows = db.execute(edits).all()
    count: dict[bytes, float] = defaultdict(float)
    haste: dict[bytes, float] = {}
    for id, _, number, first, last in rows:
        count[id] += number
        speed = length.get(id, 0) / max(1.0, (last - first) / 1000)
        haste[id] = max(haste.get(id, 0.0), speed)
    return {id: number / max(1.0, decided.get(id, 0)) for id, number in count.items()}, haste


def _pairs(rows: Iterable) -> dict[bytes, float]:
    return {row[0]: float(row[1]) for row in rows}
