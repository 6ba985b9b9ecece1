"""Counts of what was to be found, what was found and what of it was right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Three counts that add up over articles; the measures are 1 where there was nothing to get wrong."""

    gold: float = 0
    found: float = 0
    right: float = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The part of what there is that was found."""
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the detector got wrong: what the gold has (empty: nothing) and what was found (empty: nothing)."""

    article: str
    measure: str
    gold: str
    found: str
    context: str = ""
