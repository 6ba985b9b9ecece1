"""Words that people took into mentions or put out of them, and where such borders fit in others."""

from collections.abc import Iterator, Mapping

from core.detect.lessons import Border, Lesson, Pieces
from core.detect.seen import NEVER, Key, Seen, add_to
from core.model.annotation import Suggestion

# Nothing is moved on less than two decisions more than those to the contrary, or one about the very same surface.
_DOUBT, _DOUBT_OF_THE_SAME, _MOVED = 1.0, 0.5, 0.6

_Edge = tuple[str, bool, bool, str]


class Borders:
    """Counts of moved borders, in all and for the surface that had been suggested; `seen` tells where they were left."""

    def __init__(self, seen: Mapping[Key, Seen]) -> None:
        self._seen = seen
        self._moved: dict[_Edge, dict[Border, int]] = {}
        self._exact: dict[Key, dict[Border, int]] = {}
        self._kept: dict[Border, int] = {}

    def count(self, lesson: Lesson, by: int) -> None:
        """Count what a lesson says of borders, once `seen` has it, or take it back."""
        for border in lesson.moved:
            add_to(self._moved, _edge(border), border, by)
            add_to(self._exact, (lesson.was, lesson.label), border, by)
        if lesson.accepted:
            for border in self._kept:
                beside = lesson.left if border.left else lesson.right
                if border.label == lesson.label and _keeps(border, lesson.surface, beside):
                    self._kept[border] += by

    def may_fit(self, pieces: Pieces, found: Suggestion) -> bool:
        """Whether any border could fit at an end of a suggestion: quick, for there are many that none does."""
        (first, last), label = pieces.reach(found.span), found.label
        if not self._moved or first >= last:
            return False
        before, after = pieces.beside(first, last)
        edges = {(True, True, before), (False, True, after)}
        edges |= {(True, False, pieces.low[first]), (False, False, pieces.low[last - 1])}
        return any((label, *edge) in self._moved for edge in edges)

    def moved(self, pieces: Pieces, found: Suggestion, here: "Borders") -> tuple[int, int, int] | None:
        """The pieces from and to which a suggestion would reach as people moved others, and how often they did."""
        first, last = was = pieces.reach(found.span)
        key = (pieces.surface(found.span), found.label)
        times = 0
        for left in (True, False):
            best, step = 0.0, 0
            for border, sure, count in self._fitting(pieces, key, (first, last), left, here):
                if sure > best:
                    best, times = sure, max(times, count)
                    step = len(border.words) if border.inward else -len(border.words)
            if best >= _MOVED:
                first, last = (first - step, last) if left else (first, last + step)
        return None if (first, last) == was else (first, last, times)

    def _fitting(
        self, pieces: Pieces, key: Key, at: tuple[int, int], left: bool, here: "Borders"
    ) -> Iterator[tuple[Border, float, int]]:
        """Borders learned at one end that fit there, each with how sure it is and how often it was moved."""
        low, (first, last) = pieces.low, at
        outside, inside = pieces.beside(first, last)[not left], low[first if left else last - 1]
        edges = [(key[1], left, True, outside), (key[1], left, False, inside)]
        exact, seen = self._exact.get(key, {}), self._seen.get(key)
        for border, count in (item for edge in edges for item in self._moved.get(edge, {}).items()):
            size = len(border.words)
            if not border.inward and size >= last - first:
                continue
            start = (first - size if border.inward else first) if left else (last if border.inward else last - size)
            if start < 0 or tuple(low[start : start + size]) != border.words:
                continue
            general = count + here._moved.get(_edge(border), {}).get(border, 0)
            yield border, general / (general + self._left_there(border) + _DOUBT), count
            if same := exact.get(border):
                counts = (
                    seen.beside.get((left, outside), NEVER) if seen and border.inward else seen.all if seen else NEVER
                )
                yield border, same / (same + counts[1] + _DOUBT_OF_THE_SAME), same

    def _left_there(self, border: Border) -> int:
        """How often people left the words of a border where they were: counted once, and then kept up to date."""
        if border not in self._kept:
            self._kept[border] = sum(
                _times_left(border, surface, seen)
                for (surface, label), seen in self._seen.items()
                if label == border.label
            )
        return self._kept[border]


def _edge(border: Border) -> _Edge:
    """A border with the one of its words that is next to the end it moves: outside where it moves inwards."""
    return border.label, border.left, border.inward, border.words[-1 if border.left == border.inward else 0]


def _times_left(border: Border, surface: str, seen: Seen) -> int:
    if border.inward:
        return seen.beside.get((border.left, _edge(border)[-1]), NEVER)[1]
    return seen.all[1] if _keeps(border, surface, "") else 0


def _keeps(border: Border, surface: str, beside: str) -> bool:
    """Whether an accepted surface has the words of a border inside, or outside, where the border would not leave them."""
    if border.inward:
        return beside == _edge(border)[-1]
    words, size = surface.split(" "), len(border.words)
    return len(words) > size and tuple(words[:size] if border.left else words[-size:]) == border.words
