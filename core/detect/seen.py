"""How often a surface was accepted and rejected, in all and beside each neighbour: what a decision elsewhere says here."""

from typing import TypeVar

from core.detect.lessons import Lesson

NEVER = (0, 0, 0)

# How much a decision counts for a place: anywhere, for each neighbour that is the same, and again in its own article.
_ANYWHERE, _NEIGHBOUR, _HERE = 0.25, 0.375, 0.75

Key = tuple[str, str]
"""A surface in one spelling, and a label."""

_One = TypeVar("_One")
_Other = TypeVar("_Other")


class Seen:
    """Counts of a surface with a label: accepted by hand, accepted, rejected; in all and beside each neighbour."""

    __slots__ = ("all", "beside", "capital", "value")

    def __init__(self) -> None:
        self.all = [0, 0, 0]
        self.beside: dict[tuple[bool, str], list[int]] = {}
        self.capital = 0
        self.value: str | None = None

    def add(self, lesson: Lesson, by: int) -> None:
        """Count a lesson, or take it back."""
        sides = ((True, lesson.left), (False, lesson.right))
        for counts in (self.all, *(self.beside.setdefault(side, [0, 0, 0]) for side in sides)):
            counts[0] += by * lesson.by_hand
            counts[1] += by * lesson.accepted
            counts[2] += by * (not lesson.accepted)
        self.capital += by * (lesson.accepted and lesson.capital)
        self.value = lesson.value if by > 0 and lesson.value else self.value


def weigh(seen: Seen | None, here: Seen | None, beside: tuple[str, str]) -> tuple[float, float, float]:
    """By hand, accepted and rejected, as they count between two neighbours; `here` is what was seen in the same article."""
    if seen is None:
        return NEVER
    left, right = seen.beside.get((True, beside[0]), NEVER), seen.beside.get((False, beside[1]), NEVER)
    own = here.all if here else NEVER
    a, b, c = (
        _ANYWHERE * n + _NEIGHBOUR * (x + y) + _HERE * z for n, x, y, z in zip(seen.all, left, right, own, strict=True)
    )
    return a, b, c


def add_to(table: dict[_One, dict[_Other, int]], key: _One, other: _Other, by: int) -> None:
    """Count in the table of a key, and drop what is down to nothing."""
    counts = table.setdefault(key, {})
    counts[other] = counts.get(other, 0) + by
    if not counts[other]:
        del counts[other]
    if not counts:
        del table[key]
