"""Counts by column, which add up over articles."""

from collections import defaultdict

Pair = tuple[bytes, bytes]
Column = tuple[object, ...]
"""What is counted: a name, the label (or kind, or field), and for what two annotators say their pair."""


class Counts(defaultdict[Column, float]):
    """Numbers by column, 0 where nothing was counted."""

    def __init__(self) -> None:
        super().__init__(float)

    def add(self, other: "dict[Column, float]") -> None:
        """Add other counts to these."""
        for column, number in other.items():
            self[column] += number
