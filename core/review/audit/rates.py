"""Shares with their intervals: of a simple sample by Wilson's score, of a weighted one by drawing its articles again."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

Z = 1.959963984540054
"""Of a normal distribution, 95% lies within so many deviations."""

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many errors among so many items, the share that this makes of the whole, and where it lies with 95% confidence.

    `value` is weighted where the sample was; it is None while nothing has been looked at.
    """

    errors: int
    items: int
    value: float | None
    low: float
    high: float


def wilson(errors: int, items: int, z: float = Z) -> Rate:
    """The share of errors with Wilson's interval (E. B. Wilson, JASA 22, 1927), sound for small samples and rare errors."""
    if not items:
        return Rate(0, 0, None, 0.0, 1.0)
    share, spread = errors / items, z * z / items
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / items + spread / (4 * items)) / (1 + spread)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return Rate(errors, items, share, low if errors else 0.0, high if errors < items else 1.0)


def weighted(rows: Sequence[tuple[int, int, float]], seed: int = 0) -> Rate:
    """The share of errors of all articles from (errors, items, chance of being drawn) of those that were drawn.

    Hájek's estimate: each article stands for as many as its chance says. Percentile bootstrap over articles; with no error
    at all, or with fewer than two articles, the interval is Wilson's, which knows that none found is not none there.
    """
    errors, items = sum(e for e, _, _ in rows), sum(n for _, n, _ in rows)
    plain = wilson(errors, items)
    if len(rows) < 2 or not errors or plain.value is None:
        return plain
    value = _hajek(rows)
    random = Random(seed)
    drawn = sorted(_hajek(random.choices(rows, k=len(rows))) for _ in range(_RESAMPLES))
    return Rate(errors, items, value, drawn[round(0.025 * _RESAMPLES)], drawn[round(0.975 * _RESAMPLES) - 1])


def _hajek(rows: Sequence[tuple[int, int, float]]) -> float:
    items = sum(n / chance for _, n, chance in rows)
    return sum(e / chance for e, _, chance in rows) / items if items else 0.0
