"""Krippendorff's alpha for unitizing: do annotators cut the same units out of a text, borders counted by how far they are off?

K. Krippendorff, Measuring the reliability of qualitative text analysis data, Quality & Quantity 38 (2004), 787-800. Units of
one label never overlap, so each label is a continuum of units and gaps for each annotator. Lengths are counted in syllables.
Chance is taken within each article; articles add up by their length.
"""

from collections.abc import Mapping, Sequence

from core.model.annotation import Annotation
from core.review.agreement.counts import Counts
from core.review.agreement.tokens import label_masks
from core.text.syllables import pieces

Unit = tuple[int, int]
"""Where a unit begins on the continuum, and its length."""


def count_units(counts: Counts, text: str, layers: Mapping[bytes, Sequence[Annotation]]) -> None:
    """Add an article's observed and expected disagreement for each label, weighted by the article's length."""
    tokens = pieces(text)
    if not tokens:
        return
    units: dict[str, dict[bytes, list[Unit]]] = {}
    for who, annotations in layers.items():
        for a in annotations:
            mask = label_masks(tokens, [a])[a.label]
            if mask:
                first = (mask & -mask).bit_length() - 1
                units.setdefault(a.label, {}).setdefault(who, []).append((first, mask.bit_length() - first))
    for label, by in units.items():
        said = [sorted(by.get(who, [])) for who in layers]
        counts["unit", "observed", label] += len(tokens) * observed(said, len(tokens))
        counts["unit", "expected", label] += len(tokens) * expected(said, len(tokens))


def observed(said: Sequence[Sequence[Unit]], length: int) -> float:
    """Observed disagreement of some annotators, each with units in order, on a continuum of that length."""
    total = 0
    for n, ours in enumerate(said):
        for theirs in said[n + 1 :]:
            total += _apart(ours, theirs) + _lone(ours, theirs) + _lone(theirs, ours)
    return 2 * total / (len(said) * (len(said) - 1) * length**2)


def expected(said: Sequence[Sequence[Unit]], length: int) -> float:
    """The disagreement that chance would give these units."""
    units = [size for some in said for _, size in some]
    gaps = [gap for some in said for gap in _gaps(some, length)]
    total = 0.0
    for size in units:
        total += (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        total += size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
    ends = len(said) * length
    return 2 / length * total / (ends * (ends - 1) - sum(size * (size - 1) for size in units))


def _apart(ours: Sequence[Unit], theirs: Sequence[Unit]) -> int:
    """How far the borders of overlapping units are off, squared."""
    total = at = 0
    for begin, size in ours:
        while at < len(theirs) and sum(theirs[at]) <= begin:
            at += 1
        for other, length in theirs[at:]:
            if other >= begin + size:
                break
            total += (begin - other) ** 2 + (begin + size - other - length) ** 2
    return total


def _lone(ours: Sequence[Unit], theirs: Sequence[Unit]) -> int:
    """The squared lengths of units that stand in a gap of the other."""
    return sum(
        size**2 for begin, size in ours if not any(o < begin + size and begin < o + length for o, length in theirs)
    )


def _gaps(units: Sequence[Unit], length: int) -> list[int]:
    """The lengths of what lies between units."""
    edges = [0, *(edge for begin, size in units for edge in (begin, begin + size)), length]
    return [end - start for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
