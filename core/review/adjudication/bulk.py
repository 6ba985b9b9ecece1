"""Adjudication of many articles: agreed items merged as one batch, what is left, and why annotators differed."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from core.model.ids import GOLD_LAYER
from core.review.adjudication.choices import Policy, Reason
from core.review.adjudication.desk import Adjudication
from core.review.adjudication.ledger import ADJUDICATION
from core.review.scope import EVERYTHING, Scope, article_ids
from core.review.stack import stacks
from core.store import tables
from core.store.begun import begun
from core.store.connect import speaking
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Merged:
    """One article of a batch: how many are done of how many, how many items were merged in it and how many are open."""

    done: int
    total: int
    article: bytes
    merged: int
    left: int


def merge_all(
    store: Store,
    adjudicator: bytes,
    policy: Policy,
    scope: Scope = EVERYTHING,
    annotators: Sequence[bytes] | None = None,
) -> Iterator[Merged]:
    """Merge by a policy in every article of a scope: short transactions of one batch, which is undone as one."""
    total = len(article_ids(store, scope))
    with begun(store, adjudicator) as batch:
        for done, (article, desk) in enumerate(_desks(store, adjudicator, scope, annotators, policy.least), 1):
            before = len(desk.decided)
            desk.merge(policy, batch=batch)
            left = len(desk.open_items) + desk.waiting
            yield Merged(done, max(total, done), article, len(desk.decided) - before, left)


@dataclass(frozen=True, slots=True)
class Left:
    """What one article has for an adjudicator: open disagreements (with those that wait), agreed items, decided ones."""

    article: bytes
    open: int
    agreed: int
    decided: int


def backlog(
    store: Store, adjudicator: bytes, scope: Scope = EVERYTHING, annotators: Sequence[bytes] | None = None
) -> Iterator[Left]:
    """What every article of a scope that two annotators have finished has for an adjudicator."""
    for article, desk in _desks(store, adjudicator, scope, annotators, 2):
        yield Left(article, len(desk.open_items) + desk.waiting, len(desk.agreed), len(desk.decided))


def reasons(store: Store, scope: Scope = EVERYTHING) -> Counter[tuple[Reason, str]]:
    """Why annotators differed: how often an adjudicator gave each reason, by the label (kind, field) that it was about."""
    among = None if scope == EVERYTHING else set(article_ids(store, scope))
    found: Counter[tuple[Reason, str]] = Counter()
    kept = tables.record.c
    query = select(kept.article, kept.fields).where(kept.layer == GOLD_LAYER, kept.kind == ADJUDICATION)
    with speaking(store.path), store.engine.connect() as db:
        for article, text in db.execute(query):
            fields = json.loads(text)
            reason = fields.get("reason")
            if reason in tuple(Reason) and (among is None or article in among):
                found.update((Reason(reason), str(item.get("label", ""))) for item in fields.get("items", ()))
    return found


def _desks(
    store: Store, adjudicator: bytes, scope: Scope, annotators: Sequence[bytes] | None, least: int
) -> Iterator[tuple[bytes, Adjudication]]:
    for stack in stacks(store, scope, annotators, least=max(least, 1)):
        yield stack.article.id, Adjudication(store, adjudicator, stack)
