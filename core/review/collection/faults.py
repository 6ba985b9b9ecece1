"""Faults that are planted in what all annotators say of an article, one or more for each of the reviewers' checks."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from core.model.annotation import Suggestion
from core.model.span import Span
from core.review.collection.layers import SampleLayer
from core.review.collection.news import SampleArticle

WRITTEN = {
    "official_without_title": 3,
    "title_without_holder": 3,
    "two_holders": 3,
    "date_too_early": 3,
    "date_too_late": 3,
    "body_gone": 4,
    "document_issuer": 4,
    "misprinted_name": 3,
    "anniversary": 3,
}
"""Faults that stand in the text, by a sentence of their own, and how many of each; *anniversary* is one that nothing may find."""

DECIDED = {
    "labelled_differently": 3,
    "loose_comma": 2,
    "half_syllable": 2,
    "level_missing": 2,
    "date_unresolved": 3,
    "no_label": 2,
    "low_score": 4,
}
"""Faults in what the annotators decided."""

TOO_FAST = 4
DUPLICATES = 2


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault and where it is. `annotator` is None where it is in all layers, `other` the article that it is about beside.

    `check` is one of the issue's: loose ends are three kinds (`loose_comma`, `half_syllable`, `level_missing`).
    """

    check: str
    article: bytes
    span: Span | None = None
    label: str = ""
    annotator: bytes | None = None
    other: bytes | None = None


Planting = tuple[SampleLayer, Span | None, str]


def spoil(check: str, sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    """The layer with a fault, the span that has it and its label; None where the article offers no occasion."""
    return _WAYS[check](sample, layer, random)


def _labelled_differently(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    text = sample.article.text
    places = [s for s in layer.alone() if s.label == "PLACE"]
    often = [words for words, count in Counter(s.span.of(text) for s in places).items() if count > 1]
    if not often:
        return None
    last = [s for s in places if s.span.of(text) == often[0]][-1]
    return _changed(layer, last, replace(last, label="AGENCY"))


def _loose_comma(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    text = sample.article.text
    found = [s for s in layer.alone() if s.label == "OFFICIAL" and text[s.span.end : s.span.end + 1] == ","]
    if not found:
        return None
    old = random.choice(found)
    return _changed(layer, old, replace(old, span=Span(old.span.start, old.span.end + 1)))


def _half_syllable(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    found = [s for s in layer.alone() if s.label in ("OFFICIAL", "PLACE") and len(s.span) > 6]
    if not found:
        return None
    old = random.choice(found)
    return _changed(layer, old, replace(old, span=Span(old.span.start, old.span.end - 1)))


def _level_missing(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    text = sample.article.text
    for old in layer.alone():
        for level in (" tỉnh", " thành phố"):
            if old.label == "AGENCY" and old.span.of(text).endswith(level):
                return _changed(layer, old, replace(old, span=Span(old.span.start, old.span.end - len(level))))
    return None


def _date_unresolved(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    full = [s for s in layer.spans if s.label == "DATE" and s.value and s.value[4:5] == "-" and s.value[5:7].isdigit()]
    if not full:
        return None
    old = random.choice(full)
    value = random.choice((None, f"XXXX{(old.value or '')[4:]}"))
    return _changed(layer, old, replace(old, value=value))


def _no_label(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    return replace(layer, spans=(), relations=(), records=()), None, ""


def _low_score(sample: SampleArticle, layer: SampleLayer, random: Random) -> Planting | None:
    old = random.choice(layer.spans)
    score = round(random.uniform(0.05, 0.2), 2)
    return _changed(layer, old, replace(old, origin=f"rule:{old.label.lower()}", score=score))


def _changed(layer: SampleLayer, old: Suggestion, new: Suggestion) -> Planting:
    return layer.changed((old.span, old.label), new), new.span, new.label


_WAYS: dict[str, Callable[[SampleArticle, SampleLayer, Random], Planting | None]] = {
    "labelled_differently": _labelled_differently,
    "loose_comma": _loose_comma,
    "half_syllable": _half_syllable,
    "level_missing": _level_missing,
    "date_unresolved": _date_unresolved,
    "no_label": _no_label,
    "low_score": _low_score,
}
