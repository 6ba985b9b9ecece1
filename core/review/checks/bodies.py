"""Bodies that did not exist on the day of the article."""

from collections.abc import Iterator
from datetime import date

from core.model.annotation import Annotation
from core.review.checks.case import AGENCY, HOLDS, TITLE, Case
from core.review.checks.finding import Finding
from core.review.checks.known import any_of, measures
from core.review.grouping.bodies import body_key
from core.review.grouping.reforms import gone, past_words
from core.wording import say

_PAST = ("former", "dismissed")


def body_not_yet_or_no_longer(case: Case) -> Iterator[Finding]:
    """Agencies that had ended, or had not begun, when the article was published; each wording once.

    Where the sentence speaks of the past, or the post is a former one, it is less surely a mistake.
    """
    if case.published is None:
        return
    seen: set[str] = set()
    for a in case.by_label.get(AGENCY, ()):
        words, name = case.plain(a), case.words(a)
        why = gone(name, body_key(name, case.province, case.published), case.published)
        if why is None or words in seen or _former(case, a):
            continue
        seen.add(words)
        past = any_of(past_words()).search(case.sentence(a.span).of(case.spelled))
        same = tuple(b.span for b in case.by_label[AGENCY] if case.plain(b) == words)
        reason = ("body_ended" if why.ended else "body_not_yet") + ("" if why.instead else "_alone")
        fields = {
            "words": case.words(a),
            "day": _said(why.day),
            "instead": "; ".join(why.instead),
            "act": why.act,
            "published": _said(case.published),
        }
        yield case.finding(same, reason, words, sure=0.4 if past else 1.0, fields=fields)


def _said(day: date) -> str:
    return say("checks.day", day=day.day, month=day.month, year=day.year)


def _former(case: Case, a: Annotation) -> bool:
    post = case.within(a, TITLE)
    if post is None:
        return False
    if case.plain(post).split()[0] in measures("posts")["former"]:
        return True
    held = [r for (kind, _), tails in case.tails.items() if kind == HOLDS for tail, r in tails if tail.id == post.id]
    return bool(held) and all(r.status in _PAST for r in held)
