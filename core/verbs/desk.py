"""One article as one annotator has it, and what stands in its text."""

from bisect import bisect_left
from copy import copy
from functools import cached_property
from heapq import merge
from itertools import islice, takewhile

from core.model.annotation import Annotation, Decision, Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.layer import Layer
from core.model.library import ShelfRow
from core.model.span import Span
from core.text.fold import spelling

Mention = Annotation | Suggestion
"""What stands in the text: decided or suggested."""

Place = tuple[Span, str]


class Desk:
    """One article as one annotator has it: its text, their layer and what the detectors say."""

    def __init__(self, article: Article, layer: Layer, detection: Detection, blank: ArticleCard) -> None:
        """`blank` is the card that the layer starts from while it has none of its own."""
        self.article = article
        self.layer = layer
        self.detection = detection
        self._blank = blank
        self._suggested = {(s.span, s.label): s for s in detection.suggestions}
        self._longest = max((len(s.span) for s in detection.suggestions), default=0)
        self._counted: tuple[int, int, int] | None = None  # accepted, open, and after how many edits of the layer

    @property
    def card(self) -> ArticleCard:
        """The article's card: the layer's own, else the one that it will start from."""
        return self.layer.card or self._blank

    @property
    def open(self) -> list[Suggestion]:
        """Suggestions that nothing is decided about, in text order."""
        return [s for s in self.detection.suggestions if self.layer.at(s.span, s.label) is None]

    @property
    def mentions(self) -> list[Mention]:
        """Accepted annotations and open suggestions in text order, outer before inner."""
        return list(merge(self.layer.accepted, self.open, key=reading_order))

    @property
    def counts(self) -> tuple[int, int]:
        """How many annotations are accepted, and how many suggestions open; counted on from edit to edit."""
        edits = self.layer.edits
        if self._counted is None:
            self._counted = len(self.layer.accepted), len(self.open), len(edits)
        accepted, left, seen = self._counted
        for edit in edits[seen:]:
            for items, by in ((edit.removed, -1), (edit.added, 1)):
                for item in items:
                    if isinstance(item, Annotation):
                        accepted += by * (item.decision is Decision.ACCEPTED)
                        left -= by * ((item.span, item.label) in self._suggested)
        self._counted = accepted, left, len(edits)
        return accepted, left

    @property
    def row(self) -> ShelfRow:
        """The article as the library shows it."""
        card, found = self.card, self.detection
        about = card.published or found.published, card.province or found.province, card.flag
        return ShelfRow(self.article.id, card.title or self.article.title, card.state, *about, *self.counts)

    @cached_property
    def spelled(self) -> str:
        """The text in one spelling, as long as the text."""
        return spelling(self.article.text)

    def open_at(self, span: Span) -> list[Suggestion]:
        """Open suggestions that share a code point with `span`, in text order."""
        all_of_them = self.detection.suggestions
        first = bisect_left(all_of_them, span.start - self._longest, key=lambda s: s.span.start)
        near = takewhile(lambda s: s.span.start < span.end, islice(all_of_them, first, None))
        return [s for s in near if s.span.end > span.start and self.layer.at(s.span, s.label) is None]

    def mentions_at(self, span: Span) -> list[Mention]:
        """Accepted annotations and open suggestions that share a code point with `span`, outer before inner."""
        decided = [a for a in self.layer.overlapping(span) if a.decision is Decision.ACCEPTED]
        return list(merge(decided, self.open_at(span), key=reading_order))

    def suggestion_at(self, span: Span, label: str) -> Suggestion | None:
        """The suggestion with exactly that span and label, decided or not."""
        return self._suggested.get((span, label))

    def standing(self, span: Span, label: str) -> Mention | None:
        """What stands at a span with a label: what is decided, else what is suggested; None where it was rejected."""
        decided = self.layer.at(span, label)
        if decided is None:
            return self.suggestion_at(span, label)
        return decided if decided.decision is Decision.ACCEPTED else None

    def now(self, mention: Mention) -> Mention | None:
        """The mention as it is now: whoever holds an older state of it need not know. None where it is gone."""
        if isinstance(mention, Annotation):
            there = self.layer.get(mention.id)
            if isinstance(there, Annotation):
                return there if there.decision is Decision.ACCEPTED else None
        return self.standing(mention.span, mention.label)

    def covers(self, span: Span) -> bool:
        """Whether a span lies within the text and holds more than spaces."""
        return span.end <= len(self.article.text) and not span.of(self.article.text).isspace()

    def paragraph_at(self, offset: int) -> Span | None:
        """The paragraph (a line that is not empty) at an offset, without its line end; None where there is none."""
        text = self.article.text
        at = min(max(offset, 0), len(text))
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        return Span(start, end) if start < end else None

    def copy(self) -> "Desk":
        """A desk to try things on: with a layer of its own that holds the same items."""
        other = copy(self)
        other.layer = self.layer.copy()
        other._counted = None
        return other


def reading_order(mention: Mention) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by label."""
    return mention.span.start, -mention.span.end, mention.label
