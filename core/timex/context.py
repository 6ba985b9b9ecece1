"""What the text around a time says of it: whether it is to come, and whether a dated neighbour is the same event."""

import re
from datetime import date

from core.model.span import Span
from core.timex.expression import Expression
from core.timex.lexicon import one_of, table
from functools import cache

_SENTENCE = re.compile(r"[.;!?\n](?=\s|\Z)")
_TO_COME = re.compile(r" (?:sắp )?tới(?: đây| này)?(?= ?(?:[,.;)\n]|$|tại |ở |sẽ |là |để |và |do ))")
_REACH = 100
_EVENT_REACH = 160
_SAME_EVENT_DAYS = 7
_OF_DOCUMENT = re.compile(r"(?:/[a-zđ][\w-]*|số:? ?\S+|(?:định|quyết|tư|thị|văn|hoạch|luận|báo|luật) \d\S*),? ?(?:ban hành |ký )?\Z")
_BIRTH = re.compile(r"(?:sinh|sn|mất|năm sinh)[: ]{1,2}\Z")


@cache
def _cues() -> re.Pattern[str]:
    cues = table("cues")
    return re.compile(f"(?<!\\w)(?:(?P<ahead>{one_of(cues['ahead'])})|(?P<behind>{one_of(cues['behind'])}))(?!\\w)")


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the words around a time say that it is to come; `text` in one spelling."""
    if _TO_COME.match(text, span.end):
        return True
    before = text[max(0, span.start - _REACH) : span.start]
    ends = list(_SENTENCE.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    last = None
    for m in _cues().finditer(before):
        if m[0] != "tới" or m.end() < len(before.rstrip(" ")):
            last = m
    return last is not None and last["ahead"] is not None


def is_of_document(text: str, span: Span) -> bool:
    """Whether a date is that of a document named right before it."""
    return bool(_OF_DOCUMENT.search(text[max(0, span.start - 40) : span.start]))


def is_of_birth(text: str, span: Span) -> bool:
    """Whether a date is that of someone's birth or death."""
    return bool(_BIRTH.search(text[max(0, span.start - 12) : span.start]))


class Neighbours:
    """The fully dated days of an article, to find the one that a day without a year is the same event as."""

    def __init__(self, raw: str, text: str, expressions: list[Expression]) -> None:
        self._raw = raw
        self._dated = [
            (day, e.span.start)
            for e in expressions
            for p in (e.start, e.end)
            if p and p.year and p.month and p.day and not p.lunar and (day := _date(p.year, p.month, p.day))
            if not is_of_document(text, e.span) and not is_of_birth(text, e.span)
        ]
        self._names: dict[int, frozenset[str]] = {}

    def year_of(self, expression: Expression) -> int | None:
        """The year of a neighbour within a week whose sentence names the same actor; None where there is none."""
        point = expression.end if expression.end and expression.end.month else expression.start
        if not (point.bare and point.day and point.month) or point.lunar:
            return None
        for day, at in self._dated:
            mine = _date(day.year, point.month, point.day)
            if mine and abs((mine - day).days) <= _SAME_EVENT_DAYS and self._actors(expression.span.start) & self._actors(at):
                return day.year
        return None

    def _actors(self, at: int) -> frozenset[str]:
        """Triples of words of the sentence from `at` on with two capitals among them: pieces of names."""
        if at not in self._names:
            stretch = self._raw[at : at + _EVENT_REACH]
            end = _SENTENCE.search(stretch)
            words = re.findall(r"[^\W\d_]+", stretch[: end.start()] if end else stretch)
            triples = zip(words, words[1:], words[2:], strict=False)
            self._names[at] = frozenset(" ".join(t).lower() for t in triples if sum(w[0].isupper() for w in t) >= 2)
        return self._names[at]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
