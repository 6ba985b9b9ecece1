"""Which of the rules' suggestions the memory hides in the open article, kept up to date from what an edit changed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from core.detect.lessons import Pieces
from core.detect.memory import Memory
from core.model.annotation import Suggestion
from core.model.layer import Layer
from core.model.span import Span


class Hidden:
    """Numbers of suggestions (in text order) that `Memory.hides` is true of."""

    def __init__(
        self, memory: Memory, pieces: Pieces, suggestions: tuple[Suggestion, ...], layer: Layer, here: Memory
    ) -> None:
        self.suggestions = suggestions
        self._given = memory, pieces, layer, here
        self._longest = max((len(s.span) for s in suggestions), default=0)
        self._like: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, suggestion in enumerate(suggestions):
            self._like[pieces.surface(suggestion.span), suggestion.label].append(number)
        self.numbers = {n for n, s in enumerate(suggestions) if memory.hides(pieces, s, layer, here)}

    def again(self, surfaces: Iterable[tuple[str, str]], spans: Iterable[Span]) -> None:
        """Look again at the suggestions of some surfaces with their labels, and at those that touch some spans."""
        memory, pieces, layer, here = self._given
        numbers = {n for surface in surfaces for n in self._like.get(surface, ())}
        numbers.update(n for span in spans for n in self._near(span))
        for number in numbers:
            if memory.hides(pieces, self.suggestions[number], layer, here):
                self.numbers.add(number)
            else:
                self.numbers.discard(number)

    def _near(self, span: Span) -> range:
        first = bisect_left(self.suggestions, span.start - self._longest, key=lambda s: s.span.start)
        return range(first, bisect_left(self.suggestions, span.end, lo=first, key=lambda s: s.span.start))
