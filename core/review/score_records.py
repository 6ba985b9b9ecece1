"""Agreement records against the gold: matched by their parties, closed fields item by item, contents by characters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.detect.bodies import same_body
from core.model.record import SuggestedRecord
from core.model.span import Span
from core.review.goldfile import Gold
from core.review.tally import Fault, Tally
from core.text.fold import spelling

SINGLE = ("kind", "signed_on", "province", "period")
LISTS = ("parties", "signers", "chairs", "legal_basis")
CONTENTS = "contents"

_NUMBER_WORD = re.compile(r"\bsố ")


def score_records(
    gold: Gold, truth: Sequence[SuggestedRecord], found: Sequence[SuggestedRecord]
) -> Iterator[tuple[str, Tally, list[Fault]]]:
    """Each field's name, tally and faults, for each record of either side; fields absent from the gold are not scored."""
    for want, have in _matched(truth, found):
        fields: Mapping[str, Any] = have.fields if have else {}
        expected: Mapping[str, Any] = want.fields if want else {}
        for name in (*SINGLE, *LISTS):
            if want and name not in expected:
                continue
            tally, faults = _closed(gold, name, _values(expected, name), _values(fields, name))
            yield name, tally, faults
        if want is None or CONTENTS in expected:
            yield CONTENTS, *_contents(gold, want, have)


def _matched(
    truth: Sequence[SuggestedRecord], found: Sequence[SuggestedRecord]
) -> Iterator[tuple[SuggestedRecord | None, SuggestedRecord | None]]:
    """Pairs that share most parties first; what is left over stands alone."""
    pairs = [(_shared(w, f), -i, -j, w, f) for i, w in enumerate(truth) for j, f in enumerate(found)]
    used: set[int] = set()
    for shared, _, _, want, have in sorted(pairs, key=lambda p: p[:3], reverse=True):
        if shared and not used & {id(want), id(have)}:
            used |= {id(want), id(have)}
            yield want, have
    yield from ((want, None) for want in truth if id(want) not in used)
    yield from ((None, have) for have in found if id(have) not in used)


def _shared(want: SuggestedRecord, have: SuggestedRecord) -> float:
    ours, theirs = _values(want.fields, "parties"), _values(have.fields, "parties")
    common = sum(any(same_body(a, b) for b in theirs) for a in ours)
    return common / (len(ours) + len(theirs)) if common else 0.0


def _values(fields: Mapping[str, Any], name: str) -> list[str]:
    value = fields.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _alike(name: str, one: str, other: str) -> bool:
    if name == "parties":
        return same_body(one, other)
    one, other = (_NUMBER_WORD.sub("", " ".join(spelling(v).split())) for v in (one, other))
    return one == other


def _closed(gold: Gold, name: str, wanted: list[str], got: list[str]) -> tuple[Tally, list[Fault]]:
    missed, left = [], list(got)
    for value in wanted:
        match = next((g for g in left if _alike(name, value, g)), None)
        if match is None:
            missed.append(value)
        else:
            left.remove(match)
    tally = Tally(len(wanted), len(got), len(wanted) - len(missed))
    if name in SINGLE and missed and left:
        return tally, [Fault(gold.name, name, missed[0], left[0])]
    return tally, [Fault(gold.name, name, v, "") for v in missed] + [Fault(gold.name, name, "", v) for v in left]


def _contents(gold: Gold, want: SuggestedRecord | None, have: SuggestedRecord | None) -> tuple[Tally, list[Fault]]:
    text = gold.article.text
    points, claimed = (_values(r.fields, CONTENTS) if r else [] for r in (want, have))
    truth = _covered(_places(text, points))
    spans = have.evidence.get(CONTENTS) if have else None
    found = _covered(list(spans) if spans else _places(text, claimed))
    faults = [Fault(gold.name, CONTENTS, p, "") for p in _places_missed(text, points, found)]
    faults += [Fault(gold.name, CONTENTS, "", p) for p in _places_missed(text, claimed, truth)]
    return Tally(len(truth), len(found), len(truth & found)), faults


def _places(text: str, points: list[str]) -> list[Span]:
    """Where the points stand, each after the one before it where it can."""
    places, at = [], 0
    for point in points:
        start = text.find(point, at)
        if start < 0:
            start = text.find(point)
        if start >= 0 and point:
            places.append(Span(start, start + len(point)))
            at = start + len(point)
    return places


def _places_missed(text: str, points: list[str], covered: set[int]) -> list[str]:
    """The points of which less than nine tenths are covered."""
    return [
        span.of(text)
        for span in _places(text, points)
        if len(covered & set(range(span.start, span.end))) < 0.9 * len(span)
    ]


def _covered(spans: list[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}
