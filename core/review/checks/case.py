"""One article with what one layer says of it, as the checks look at it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from core.detect.sentences import sentences
from core.frames import fuller_names, plain
from core.model.annotation import Annotation, Decision
from core.model.relation import Relation
from core.model.span import Span
from core.review.checks.finding import Elsewhere, Finding, Fix
from core.store.dataset_io import Sheet
from core.text.fold import spelling

OFFICIAL, TITLE, AGENCY, DATE, DOCUMENT, PLACE = "OFFICIAL", "TITLE", "AGENCY", "DATE", "DOCUMENT", "PLACE"
HOLDS, AT, DURING = "HOLDS", "AT", "DURING"
_NOTHING: Mapping[str, str] = {}


class Case:
    """A sheet, with its publication date and province as they stand (of the card, else as detected)."""

    def __init__(self, sheet: Sheet, published: str | None, province: str | None) -> None:
        self.sheet = sheet
        self.text = sheet.article.text
        self.published = _day(published)
        self.province = province
        self.annotations = [a for a in sheet.annotations if a.decision is Decision.ACCEPTED]
        self.by_id = {a.id: a for a in self.annotations}

    @property
    def finished(self) -> bool:
        """Whether the article was handed in, or adjudicated."""
        card, layer = self.sheet.card, self.sheet.layer
        return (card is not None and card.state.finished) or (layer is not None and layer.kind == "gold")

    @cached_property
    def spelled(self) -> str:
        """The text in one spelling, as long as the text."""
        return spelling(self.text)

    @cached_property
    def by_label(self) -> Mapping[str, list[Annotation]]:
        """The accepted annotations of each label, in text order."""
        found: dict[str, list[Annotation]] = defaultdict(list)
        for a in self.annotations:
            found[a.label].append(a)
        return found

    @cached_property
    def tails(self) -> Mapping[tuple[str, bytes], list[tuple[Annotation, Relation]]]:
        """What each annotation is linked to, by the kind of the link and the id of its head."""
        found: dict[tuple[str, bytes], list[tuple[Annotation, Relation]]] = defaultdict(list)
        for r in self.sheet.relations:
            if r.head in self.by_id and r.tail in self.by_id:
                found[r.kind, r.head].append((self.by_id[r.tail], r))
        return found

    @cached_property
    def held(self) -> set[bytes]:
        """Ids of the posts that somebody holds."""
        return {tail.id for (kind, _), tails in self.tails.items() if kind == HOLDS for tail, _ in tails}

    @cached_property
    def people(self) -> Mapping[bytes, str]:
        """For each mention of a person, their fullest name in the article, in one spelling."""
        officials = self.by_label.get(OFFICIAL, [])
        names = [self.plain(a).strip(" ,;.-") for a in officials]
        return {a.id: names[at] for a, at in zip(officials, fuller_names(names), strict=True)}

    @cached_property
    def _sentences(self) -> list[Span]:
        return sentences(self.text, [a.span for a in self.annotations])

    def sentence(self, span: Span) -> Span:
        """The sentence that a span begins in."""
        at = max(0, bisect_right(self._sentences, span.start, key=lambda s: s.start) - 1)
        return self._sentences[at] if self._sentences else span

    def words(self, annotation: Annotation) -> str:
        """The words of an annotation on one line."""
        return " ".join(annotation.span.of(self.text).split())

    def plain(self, annotation: Annotation) -> str:
        """The words of an annotation on one line in one spelling."""
        return self._plain[annotation.id]

    @cached_property
    def _plain(self) -> Mapping[bytes, str]:
        return {a.id: plain(a.span.of(self.text)) for a in self.annotations}

    def within(self, annotation: Annotation, label: str) -> Annotation | None:
        """The widest annotation of that label around (or at) another one."""
        around = (a for a in self.by_label.get(label, ()) if a.span.contains(annotation.span) and a is not annotation)
        return max(around, key=lambda a: len(a.span), default=None)

    def finding(
        self,
        spans: Span | tuple[Span, ...],
        reason: str,
        about: str,
        *,
        sure: float = 1.0,
        fix: Fix | None = None,
        fields: Mapping[str, str] = _NOTHING,
        others: Iterable[Annotation] = (),
    ) -> Finding:
        """A finding of this article; `sure` (0 to 1) is how surely it is one, which the check's weight is multiplied by."""
        layer = self.sheet.layer.id if self.sheet.layer else b""
        where = spans if isinstance(spans, tuple) else (spans,)
        there = tuple(Elsewhere(self.sheet.article.id, layer, a.span) for a in others)
        return Finding(self.sheet.article.id, layer, where, reason, about, fields, sure, fix, there)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
