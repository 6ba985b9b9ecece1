"""Articles as a whole: those without any label, and what was accepted although the detector doubted it."""

from collections.abc import Iterator

from core.model.annotation import PERSON
from core.review.checks.case import Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import measures


def no_label(case: Case) -> Iterator[Finding]:
    """An article that is handed in and has nothing in it."""
    if case.finished and not case.annotations:
        yield case.finding((), "no_label", "")


def low_score(case: Case) -> Iterator[Finding]:
    """What a detector was unsure of, and was accepted as it stood: its border, its label and its value are the detector's."""
    low = measures("score")["low"]
    for a in case.annotations:
        if a.origin != PERSON and a.score < low:
            fields = {"words": case.words(a), "label": a.label, "score": f"{a.score:.0%}"}
            fix = Fix(Way.REJECT, a.span, a.label)
            yield case.finding(
                a.span, "low_score", f"{case.plain(a)}\n{a.label}", sure=1 - a.score, fix=fix, fields=fields
            )
