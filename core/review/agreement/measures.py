"""The measures of agreement, each a function of counts that have been added up.

Spans: precision, recall and F1, exact (`strict`) or overlapping (`lenient`). Syllables: Cohen 1960 for two annotators, Fleiss
1971 for several (where articles have different numbers of annotators, a syllable's agreement is that of its own pairs) and
Krippendorff's nominal alpha. Where there is nothing to agree on, or chance explains all, a measure is None.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.review.agreement.counts import Column, Pair
from core.review.agreement.tokens import ALL


class Measure(StrEnum):
    """Of what a figure tells, by which measure."""

    STRICT = "strict"
    LENIENT = "lenient"
    COHEN = "cohen"
    FLEISS = "fleiss"
    ALPHA = "alpha"
    UNITIZING = "unitizing"
    GAMMA = "gamma"
    VALUE = "value"
    RELATION = "relation"
    STATUS = "status"
    RECORD = "record"
    PUBLISHED = "published"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Schema:
    """What was counted at all: labels, kinds of relations, fields of records, categories of each task, pairs."""

    pairs: tuple[Pair, ...]
    names: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, columns: Iterable[Column]) -> "Schema":
        """Read off the columns."""
        pairs: set[Pair] = set()
        names: dict[str, set[str]] = {}
        categories: dict[str, set[str]] = {}
        for column in columns:
            name, what, label, *rest = column
            names.setdefault(str(name), set()).add(str(label))
            if rest and isinstance(rest[0], tuple):
                pairs.add(rest[0])
            if (name, what) == ("tokens", "category"):
                categories.setdefault(str(label), set()).add(str(rest[0]))
        sort = {name: tuple(sorted(found - {""})) for name, found in names.items()}
        return cls(tuple(sorted(pairs)), sort, {task: tuple(sorted(found)) for task, found in categories.items()})


PAIRWISE = {
    Measure.STRICT: "span",
    Measure.LENIENT: "span",
    Measure.COHEN: "token",
    Measure.VALUE: "value",
    Measure.RELATION: "relation",
    Measure.STATUS: "status",
    Measure.RECORD: "record",
    Measure.PUBLISHED: "published",
    Measure.PROVINCE: "province",
}
"""Measures of two annotators, with the counts that they are of; the others are of all annotators together."""

Counts = Mapping[Column, float]


def value(measure: Measure, label: str, pair: Pair | None, counts: Counts, schema: Schema) -> float | None:
    """A measure of two annotators, of all (the mean of the pairs, for what is measured in pairs), or None."""
    if measure not in PAIRWISE:
        return _OF_ALL[measure](label, counts, schema)
    if pair is not None:
        return of_pair(measure, label, pair, counts, schema)
    found = [v for p in schema.pairs if (v := of_pair(measure, label, p, counts, schema)) is not None]
    return sum(found) / len(found) if found else None


def of_pair(measure: Measure, label: str, pair: Pair, counts: Counts, schema: Schema) -> float | None:
    """A measure of two annotators."""
    name = PAIRWISE[measure]
    if measure is Measure.COHEN:
        return _cohen(label, pair, counts, schema)
    if measure in (Measure.STRICT, Measure.LENIENT, Measure.RELATION):
        precision, recall = precision_recall(measure, label, pair, counts, schema)
        if precision is None or recall is None:
            return None if precision is None and recall is None else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    labels = _labels(name, label, schema)
    n, same = (sum(counts.get((name, what, each, pair), 0) for each in labels) for what in ("n", "same"))
    return same / n if n else None


def precision_recall(
    measure: Measure, label: str, pair: Pair, counts: Counts, schema: Schema
) -> tuple[float | None, float | None]:
    """Of what the second of a pair has, the part that the first has too, and the other way round."""
    name = PAIRWISE[measure]
    labels = _labels(name, label, schema)
    sizes = [sum(counts.get((name, "size", each, pair, side), 0) for each in labels) for side in (0, 1)]
    if measure is Measure.LENIENT:
        hits = [sum(counts.get((name, "near", each, pair, side), 0) for each in labels) for side in (0, 1)]
    else:
        hits = [sum(counts.get((name, "exact", each, pair), 0) for each in labels)] * 2
    return (hits[1] / sizes[1] if sizes[1] else None, hits[0] / sizes[0] if sizes[0] else None)


def items(measure: Measure, label: str, pair: Pair | None, counts: Counts, schema: Schema) -> int:
    """How many things a figure is about: spans, links, fields, syllables, dates that two annotators say something of."""
    units = measure in (Measure.UNITIZING, Measure.GAMMA)
    name = PAIRWISE.get(measure, "unit" if units else "tokens")
    if name == "tokens":
        return round(counts.get(("tokens", "n", ALL), 0))
    if name == "unit":
        name = "span"
    among = schema.pairs if pair is None else (pair,)
    if name in ("span", "relation"):
        rows = [("size", p, side) for p in among for side in (0, 1)]
        labels = _labels(name, label, schema)
        exact = sum(counts.get((name, "exact", each, p), 0) for each in labels for p in among)
        return round(sum(counts.get((name, w, each, p, s), 0) for each in labels for w, p, s in rows) - exact)
    labels = (ALL,) if name == "token" else _labels(name, label, schema)
    return round(sum(counts.get((name, "n", each, p), 0) for each in labels for p in among))


def _labels(name: str, label: str, schema: Schema) -> tuple[str, ...]:
    """The labels that a label stands for: itself, or all where it is empty."""
    return (label,) if label else (*schema.names.get(name, ()), "")


def kappa(observed: float, expected: float) -> float | None:
    """What is agreed beyond chance, as a part of what could be."""
    return (observed - expected) / (1 - expected) if expected < 1 - 1e-12 else None


def _cohen(task: str, pair: Pair, counts: Counts, schema: Schema) -> float | None:
    n = counts.get(("token", "n", ALL, pair), 0)
    if not n:
        return None
    sides: list[dict[str, float]] = []
    for side in (0, 1):
        row = {c: counts.get(("token", "category", task, pair, side, c), 0) for c in schema.categories.get(task, ())}
        sides.append(row | {"": n - sum(row.values())})
    expected = sum(sides[0][c] * sides[1][c] for c in sides[0]) / n**2
    return kappa(1 - counts.get(("token", "apart", task, pair), 0) / n, expected)


def _fleiss(task: str, counts: Counts, schema: Schema) -> float | None:
    n, ratings = counts.get(("tokens", "n", ALL), 0), counts.get(("tokens", "ratings", ALL), 0)
    if not n:
        return None
    expected = sum((total / ratings) ** 2 for total in _categories(task, counts, schema))
    return kappa(1 - counts.get(("tokens", "apart", task), 0) / n, expected)


def _alpha(task: str, counts: Counts, schema: Schema) -> float | None:
    ratings = counts.get(("tokens", "ratings", ALL), 0)
    apart = ratings**2 - sum(total**2 for total in _categories(task, counts, schema))
    if not apart:
        return None
    return 1 - (ratings - 1) * counts.get(("tokens", "off", task), 0) / apart


def _categories(task: str, counts: Counts, schema: Schema) -> list[float]:
    """How often each category was given by anyone, that of nothing last."""
    found = [counts.get(("tokens", "category", task, c), 0) for c in schema.categories.get(task, ())]
    return [*found, counts.get(("tokens", "ratings", ALL), 0) - sum(found)]


def _unitizing(label: str, counts: Counts, schema: Schema) -> float | None:
    labels = _labels("unit", label, schema)
    observed, expected = (
        sum(counts.get(("unit", what, each), 0) for each in labels) for what in ("observed", "expected")
    )
    return 1 - observed / expected if expected else None


def _gamma(label: str, counts: Counts, schema: Schema) -> float | None:
    expected = counts.get(("gamma", "expected", label), 0)
    return 1 - counts.get(("gamma", "observed", label), 0) / expected if expected else None


_OF_ALL = {
    Measure.FLEISS: _fleiss,
    Measure.ALPHA: _alpha,
    Measure.UNITIZING: _unitizing,
    Measure.GAMMA: _gamma,
}
