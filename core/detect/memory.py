"""What has been accepted and rejected in a dataset, and how that changes what is suggested next.

Three things are learned, each as counts that add up and can be taken back, so that the memory is the same whatever the
order in which decisions were made, undone or read:
- a surface that people marked by hand is suggested where it stands unmarked in like surroundings;
- a surface whose suggestions were rejected is no longer suggested in like surroundings;
- words that people took into mentions or put out of them are taken in or put out.
A decision weighs more the more alike the pieces beside it are, and more in its own article; the opposite decision cancels it.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TypeVar

from core.detect.lessons import Border, Lesson, Pieces, together
from core.model.annotation import Annotation, Decision, Suggestion
from core.model.layer import Layer

MEMORY = "memory"

# How much a decision counts for a place: anywhere, for each neighbour that is the same, and again in its own article.
_ANYWHERE, _NEIGHBOUR, _HERE = 0.25, 0.375, 0.75
# Against what was never seen: nothing is suggested, or moved, on less than about half a decision in like surroundings.
_DOUBT, _DOUBT_OF_ONE_WORD, _DOUBT_OF_BORDER = 0.35, 0.8, 1.0
_SUGGESTED, _HIDDEN, _MOVED = 0.6, 0.5, 0.6
_NEVER = (0, 0, 0)

_Key = TypeVar("_Key")
_Other = TypeVar("_Other")
_Edge = tuple[str, bool, bool, str]


class _Seen:
    """Counts of a surface with a label: accepted by hand, accepted, rejected; in all and beside each neighbour."""

    __slots__ = ("all", "beside", "capital", "value")

    def __init__(self) -> None:
        self.all = [0, 0, 0]
        self.beside: dict[tuple[bool, str], list[int]] = {}
        self.capital = 0
        self.value: str | None = None

    def add(self, lesson: Lesson, by: int) -> None:
        for counts in (self.all, *(self._counts(side) for side in ((True, lesson.left), (False, lesson.right)))):
            counts[0] += by * lesson.by_hand
            counts[1] += by * lesson.accepted
            counts[2] += by * (not lesson.accepted)
        self.capital += by * (lesson.accepted and lesson.capital)
        self.value = lesson.value if by > 0 and lesson.value else self.value

    def _counts(self, side: tuple[bool, str]) -> list[int]:
        return self.beside.setdefault(side, [0, 0, 0])

    def weigh(self, left: str, right: str, base: float) -> tuple[float, float, float]:
        """The three counts for a place between two neighbours; `base` is what a decision counts wherever it was."""
        one, other = self.beside.get((True, left), _NEVER), self.beside.get((False, right), _NEVER)
        a, b, c = (base * n + _NEIGHBOUR * (x + y) for n, x, y in zip(self.all, one, other, strict=True))
        return a, b, c


class Memory:
    """Counts of lessons. `learn` and `forget` are each other's inverse."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._begins: dict[str, dict[int, int]] = {}  # of what is marked by hand: lengths by first piece
        self._labels: dict[str, dict[str, int]] = {}  # of what is marked by hand
        self._borders: dict[_Edge, dict[Border, int]] = {}
        self._exact: dict[tuple[str, str], dict[Border, int]] = {}
        self._kept: dict[Border, int] = {}
        self._news: set[tuple[str, str]] = set()
        self.learn(lessons)

    def learn(self, lessons: Iterable[Lesson]) -> None:
        """Take decisions in."""
        for lesson in lessons:
            self._count(lesson, 1)

    def forget(self, lessons: Iterable[Lesson]) -> None:
        """Take decisions back that were learned before."""
        for lesson in lessons:
            self._count(lesson, -1)

    def news(self) -> set[tuple[str, str]]:
        """Surfaces and labels that something was learned or forgotten about since this was last asked."""
        news, self._news = self._news, set()
        return news

    def __len__(self) -> int:
        """How many surfaces are known, each label apart."""
        return len(self._seen)

    def _count(self, lesson: Lesson, by: int) -> None:
        key = (lesson.surface, lesson.label)
        self._news.add(key)
        seen = self._seen.setdefault(key, _Seen())
        seen.add(lesson, by)
        if not any(seen.all):
            del self._seen[key]
        if lesson.by_hand:
            self._index(lesson, by)
        for border in lesson.moved:
            _add_to(self._borders, _edge(border), border, by)
            _add_to(self._exact, (lesson.was, lesson.label), border, by)
        if lesson.accepted:
            for border in self._kept:
                if border.label == lesson.label and _keeps(border, lesson):
                    self._kept[border] += by

    def _index(self, lesson: Lesson, by: int) -> None:
        words = lesson.surface.split(" ")
        _add_to(self._begins, words[0], len(words), by)
        _add_to(self._labels, lesson.surface, lesson.label, by)

    # -- what it changes

    def hides(self, pieces: Pieces, suggestion: Suggestion, layer: Layer, here: "Memory") -> bool:
        """Whether a suggestion of the rules is better not shown. What is decided about is left as it is."""
        if layer.at(suggestion.span, suggestion.label) is not None:
            return False
        return _covered(suggestion, layer) or self._rejected(pieces, suggestion, here)

    def recall(
        self,
        pieces: Pieces,
        suggestions: tuple[Suggestion, ...],
        layer: Layer,
        here: "Memory",
        hidden: Set[int] | None = None,
    ) -> tuple[Suggestion, ...]:
        """The suggestions for an article after what was learned; `here` is the memory of its own `layer` alone.

        What the layer has decided about is left as it is, and a decided suggestion of the memory's own stays one, so that
        rejecting it later is remembered. `hidden` are the numbers of those that `hides` is true of, where they are known.
        """
        if hidden is None:
            hidden = {n for n, s in enumerate(suggestions) if self.hides(pieces, s, layer, here)}
        shown = [s for n, s in enumerate(suggestions) if n not in hidden] if hidden else list(suggestions)
        moved = self._all_moved(pieces, shown, layer, here)
        for suggestion, other in moved:
            rest = [s for s in shown if s is not suggestion]
            if layer.at(other.span, other.label) is None and all(_room(other, s) for s in (*rest, *layer)):
                shown = [*rest, other]
        own = [a for a in layer if a.origin == MEMORY]
        if own:
            known = {(s.span, s.label) for s in shown}
            own = [a for a in own if (a.span, a.label) not in known]
            shown += [Suggestion(a.span, a.label, MEMORY, a.score, a.value, reason="memory") for a in own]
        remembered = self._remembered(pieces, shown, layer, here)
        if not (hidden or moved or own or remembered):
            return suggestions
        return tuple(sorted([*shown, *remembered], key=lambda s: (s.span.start, -s.span.end, s.label)))

    def _all_moved(
        self, pieces: Pieces, shown: list[Suggestion], layer: Layer, here: "Memory"
    ) -> list[tuple[Suggestion, Suggestion]]:
        """Suggestions that nothing is decided about, each with what people's moving of borders would make of it."""
        if not self._borders:
            return []
        found = []
        for suggestion in shown:
            if (
                _edges(pieces, suggestion).isdisjoint(self._borders)
                or layer.at(suggestion.span, suggestion.label) is not None
            ):
                continue
            if other := self._moved(pieces, suggestion, here):
                found.append((suggestion, other))
        return found

    def _rejected(self, pieces: Pieces, found: Suggestion, here: "Memory") -> bool:
        """Whether people rejected such a suggestion rather than accept it."""
        key = (pieces.surface(found.span), found.label)
        if key not in self._seen:
            return False
        _, yes, no = self._weigh(key, pieces.beside(*pieces.reach(found.span)), here)
        return (found.score + yes) / (1 + yes + no) < _HIDDEN

    def _weigh(self, key: tuple[str, str], beside: tuple[str, str], here: "Memory") -> tuple[float, float, float]:
        """By hand, accepted and rejected, as they count between these neighbours in this article."""
        seen, own = self._seen.get(key), here._seen.get(key)
        a, b, c = seen.weigh(*beside, _ANYWHERE) if seen else _NEVER
        if own:
            a, b, c = a + _HERE * own.all[0], b + _HERE * own.all[1], c + _HERE * own.all[2]
        return a, b, c

    def _moved(self, pieces: Pieces, found: Suggestion, here: "Memory") -> Suggestion | None:
        """The suggestion with its borders where people moved them in others, or None."""
        first, last = pieces.reach(found.span)
        surface = pieces.surface(found.span)
        times = 0
        for left in (True, False):
            best = 0.0
            step = 0
            for border, sure, count in self._fitting(pieces, found.label, surface, (first, last), left, here):
                if sure > best:
                    best, times = sure, max(times, count)
                    step = len(border.words) if border.inward else -len(border.words)
            if best >= _MOVED:
                first, last = (first - step, last) if left else (first, last + step)
        if pieces.reach(found.span) == (first, last):
            return None
        return replace(found, span=pieces.span(first, last), origin=MEMORY, reason=f"memory_moved:{times}")

    def _fitting(
        self, pieces: Pieces, label: str, surface: str, at: tuple[int, int], left: bool, here: "Memory"
    ) -> Iterator[tuple[Border, float, int]]:
        """Borders learned at one end that fit there, each with how sure it is and how often it was moved."""
        low, (first, last) = pieces.low, at
        exact = self._exact.get((surface, label), {})
        seen = self._seen.get((surface, label))
        outside, inside = pieces.beside(first, last)[not left], low[first if left else last - 1]
        known = (self._borders.get((label, left, *edge), {}) for edge in ((True, outside), (False, inside)))
        for border, count in (item for borders in known for item in borders.items()):
            size = len(border.words)
            if border.inward:
                start = first - size if left else last
            else:
                start = first if left else last - size
                if size >= last - first:
                    continue
            if start < 0 or tuple(low[start : start + size]) != border.words:
                continue
            general = count + here._borders.get(_edge(border), {}).get(border, 0)
            yield border, general / (general + self._keeping(border) + _DOUBT_OF_BORDER), count
            if same := exact.get(border):
                side = (left, border.words[-1] if left else border.words[0])
                against = 0 if seen is None else seen.beside.get(side, _NEVER)[1] if border.inward else seen.all[1]
                yield border, same / (same + against + 0.5), same

    def _keeping(self, border: Border) -> int:
        """How often people left the words of a border where they were."""
        if border not in self._kept:
            kept = 0
            for (surface, label), seen in self._seen.items():
                if label == border.label:
                    kept += _kept_by(border, surface, seen)
            self._kept[border] = kept
        return self._kept[border]

    def _remembered(self, pieces: Pieces, shown: list[Suggestion], layer: Layer, here: "Memory") -> list[Suggestion]:
        """Surfaces that were marked by hand, where they stand unmarked."""
        found = sorted(self._occurrences(pieces, here), key=lambda s: (-len(s.span), -s.score, s.span.start))
        if not found:
            return []
        held: list[Annotation | Suggestion] = [*shown]
        held += layer
        kept: list[Suggestion] = []
        for one in found:
            if layer.at(one.span, one.label) is None and all(_room(one, other) for other in (*held, *kept)):
                kept.append(one)
        return kept

    def _occurrences(self, pieces: Pieces, here: "Memory") -> Iterator[Suggestion]:
        low = pieces.low
        for first, sizes in ((n, sizes) for piece, sizes in self._begins.items() for n in pieces.places(piece)):
            for size in sizes:
                last = first + size
                if last > len(low):
                    continue
                surface = " ".join(low[first:last])
                for label in self._labels.get(surface, ()):
                    if (sure := self._sure(pieces, surface, label, first, last, here)) >= _SUGGESTED:
                        seen = self._seen[surface, label]
                        reason = f"memory_accepted:{seen.all[1]}"
                        yield Suggestion(
                            pieces.span(first, last), label, MEMORY, round(sure, 3), seen.value, reason=reason
                        )

    def _sure(self, pieces: Pieces, surface: str, label: str, first: int, last: int, here: "Memory") -> float:
        seen = self._seen[surface, label]
        one = last - first == 1
        if one and seen.capital and not pieces.text[pieces.starts[first]].isupper():
            return 0.0  # Hải is a name, hải is the sea
        hand, _, no = self._weigh((surface, label), pieces.beside(first, last), here)
        return hand / (hand + no + (_DOUBT_OF_ONE_WORD if one else _DOUBT))


def _add_to(table: dict[_Key, dict[_Other, int]], key: _Key, other: _Other, by: int) -> None:
    """Count in the table of a key, and drop the table when it is empty."""
    counts = table.setdefault(key, {})
    _add(counts, other, by)
    if not counts:
        del table[key]


def _add(counts: dict[_Key, int], key: _Key, by: int) -> None:
    """Count, and drop what is down to nothing."""
    if number := counts.get(key, 0) + by:
        counts[key] = number
    else:
        counts.pop(key, None)


def _edge(border: Border) -> _Edge:
    """A border with the one of its words that is next to the end it moves: outside where it moves inwards."""
    return border.label, border.left, border.inward, border.words[-1 if border.left == border.inward else 0]


def _edges(pieces: Pieces, found: Suggestion) -> set[_Edge]:
    """The pieces on both sides of both ends, as `_edge` has them: without one of them no border fits."""
    (first, last), label = pieces.reach(found.span), found.label
    if first >= last:
        return set()
    before, after = pieces.beside(first, last)
    begin, end = pieces.low[first], pieces.low[last - 1]
    return {
        (label, True, True, before),
        (label, False, True, after),
        (label, True, False, begin),
        (label, False, False, end),
    }


def _keeps(border: Border, lesson: Lesson) -> bool:
    """Whether an accepted mention has the words of a border where the border would not leave them."""
    if border.inward:
        return (lesson.left if border.left else lesson.right) == border.words[-1 if border.left else 0]
    words = lesson.surface.split(" ")
    size = len(border.words)
    return len(words) > size and tuple(words[:size] if border.left else words[-size:]) == border.words


def _kept_by(border: Border, surface: str, seen: _Seen) -> int:
    if border.inward:
        return seen.beside.get((border.left, border.words[-1 if border.left else 0]), _NEVER)[1]
    words = surface.split(" ")
    size = len(border.words)
    inside = len(words) > size and tuple(words[:size] if border.left else words[-size:]) == border.words
    return seen.all[1] if inside else 0


def _room(new: Suggestion, held: Annotation | Suggestion) -> bool:
    """Whether a new suggestion may stand beside what is there; near what was rejected, none of the same label is made."""
    if isinstance(held, Annotation) and held.decision is Decision.REJECTED:
        return held.label != new.label or not new.span.overlaps(held.span)
    return together(new, held)


def _covered(suggestion: Suggestion, layer: Layer) -> bool:
    """Whether a suggestion lies in something accepted that has no room for it, which the rules did not know of."""
    return any(
        a.decision is Decision.ACCEPTED and a.span.contains(suggestion.span) and not together(a, suggestion)
        for a in layer.overlapping(suggestion.span)
    )
