"""What the library of a dataset shows: rows, filters and progress, as values that need no database."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.article import State


@dataclass(frozen=True, slots=True)
class Filter:
    """What the library shows: words of title or text, a province's id (empty: without one), states (none: all), doubtful ones."""

    words: str = ""
    province: str | None = None
    states: frozenset[State] = frozenset()
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One article in one annotator's library; `left` counts suggestions that nothing is decided about, None before detection."""

    article: bytes
    title: str
    state: State
    published: str | None
    province: str | None
    flag: bool
    accepted: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many articles of a province (None: unknown) are finished, of how many."""

    province: str | None
    done: int
    total: int


def moved(
    progress: Sequence[Progress], before: tuple[str | None, bool], after: tuple[str | None, bool]
) -> list[Progress]:
    """The progress after one article went from a province, finished or not, to another or the same."""
    by = {each.province: (each.done, each.total) for each in progress}
    for (province, done), sign in ((before, -1), (after, 1)):
        was = by.get(province, (0, 0))
        by[province] = was[0] + sign * done, was[1] + sign
    return [Progress(province, *counts) for province, counts in by.items() if counts[1] > 0]
