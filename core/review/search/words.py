"""Words of a search line: typed with tone marks they are meant with them, typed without they are any."""

from dataclasses import dataclass
from functools import cached_property

from core.model.span import Span
from core.text.fold import fold, spelling
from core.text.occurrences import Words


@dataclass(frozen=True)
class Term:
    """One word, or several in a row; with `begun` the last may be the beginning of one."""

    written: str
    begun: bool = False

    @cached_property
    def marked(self) -> bool:
        """Whether it was typed with tone marks or diacritics."""
        return fold(self.written) != spelling(self.written)

    @property
    def folded(self) -> str:
        """Its letters and digits as the search index has them; an empty string where it has none."""
        return " ".join("".join(c if c.isalnum() else " " for c in fold(self.written)).split())

    def spans(self, text: str) -> list[Span]:
        """Where it stands in a text, in order (code points)."""
        return self._words.spans(text)

    def within(self, words: str) -> bool:
        """Whether it stands in some words."""
        return bool(self._words.spans(words))

    @cached_property
    def _words(self) -> Words:
        return Words(self.written, marks=self.marked, begun=self.begun)
