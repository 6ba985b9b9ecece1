"""Dates that nobody has worked out, that lie too far back, or too far ahead of the article."""

import re
from collections.abc import Iterator
from datetime import timedelta

from core.model.annotation import Annotation
from core.review.checks.case import DATE, Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import measures, words
from core.timex.values import check, value_of

_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_OPEN = re.compile(r"X")
_AGE = re.compile(r"\d\dXX|\d{3}X|\d\dXX/.*|\d{3}X/.*")  # a century, a decade
_YEAR_OF_DAYS = timedelta(days=366)


def date_unresolved(case: Case) -> Iterator[Finding]:
    """Dates without a value, with one that no calendar knows, or with gaps where the publication date fills them."""
    for a in case.by_label.get(DATE, ()):
        value = a.value or ""
        gap = bool(_OPEN.search(value)) and not _AGE.fullmatch(value)
        if value and check(value) and not (gap and case.published):
            continue
        reason = "date_without_value" if not value else "date_wrong_value" if not check(value) else "date_with_gap"
        read = value_of(a.span.of(case.text), case.published.isoformat() if case.published else None)
        better = read.value if read and read.value and read.value != value and not _OPEN.search(read.value) else None
        fix = Fix(Way.VALUE, a.span, DATE, better) if better else None
        yield case.finding(
            a.span, reason, f"{case.plain(a)}\n{value}", fix=fix, fields={"words": case.words(a), "value": value}
        )


def date_too_early(case: Case) -> Iterator[Finding]:
    """Dates before 1945, but for remembered days, and for years that the sentence speaks of as history."""
    known = measures("dates")
    for a in case.by_label.get(DATE, ()):
        year = _YEAR.match(a.value or "")
        if not year or int(year[0]) >= known["earliest"] or (a.value or "")[:10] in known["anniversaries"]:
            continue
        past = words("dates", "history").search(_sentence(case, a))
        if past and len((a.value or "").partition("/")[0]) <= 7:
            continue
        sure = 0.5 if past else 1.0
        about = f"{case.plain(a)}\n{a.value}"
        yield case.finding(
            a.span, "date_too_early", about, sure=sure, fields={"words": case.words(a), "value": a.value or ""}
        )


def date_too_late(case: Case) -> Iterator[Finding]:
    """Dates that begin more than a year after publication, but for years that the sentence looks ahead to."""
    if case.published is None:
        return
    last = case.published + _YEAR_OF_DAYS
    for a in case.by_label.get(DATE, ()):
        value = (a.value or "").partition("/")[0]
        exact = _DAY.match(value)
        first = exact[0] if exact else value[:4]
        if not _YEAR.match(value) or first <= last.isoformat()[: len(first)]:
            continue
        ahead = words("dates", "ahead").search(_sentence(case, a))
        if ahead and not exact:
            continue
        sure = 1.0 if exact and not ahead else 0.6
        about = f"{case.plain(a)}\n{a.value}"
        yield case.finding(
            a.span,
            "date_too_late",
            about,
            sure=sure,
            fields={"words": case.words(a), "value": a.value or "", "published": case.published.isoformat()},
        )


def _sentence(case: Case, a: Annotation) -> str:
    return case.sentence(a.span).of(case.spelled)
