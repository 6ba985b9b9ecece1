"""What decisions about an article teach: each surface with its label and surroundings, each border that was moved."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.model.annotation import RULE, Annotation, Decision, Suggestion
from core.model.layer import Layer
from core.model.span import Span
from core.text.fold import spelling

_PIECE = re.compile(r"\w+|[^\w\s]|\n")
_MOST_MOVED = 6  # pieces; a border that went farther was another mention altogether


@dataclass(frozen=True, slots=True)
class Border:
    """Words that were taken into a mention (`inward`) or put out of it at its left or right end."""

    label: str
    left: bool
    inward: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One decision: a surface in one spelling, its label, and the pieces beside it (a line's end where there is none).

    `by_hand`: accepted though the rules had not found it so. `was` is the surface that the rules had suggested where a
    person then moved borders, `moved` how.
    """

    surface: str
    label: str
    accepted: bool
    by_hand: bool
    left: str
    right: str
    capital: bool
    value: str | None = None
    was: str = ""
    moved: tuple[Border, ...] = ()


class Pieces:
    """A text as words, marks and line ends, in one spelling."""

    __slots__ = ("_places", "_surfaces", "ends", "low", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(m[0], m.start(), m.end()) for m in _PIECE.finditer(spelling(text))]
        self.low = [piece for piece, _, _ in found]
        self.starts = [start for _, start, _ in found]
        self.ends = [end for _, _, end in found]
        self._surfaces: dict[Span, str] = {}
        self._places: dict[str, list[int]] = {}

    def places(self, piece: str) -> list[int]:
        """Where a piece stands, by its number."""
        if not self._places:
            for number, one in enumerate(self.low):
                self._places.setdefault(one, []).append(number)
        return self._places.get(piece, [])

    def reach(self, span: Span) -> tuple[int, int]:
        """Which pieces the span touches: the first, and the one after the last."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def surface(self, span: Span) -> str:
        """The words of a span in one spelling, a space apart."""
        known = self._surfaces.get(span)
        if known is None:
            known = self._surfaces[span] = self._surface(span)
        return known

    def _surface(self, span: Span) -> str:
        first, last = self.reach(span)
        if first < last and self.starts[first] == span.start and self.ends[last - 1] == span.end:
            return self.join(first, last)
        return " ".join(p for p in _PIECE.findall(spelling(span.of(self.text))) if p != "\n")

    def join(self, first: int, last: int) -> str:
        """The surface of some pieces."""
        return " ".join(piece for piece in self.low[first:last] if piece != "\n")

    def beside(self, first: int, last: int) -> tuple[str, str]:
        """The piece before and the one after some pieces."""
        return self.low[first - 1] if first else "\n", self.low[last] if last < len(self.low) else "\n"

    def span(self, first: int, last: int) -> Span:
        """Where some pieces stand."""
        return Span(self.starts[first], self.ends[last - 1])


def lessons(pieces: Pieces, layer: Layer) -> list[Lesson]:
    """What all the decisions of a layer teach."""
    return [lesson for annotation in layer if (lesson := _lesson(pieces, layer, annotation))]


def lessons_around(pieces: Pieces, layer: Layer, spans: Iterable[Span]) -> list[Lesson]:
    """What the decisions that touch any of `spans` teach: all that an edit at those places can change."""
    near = {a.id: a for span in spans for a in layer.overlapping(span)}
    return [lesson for annotation in near.values() if (lesson := _lesson(pieces, layer, annotation))]


def _lesson(pieces: Pieces, layer: Layer, annotation: Annotation) -> Lesson | None:
    """None for a suggestion that had to give way to a better one at its place: elsewhere it may be right."""
    accepted = annotation.decision is Decision.ACCEPTED
    others = [a for a in layer.overlapping(annotation.span) if a.decision is not annotation.decision]
    if not accepted and any(_replaces(a, annotation) for a in others):
        return None
    before = next((a for a in others if a.label == annotation.label), None) if accepted else None
    kind = annotation.origin.partition(":")[0]
    # An import says nothing of whether the rules find the same.
    missed = kind not in (RULE, "import") or any(_replaces(annotation, a) for a in others)
    return Lesson(
        pieces.surface(annotation.span),
        annotation.label,
        accepted,
        accepted and missed,
        *pieces.beside(*pieces.reach(annotation.span)),
        pieces.text[annotation.span.start].isupper(),
        annotation.value if accepted and annotation.label != "DATE" else None,
        pieces.surface(before.span) if before else "",
        tuple(_moved(pieces, before.span, annotation)) if before else (),
    )


def together(one: Annotation | Suggestion, other: Annotation | Suggestion) -> bool:
    """Whether two mentions may stand beside one another: apart, or as a title and the agency in it."""
    if not one.span.overlaps(other.span):
        return True
    outer, inner = (one, other) if one.label == "TITLE" else (other, one)
    return (outer.label, inner.label) == ("TITLE", "AGENCY") and outer.span.contains(inner.span)


def _replaces(new: Annotation, old: Annotation) -> bool:
    """Whether an accepted mention left no room for a rejected one. One of its very span is a relabelling: that rejects it."""
    return new.span != old.span and not together(new, old)


def _moved(pieces: Pieces, before: Span, now: Annotation) -> Iterator[Border]:
    was, is_ = pieces.reach(before), pieces.reach(now.span)
    for left, old, new in ((True, was[0], is_[0]), (False, was[1], is_[1])):
        words = tuple(pieces.low[min(old, new) : max(old, new)])
        if words and len(words) <= _MOST_MOVED:
            yield Border(now.label, left, (new < old) if left else (new > old), words)
