"""Counts of syllables: which labels stand on each, as sets of bits, one bit a syllable.

A task of its own for each label (does it stand here or not), and one for all (`ALL`) whose categories are the labels that
stand here together, for mentions nest: *AGENCY+TITLE* on a body within a post.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from core.model.annotation import Annotation
from core.model.span import Span
from core.review.agreement.counts import Counts
from core.text.syllables import pieces

ALL = ""
YES = "+"

Masks = dict[str, int]


def count_tokens(counts: Counts, text: str, layers: Mapping[bytes, Sequence[Annotation]]) -> None:
    """Add an article's counts: how many syllables there are; task by task, for two annotators those on which they differ and
    how often each gave each category, for all of them the pairs that differ and the categories."""
    tokens = pieces(text)
    if not tokens:
        return
    masks = {who: label_masks(tokens, annotations) for who, annotations in layers.items()}
    labels = sorted({label for some in masks.values() for label in some})
    count_size(counts, len(tokens), layers)
    for label in labels:
        count_task(counts, label, len(tokens), {who: {YES: some.get(label, 0)} for who, some in masks.items()})
    count_task(counts, ALL, len(tokens), {who: together(some, len(tokens)) for who, some in masks.items()})


def count_size(counts: Counts, tokens: int, raters: Iterable[bytes]) -> None:
    """Add how many syllables there are, and how often any annotator said something of one."""
    among = sorted(raters)
    for one, other in combinations(among, 2):
        counts["token", "n", ALL, (one, other)] += tokens
    counts["tokens", "n", ALL] += tokens
    counts["tokens", "ratings", ALL] += tokens * len(among)


def label_masks(tokens: Sequence[Span], annotations: Sequence[Annotation]) -> Masks:
    """For each label the syllables that it stands on, as bits."""
    starts, ends = [t.start for t in tokens], [t.end for t in tokens]
    found: Masks = {}
    for a in annotations:
        first, last = bisect_right(ends, a.span.start), bisect_left(starts, a.span.end)
        found[a.label] = found.get(a.label, 0) | ((1 << last) - (1 << first) if last > first else 0)
    return found


def together(masks: Masks, tokens: int) -> Masks:
    """The syllables by the labels that stand on them together; those with none are left out."""
    parts = {ALL: (1 << tokens) - 1}
    for label in sorted(masks):
        mask = masks[label]
        parts = {k: v & ~mask for k, v in parts.items()} | {
            f"{k}+{label}" if k else label: v & mask for k, v in parts.items() if v & mask
        }
    return {k: v for k, v in parts.items() if k and v}


def count_task(counts: Counts, task: str, tokens: int, said: Mapping[bytes, Masks]) -> None:
    """Add the counts of one task. Each annotator's masks do not overlap; what they leave out is the category of nothing."""
    raters = len(said)
    disagree = 0
    for one, other in combinations(sorted(said), 2):
        pair = one, other
        ours, theirs = said[one], said[other]
        some, others = (_union(masks) for masks in (ours, theirs))
        same = tokens - (some | others).bit_count() + sum((m & theirs.get(k, 0)).bit_count() for k, m in ours.items())
        disagree += tokens - same
        counts["token", "apart", task, pair] += tokens - same
        for side, masks in enumerate((ours, theirs)):
            for category, mask in masks.items():
                counts["token", "category", task, pair, side, category] += mask.bit_count()
    # of each syllable the share of pairs of annotators who differ on it, and the share of an annotator's pairs
    counts["tokens", "apart", task] += disagree / (raters * (raters - 1) / 2)
    counts["tokens", "off", task] += 2 * disagree / (raters - 1)
    for masks in said.values():
        for category, mask in masks.items():
            counts["tokens", "category", task, category] += mask.bit_count()


def _union(masks: Masks) -> int:
    whole = 0
    for mask in masks.values():
        whole |= mask
    return whole
