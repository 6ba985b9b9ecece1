"""Where the same words stand in a text, whatever their tone placement, normal form, spaces and case, or their marks at all."""

from core.model.span import Span
from core.text.fold import fold_in_place, spelling
from core.text.normal import normalize
from core.text.syllables import snap

_CLEAR = frozenset(("", " ", "\n", ",", ".", ";", ":", "(", ")"))


class Words:
    """Some words to be found wherever they stand whole in a line."""

    def __init__(self, words: str, case: bool = False, marks: bool = True, begun: bool = False) -> None:
        """With `case`, only where capitals stand where they do in `words`; without `marks`, with any marks or none.

        With `begun`, the last word may be the beginning of one.
        """
        import regex  # not before the first words are looked for

        self._written = " ".join(normalize(words).split())
        self._case = case
        self._spelled = spelling if marks else fold_in_place
        written = "[ ]+".join(regex.escape(part) for part in self._spelled(self._written).split())
        self._pattern = regex.compile(written + (r"[\p{L}\p{M}\p{N}]*" if begun else ""))

    def spans(self, text: str, spelled: str | None = None) -> list[Span]:
        """Their places in order; `spelled` is the text in one spelling (or folded, where marks say nothing), if known."""
        if not self._written:
            return []
        found = [Span(*m.span()) for m in self._pattern.finditer(self._spelled(text) if spelled is None else spelled)]
        return [s for s in found if self._fits(s.of(text)) and _whole(text, s)]

    def are(self, words: str) -> bool:
        """Whether other words are the same."""
        plain = " ".join(normalize(words).split())
        return spelling(plain) == spelling(self._written) and self._fits(plain)

    def _fits(self, words: str) -> bool:
        plain = " ".join(words.split())
        return not self._case or [c.isupper() for c in plain] == [c.isupper() for c in self._written]


def _whole(text: str, span: Span) -> bool:
    """Whether a span cuts no word; a look at its neighbours is mostly enough."""
    if text[span.start - 1 : span.start] in _CLEAR and text[span.end : span.end + 1] in _CLEAR:
        return True
    covered = snap(text, span)
    return covered is None or span.contains(covered)
