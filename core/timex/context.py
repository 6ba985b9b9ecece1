"""What the text around a time says of it: whether it is to come, and whether a dated neighbour is the same event."""

import re
from datetime import date, timedelta
from functools import cache

from core.model.span import Span
from core.timex.expression import Expression
from core.timex.lexicon import one_of, table

_SENTENCE = re.compile(r"[.;!?\n](?=\s|\Z)")
_TO_COME = re.compile(r" (?:sắp )?tới(?: đây| này)?(?= ?(?:[,.;)\n]|$|tại |ở |sẽ |là |để |và |do ))")
_REACH = 100
_EVENT_REACH = 60  # code points after a date in which its actor is named
_MENTIONS = 4  # of one day that are looked at
_SAME_EVENT_DAYS = 7
_OF_DOCUMENT = re.compile(
    r"(?:/[a-zđ][\w-]*|số:? ?\S+|(?:định|quyết|tư|thị|văn|hoạch|luận|báo|luật) \d\S*),? ?(?:ban hành |ký )?\Z"
)
_TOLD_DAYS = 366
_COMPARED = re.compile(r"(?:so với|so|bằng|hơn|cùng (?:kỳ|kì)) \Z")
_OPENING = re.compile(
    r"(?:\A|[\n,.;:!?\"(-])\s*(?:(?:trước đó|sau đó|đến|vào|khoảng|trong|lúc|hồi|từ|tới|theo đó)[\s,]*){0,3}\Z"
)
_EVERY_YEAR = re.compile(r" (?:hàng|hằng|mỗi) năm")
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


def is_every_year(text: str, span: Span) -> bool:
    """Whether a day comes back each year: *ngày 20.1 hằng năm*."""
    return bool(_EVERY_YEAR.match(text, span.end))


def is_of_document(text: str, span: Span) -> bool:
    """Whether a date is that of a document named right before it."""
    return bool(_OF_DOCUMENT.search(text[max(0, span.start - 40) : span.start]))


def is_of_birth(text: str, span: Span) -> bool:
    """Whether a date is that of someone's birth or death."""
    return bool(_BIRTH.search(text[max(0, span.start - 12) : span.start]))


def is_compared(text: str, span: Span) -> bool:
    """Whether a time is only what another one is compared with: *so với cùng kỳ năm 2022*."""
    return text.startswith("cùng kỳ", span.start) or bool(_COMPARED.search(text[max(0, span.start - 20) : span.start]))


def is_far(value: str, published: date | None) -> bool:
    """Whether a day is more than a year before the publication, or after it: hardly the day that is told of."""
    day = _date(*map(int, value.split("-"))) if published and value.replace("-", "").isdecimal() else None
    return day is not None and published is not None and not 0 <= (published - day).days <= _TOLD_DAYS


def opens(text: str, span: Span) -> bool:
    """Whether a time opens its clause, so that what follows happened then, and is no more than the time of a thing in it."""
    return bool(_OPENING.search(text[max(0, span.start - 40) : span.start]))


class Neighbours:
    """The fully dated days of an article, to find the one that a day without a year is the same event as."""

    def __init__(self, raw: str, text: str, expressions: list[Expression]) -> None:
        self._raw = raw
        dated = [
            (day, e.span.end)
            for e in expressions
            for p in (e.start, e.end)
            if p and p.year and p.month and p.day and not p.lunar and (day := _date(p.year, p.month, p.day))
            if not is_of_document(text, e.span) and not is_of_birth(text, e.span)
        ]
        self._year = max((day.year for day, _ in dated), default=None)
        self._ends = dict[date, list[int]]()
        for day, end in dated:
            if day.year == self._year and len(ends := self._ends.setdefault(day, [])) < _MENTIONS:
                ends.append(end)

    def year_of(self, expression: Expression) -> int | None:
        """The latest year dated, where a neighbour of that year is the same day, or within a week of the same actor."""
        point = expression.end if expression.end and expression.end.month else expression.start
        if self._year is None or point.lunar or not (point.bare and point.day and point.month):
            return None
        day = _date(self._year, point.month, point.day)
        if day is None or day in self._ends:
            return self._year if day else None
        near = (self._ends.get(day + timedelta(n), ()) for n in range(-_SAME_EVENT_DAYS, _SAME_EVENT_DAYS + 1))
        ends = [end for found in near for end in found]
        actors = self._actors(expression.span.end) if ends else frozenset()
        return self._year if any(actors & self._actors(end) for end in ends) else None

    def _actors(self, at: int) -> frozenset[str]:
        """Pieces of four words of the names right after a date: a capital first and another one among them."""
        stretch = self._raw[at : at + _EVENT_REACH]
        end = _SENTENCE.search(stretch)
        words = re.findall(r"[^\W\d_]+", stretch[: end.start()] if end else stretch)
        fours = zip(words, words[1:], words[2:], words[3:], strict=False)
        return frozenset(
            " ".join(four).lower() for four in fours if four[0][0].isupper() and any(w[0].isupper() for w in four[1:])
        )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
