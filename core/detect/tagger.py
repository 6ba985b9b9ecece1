"""A CRF that learned from accepted articles, with what the rules say of each word among its features."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.detect.lessons import Pieces
from core.detect.tagger_text import OUT, features, places, stretches, tags
from core.model.annotation import Suggestion

TAGGER = "tagger"
FORMAT = "2"
"""Raised when features or tags change: a model of another format is not used."""


class Tagger:
    """A model ready to tag."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite  # loads when first used

        self._model = model  # crfsuite reads it in place and does not hold it
        self._crf: Any = pycrfsuite.Tagger()  # pyright: ignore[reportAttributeAccessIssue]
        self._crf.open_inmemory(self._model)

    def suggest(self, text: str, rules: Iterable[Suggestion]) -> list[Suggestion]:
        """What the tagger finds in a text for which the rules suggest `rules`."""
        pieces = Pieces(text)
        return list(self.tagged(pieces, sequences(pieces, rules)))

    def tagged(self, pieces: Pieces, known: Iterable[tuple[range, Any]]) -> Iterator[Suggestion]:
        """What the tagger finds in stretches whose features are `known`; scores are of the least likely word."""
        for line, items in known:
            found = self._crf.tag(items)
            for first, last, label in places(found) if any(tag != OUT for tag in found) else ():
                score = min(self._crf.marginal(found[at], at) for at in range(first, last))
                span = pieces.span(line.start + first, line.start + last)
                yield Suggestion(span, label, TAGGER, round(score, 3), reason=TAGGER)


def sequences(pieces: Pieces, rules: Iterable[Suggestion]) -> Iterator[tuple[range, Any]]:
    """The stretches of a text where a mention may be, with their features, as crfsuite takes them."""
    import pycrfsuite

    by_rules = tags(pieces, ((s.span, s.label) for s in rules))
    for stretch in stretches(pieces, by_rules):
        yield stretch, pycrfsuite.ItemSequence(features(pieces, stretch, by_rules))  # pyright: ignore[reportAttributeAccessIssue]
