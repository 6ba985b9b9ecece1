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

from core.detect.borders import Borders
from core.detect.lessons import Lesson, Pieces
from core.detect.room import Room, covered
from core.detect.seen import Key, Seen, add_to, weigh
from core.model.annotation import Suggestion
from core.model.layer import Layer

MEMORY = "memory"

# Against what was never seen: nothing is suggested on less than about half a decision in like surroundings.
_DOUBT, _DOUBT_OF_ONE_WORD = 0.35, 0.8
_SUGGESTED, _HIDDEN = 0.6, 0.5


class Memory:
    """Counts of lessons. `learn` and `forget` are each other's inverse."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self._seen: dict[Key, Seen] = {}
        self._begins: dict[str, dict[int, int]] = {}  # of what is marked by hand: lengths by first piece
        self._labels: dict[str, dict[str, int]] = {}  # of what is marked by hand
        self._borders = Borders(self._seen)
        self._news: set[Key] = set()
        self.learn(lessons)

    def learn(self, lessons: Iterable[Lesson]) -> None:
        """Take decisions in."""
        for lesson in lessons:
            self._count(lesson, 1)

    def forget(self, lessons: Iterable[Lesson]) -> None:
        """Take decisions back that were learned before."""
        for lesson in lessons:
            self._count(lesson, -1)

    def news(self) -> set[Key]:
        """Surfaces and labels that something was learned or forgotten about since this was last asked."""
        news, self._news = self._news, set()
        return news

    def __len__(self) -> int:
        """How many surfaces are known, each label apart."""
        return len(self._seen)

    def _count(self, lesson: Lesson, by: int) -> None:
        key = (lesson.surface, lesson.label)
        self._news.add(key)
        seen = self._seen.setdefault(key, Seen())
        seen.add(lesson, by)
        if not any(seen.all):
            del self._seen[key]
        if lesson.by_hand:
            words = lesson.surface.split(" ")
            add_to(self._begins, words[0], len(words), by)
            add_to(self._labels, lesson.surface, lesson.label, by)
        self._borders.count(lesson, by)

    # -- what it changes

    def hides(self, pieces: Pieces, suggestion: Suggestion, layer: Layer, here: "Memory") -> bool:
        """Whether a suggestion of the rules is better not shown. What is decided about is left as it is."""
        if layer.at(suggestion.span, suggestion.label) is not None:
            return False
        return covered(suggestion, layer) or self._rejected(pieces, suggestion, here)

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
        shown = [s for n, s in enumerate(suggestions) if n not in hidden] if hidden else suggestions
        moved = list(self._moved(pieces, shown, layer, here))
        own = [a for a in layer if a.origin == MEMORY]
        found = sorted(self._occurrences(pieces, here), key=lambda s: (-len(s.span), -s.score, s.span.start))
        if not (hidden or moved or own or found):
            return suggestions
        room = Room(shown, layer)
        for suggestion, other in moved:
            room.take(suggestion)
            room.put(other if room.has(other) else suggestion)
        known = {(s.span, s.label) for s in room.shown} if own else set()
        for one in own:
            if (one.span, one.label) not in known:
                room.put(Suggestion(one.span, one.label, MEMORY, one.score, one.value, reason="memory"))
        for one in found:
            if room.has(one):
                room.put(one)
        return tuple(room.shown)

    def _rejected(self, pieces: Pieces, found: Suggestion, here: "Memory") -> bool:
        """Whether people rejected such a suggestion rather than accept it."""
        key = (pieces.surface(found.span), found.label)
        if key not in self._seen:
            return False
        _, yes, no = weigh(self._seen[key], here._seen.get(key), pieces.beside(*pieces.reach(found.span)))
        return (found.score + yes) / (1 + yes + no) < _HIDDEN

    def _moved(
        self, pieces: Pieces, shown: Iterable[Suggestion], layer: Layer, here: "Memory"
    ) -> Iterator[tuple[Suggestion, Suggestion]]:
        """Suggestions that nothing is decided about, each with what people's moving of borders makes of it."""
        for suggestion in shown:
            if not self._borders.may_fit(pieces, suggestion) or layer.at(suggestion.span, suggestion.label) is not None:
                continue
            if reach := self._borders.moved(pieces, suggestion, here._borders):
                first, last, times = reach
                reason = f"memory_moved:{times}"
                yield suggestion, replace(suggestion, span=pieces.span(first, last), origin=MEMORY, reason=reason)

    def _occurrences(self, pieces: Pieces, here: "Memory") -> Iterator[Suggestion]:
        """Surfaces that were marked by hand, wherever they stand in surroundings like those."""
        low = pieces.low
        for first, sizes in ((n, sizes) for piece, sizes in self._begins.items() for n in pieces.places(piece)):
            for last in (first + size for size in sizes if first + size <= len(low)):
                surface = " ".join(low[first:last])
                for label in self._labels.get(surface, ()):
                    if (sure := self._sure(pieces, surface, label, first, last, here)) >= _SUGGESTED:
                        seen, span = self._seen[surface, label], pieces.span(first, last)
                        reason = f"memory_accepted:{seen.all[1]}"
                        yield Suggestion(span, label, MEMORY, round(sure, 3), seen.value, reason=reason)

    def _sure(self, pieces: Pieces, surface: str, label: str, first: int, last: int, here: "Memory") -> float:
        key = (surface, label)
        one = last - first == 1
        if one and self._seen[key].capital and not pieces.text[pieces.starts[first]].isupper():
            return 0.0  # Hải is a name, hải is the sea
        hand, _, no = weigh(self._seen[key], here._seen.get(key), pieces.beside(first, last))
        return hand / (hand + no + (_DOUBT_OF_ONE_WORD if one else _DOUBT))
