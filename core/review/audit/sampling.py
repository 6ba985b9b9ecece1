"""Audit samples: so many articles of a scope, each with the chance that it had of being drawn, kept as a Record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from sqlalchemy import select

from core.errors import UsageError
from core.model.article import FINISHED
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.review.audit.risk import risk
from core.review.records import own_records
from core.review.scope import EVERYTHING, Scope, article_ids
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

AUDIT_SAMPLE = "audit_sample"

_FLOOR = 0.1  # of the safest article's weight beside the riskiest's: every article can be drawn


class Method(StrEnum):
    """How articles are drawn: all alike, or the riskier the likelier."""

    RANDOM = "random"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Sample:
    """Articles to be looked at again. `layer` is whose decisions are audited, `chances` how likely each article was drawn.

    `provinces` are those of the scope (None: all), `population` how many finished articles it had; `at` is in milliseconds
    since 1970 UTC.
    """

    id: bytes
    auditor: bytes
    method: Method
    seed: int
    population: int
    layer: bytes
    chances: Mapping[bytes, float]
    provinces: tuple[str, ...] | None
    at: int

    @property
    def articles(self) -> tuple[bytes, ...]:
        """The articles, in the order in which they were drawn."""
        return tuple(self.chances)


def draw(
    store: Store,
    auditor: bytes,
    size: int,
    layer: bytes,
    scope: Scope = EVERYTHING,
    *,
    method: Method = Method.RANDOM,
    seed: int = 0,
    checks: Mapping[bytes, int] | None = None,
) -> Sample:
    """Draw and keep a sample of the articles of a scope that are finished in a layer; the same seed draws the same.

    All of them where there are no more than `size`. UsageError where there are none.
    """
    there = _finished(store, layer)
    among = [id for id in article_ids(store, scope) if id in there]
    if not among or size < 1:
        raise UsageError("nothing_to_audit")
    random = Random(seed)
    if method is Method.RISK:
        weights = {id: _FLOOR + one.score for id, one in risk(store, among, checks).items()}
        chances = proportional(weights, size, random)
    else:
        chances = {id: min(1.0, size / len(among)) for id in random.sample(among, min(size, len(among)))}
    fields = {
        "method": method.value,
        "seed": seed,
        "population": len(among),
        "layer": layer.hex(),
        "drawn": [[id.hex(), round(chance, 6)] for id, chance in chances.items()],
        "provinces": sorted(scope.provinces) if scope.provinces is not None else None,
        "at": store.clock(),
    }
    record = Record(new_id(), b"", auditor, b"", AUDIT_SAMPLE, fields)
    store.apply(Edit("audit_sample", (), (record,)), auditor)
    return _sample(record)


def samples(store: Store) -> list[Sample]:
    """All samples that were drawn, the oldest first; records that are none of ours are passed over."""
    found = []
    for record in own_records(store, AUDIT_SAMPLE):
        try:
            found.append(_sample(record))
        except (KeyError, ValueError, TypeError):
            continue
    return found


def proportional(weights: Mapping[bytes, float], size: int, random: Random) -> dict[bytes, float]:
    """Draw so many without repetition, each with a chance in proportion to its weight; those drawn, with their chances.

    Systematic sampling in random order (W. G. Madow 1949): the chances are exact, and 1 for what weighs too much for its share.
    """
    chances = _chances(weights, size)
    order = list(chances)
    random.shuffle(order)
    drawn, at, mark = {}, 0.0, random.random()
    for id in order:
        at += chances[id]
        if at > mark:
            drawn[id] = chances[id]
            mark += 1
    return drawn


def _chances(weights: Mapping[bytes, float], size: int) -> dict[bytes, float]:
    if size >= len(weights):
        return dict.fromkeys(weights, 1.0)
    sure: set[bytes] = set()
    while True:
        rest = sum(weight for id, weight in weights.items() if id not in sure)
        share = (size - len(sure)) / rest
        more = {id for id, weight in weights.items() if id not in sure and weight * share >= 1}
        if not more:
            return {id: 1.0 if id in sure else weight * share for id, weight in weights.items()}
        sure |= more


def _sample(record: Record) -> Sample:
    fields = record.fields
    drawn: Sequence[Sequence] = fields["drawn"]
    chances = {bytes.fromhex(id): float(chance) for id, chance in drawn}
    provinces = tuple(fields["provinces"]) if fields.get("provinces") is not None else None
    layer, method = bytes.fromhex(fields["layer"]), Method(fields["method"])
    return Sample(
        record.id, record.layer, method, fields["seed"], fields["population"], layer, chances, provinces, fields["at"]
    )


def _finished(store: Store, layer: bytes) -> set[bytes]:
    card = tables.card.c
    query = select(card.article).where(card.layer == layer, card.state.in_([state.value for state in FINISHED]))
    with speaking(store.path), store.engine.connect() as db:
        return set(db.scalars(query))
