"""Detecting DATE: every time of an article that a calendar can hold, with its value."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.timex.context import (
    Neighbours,
    is_compared,
    is_every_year,
    is_far,
    is_of_birth,
    is_of_document,
    looks_ahead,
    opens,
)
from core.timex.expression import Anchor, Expression, Value
from core.timex.grammar import read_source
from core.timex.resolve import Context, last_day, last_time, resolve
from core.timex.source import Source

LABEL = "DATE"
ORIGIN = "rule:dates"
_HEAD = 1200  # code points of an article in which its own date of publication may stand
_LINE = 90
_SCORE = 0.98


def detect_dates(article: Article, card: ArticleCard) -> Iterable[Suggestion]:
    """The times of an article in text order, resolved against the card's date, else the one in the article's head."""
    source, expressions = _reading(article.text)
    published = card.published or _published(source, expressions)
    for expression, value in resolved(source, expressions, published):
        yield Suggestion(
            expression.span, LABEL, ORIGIN, _SCORE, value.value, value.mod, value.calendar, expression.reason
        )


def resolved(
    source: Source, expressions: list[Expression], published: str | None
) -> Iterator[tuple[Expression, Value]]:
    """The times read in a text with their values; `published` is an ISO date or None."""
    folded, day = source.text, date.fromisoformat(published) if published else None
    neighbours = Neighbours(source.raw, folded, expressions) if day is None else None
    spoken_day = spoken_time = last_said = None
    for expression in expressions:
        expression = _told(folded, expression, spoken_time, day)
        span, ahead = expression.span, False
        if is_every_year(folded, span):
            value = resolve(expression, None)
        else:
            year = neighbours.year_of(expression) if neighbours else None
            ahead = looks_ahead(folded, span)
            said = last_said if ahead else spoken_day
            value = resolve(expression, day, Context(said or spoken_day, spoken_time, year, ahead))
        yield expression, value
        if not is_of_document(folded, span) and not is_of_birth(folded, span):
            if not is_compared(folded, span):
                spoken_time = last_time(value.value) or spoken_time
            last_said = last_day(value.value) or last_said
            by_the_way = ahead or (last_said and is_far(last_said, day) and not opens(folded, span))
            if not (expression.listed or expression.end or (by_the_way and spoken_day)):
                spoken_day = last_day(value.value) or spoken_day


def _told(text: str, expression: Expression, spoken: str | None, published: date | None) -> Expression:
    """*Năm sau* at the head of a sentence goes on from the year last told of, where that is over for long."""
    shift = expression.start.shift
    if not (shift and spoken and published and shift.unit == "year" and shift.by == 1 and expression.end is None):
        return expression
    long_ago = spoken[:4].isdecimal() and int(spoken[:4]) < published.year - 1
    if not (long_ago and expression.span.of(text) == "năm sau" and opens(text, expression.span)):
        return expression
    return replace(expression, start=replace(expression.start, shift=replace(shift, anchor=Anchor.SPOKEN)))


_LABELS = re.compile(
    r"(?:ngày|giờ|thời gian|cập nhật|cập nhập|đăng|gửi|xuất bản|xuất|bản|lúc|print|in|gốc|đọc|bài|thứ|viết|tạo|tin|lượt|xem|"
    r"gmt|utc|posted|published|on|date|by|am|pm|sa|ch|\W|\d|tác giả|nguồn)*"
)


def published_in_head(article: Article) -> str | None:
    """The ISO date at which an article says itself that it was published, on a line of its own near its head."""
    return _published(*_reading(article.text))


@lru_cache(maxsize=1)
def _reading(text: str) -> tuple[Source, list[Expression]]:
    """A text with its times: the detector and whoever asks for its date read it once."""
    source = Source(text)
    return source, read_source(source)


def _published(source: Source, expressions: list[Expression]) -> str | None:
    for expression in expressions:
        if expression.span.start > _HEAD:
            return None
        if (day := _whole_day(expression)) and _stands_apart(source, expression):
            return day.isoformat()
    return None


def _whole_day(expression: Expression) -> date | None:
    """The Gregorian day of a time that names one in full."""
    point = expression.start
    if expression.end or expression.open or point.lunar or not (point.year and point.month and point.day):
        return None
    return date(point.year, point.month, point.day)


def _stands_apart(source: Source, expression: Expression) -> bool:
    """Whether a date is on a line of its own, or with its hour on a line with little else."""
    text, span = source.text, expression.span
    start = text.rfind("\n", max(0, span.start - _LINE), span.start) + 1
    stop = text.find("\n", span.end, span.end + _LINE)
    stop = stop if stop >= 0 else len(text)
    if stop - start > _LINE or (start == 0 and span.start > _LINE):
        return False
    rest = f"{text[start : span.start]} {text[span.end : stop]}"
    if _LABELS.fullmatch(rest):
        return True
    return expression.start.clock is not None and len(rest.split()) <= 8 and not rest.rstrip().endswith((".", ";"))
