"""Detecting DATE: every time of an article that a calendar can hold, with its value."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.text.fold import spelling
from core.timex.context import Neighbours, is_of_birth, is_of_document, looks_ahead
from core.timex.expression import Expression, Value
from core.timex.grammar import read
from core.timex.resolve import Context, resolve, same_day

LABEL = "DATE"
ORIGIN = "rule:dates"
_HEAD = 1200  # code points of an article in which its own date of publication may stand
_LINE = 90
_SCORE = 0.98


def detect_dates(article: Article, card: ArticleCard) -> Iterable[Suggestion]:
    """The times of an article in text order, resolved against the card's date, else the one in the article's head."""
    published = card.published or published_in_head(article)
    for expression, value in resolved(article.text, published):
        yield Suggestion(
            expression.span, LABEL, ORIGIN, _SCORE, value.value, value.mod, value.calendar, expression.reason
        )


def resolved(text: str, published: str | None) -> Iterator[tuple[Expression, Value]]:
    """Every time of a text with its value; `published` is an ISO date or None."""
    expressions, folded = read(text), spelling(text)
    day = date.fromisoformat(published) if published else None
    neighbours = Neighbours(text, folded, expressions) if day is None else None
    spoken = None
    for expression in expressions:
        context = Context(
            spoken,
            neighbours.year_of(expression) if neighbours else None,
            looks_ahead(folded, expression.span),
        )
        value = resolve(expression, day, context)
        yield expression, value
        if not is_of_document(folded, expression.span) and not is_of_birth(folded, expression.span):
            spoken = same_day([value.value]) or spoken


_LABELS = re.compile(
    r"(?:ngày|giờ|thời gian|cập nhật|cập nhập|đăng|gửi|xuất bản|xuất|bản|lúc|print|in|gốc|đọc|bài|thứ|viết|tạo|tin|lượt|xem|gmt|utc|"
    r"posted|published|on|date|by|am|pm|sa|ch|\W|\d|tác giả|nguồn)*"
)


def published_in_head(article: Article) -> str | None:
    """The ISO date at which an article says itself that it was published, on a line of its own near its head."""
    head = article.text[:_HEAD]
    for expression in read(head):
        point = expression.start
        if expression.end or expression.open or not (point.year and point.month and point.day) or point.lunar:
            continue
        start = head.rfind("\n", 0, expression.span.start) + 1
        stop = head.find("\n", expression.span.end)
        line = head[start : stop if stop >= 0 else len(head)]
        if len(line) > _LINE:
            continue
        rest = spelling(head[start : expression.span.start] + " " + head[expression.span.end : start + len(line)])
        if _LABELS.fullmatch(rest) or (point.clock and len(rest.split()) <= 8 and not rest.rstrip().endswith((".", ";"))):
            return date(point.year, point.month, point.day).isoformat()
    return None
