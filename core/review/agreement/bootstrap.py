"""Sums of counts, and the sums that other draws of articles would have given: what intervals of confidence come from.

Articles are drawn, not syllables or mentions, for those of one article are no independent witnesses (B. Efron, R. Tibshirani,
An Introduction to the Bootstrap, 1993, percentile intervals). Beyond `BLOCKS` articles they are drawn in blocks.
"""

from collections.abc import Callable, Mapping
from operator import mul
from random import Random

from core.review.agreement.counts import Column, Counts

BLOCKS = 240
_LEVEL = 0.95


class Sums:
    """Counts of articles added up, whole and as drawn again."""

    def __init__(self, resamples: int = 400, seed: int = 0) -> None:
        self.articles = 0
        self._random = Random(seed)
        self._resamples = resamples
        self._blocks: list[Counts] = []
        self._drawn: list[Mapping[Column, float]] | None = None

    def add(self, counts: Counts) -> None:
        """Take an article in."""
        self.articles += 1
        if len(self._blocks) < BLOCKS:
            self._blocks.append(Counts())
            block = self._blocks[-1]
        else:
            block = self._blocks[self._random.randrange(BLOCKS)]
        block.add(counts)
        self._drawn = None

    @property
    def whole(self) -> Mapping[Column, float]:
        """The counts of all articles."""
        total = Counts()
        for block in self._blocks:
            total.add(block)
        return total

    def interval(self, of: Callable[[Mapping[Column, float]], float | None]) -> tuple[float, float] | None:
        """Where a figure lies in 95 of 100 draws; None where there are too few articles, or it can mostly not be told."""
        if self.articles < 2:
            return None
        found = sorted(v for counts in self._draws() if (v := of(counts)) is not None)
        if len(found) < self._resamples / 2:
            return None
        cut = (1 - _LEVEL) / 2 * (len(found) - 1)
        return found[round(cut)], found[round(len(found) - 1 - cut)]

    def _draws(self) -> list[Mapping[Column, float]]:
        if self._drawn is None:
            n = len(self._blocks)
            weights = [self._weights(n) for _ in range(self._resamples)]
            names = {column for block in self._blocks for column in block}
            columns = {name: [block.get(name, 0) for block in self._blocks] for name in names}
            self._drawn = [
                {name: sum(map(mul, drawn, column)) for name, column in columns.items()} for drawn in weights
            ]
        return self._drawn

    def _weights(self, n: int) -> list[int]:
        """How often each block is drawn when as many are drawn as there are."""
        drawn = [0] * n
        for at in self._random.choices(range(n), k=n):
            drawn[at] += 1
        return drawn
