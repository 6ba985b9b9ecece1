"""Where the same words stand in a text, whatever their tone placement, normal form, spaces and case."""

from core.model.span import Span
from core.text.fold import spelling
from core.text.normal import normalize
from core.text.syllables import snap

_CLEAR = frozenset(("", " ", "\n", ",", ".", ";", ":", "(", ")"))


class Words:
    """Some words to be found wherever they stand whole in a line."""

    def __init__(self, words: str, case: bool = False) -> None:
        """With `case`, only where capitals stand where they do in `words`."""
        import regex  # not before the first words are looked for

        self._written = " ".join(normalize(words).split())
        self._case = case
        self._pattern = regex.compile("[ ]+".join(regex.escape(part) for part in spelling(self._written).split()))

    def spans(self, text: str, spelled: str | None = None) -> list[Span]:
        """Their places in order; `spelled` is the text in one spelling, if it is known already."""
        if not self._written:
            return []
        found = [Span(*m.span()) for m in self._pattern.finditer(spelling(text) if spelled is None else spelled)]
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
