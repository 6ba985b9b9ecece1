"""At which body a post is held (AT), and since when or for how long (DURING)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from core.detect.ties import any_of, tables
from core.model.annotation import Suggestion
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.text.fold import spelling

_FAR = 200


@cache
def _shades() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|{any_of(tables()['shades']['words'])})*")


@cache
def _late_shades() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+{any_of(tables()['shades']['words'])})+$")


@cache
def _during() -> re.Pattern[str]:
    return re.compile(any_of(tables()["during"]["words"]))


def head_of(title: str) -> str:
    """A post without its shades (phó, nguyên, thường trực), in one spelling: `phó chủ tịch thường trực` is `chủ tịch`."""
    words = " ".join(spelling(title).split())
    words = words[match.end() :] if (match := _shades().match(words)) else words
    return _late_shades().sub("", words)


def at_bodies(
    titles: Sequence[Suggestion], agencies: Sequence[Suggestion], sentence: Span, text: str
) -> Iterator[SuggestedRelation]:
    """AT for the posts of one sentence: each body inside a post, else the one of the sentence whose name fits it."""
    for index, title in enumerate(titles):
        inside = [a for a in agencies if title.span.contains(a.span)]
        if not inside and (fits := tables()["bodies_of"].get(head_of(title.span.of(text)))):
            inside = _nearest(title, titles[index + 1 :], agencies, tuple(fits), text)
        for agency in inside:
            yield SuggestedRelation("AT", (title.span, title.label), (agency.span, agency.label))


def _nearest(
    title: Suggestion, later: Sequence[Suggestion], agencies: Sequence[Suggestion], fits: tuple[str, ...], text: str
) -> list[Suggestion]:
    """The body that a bare post borrows: of the next post in a row that shares it, else the nearest that fits."""
    end = title.span.end
    for following in later:
        if not re.fullmatch(r"[\s,/&-]*(?:và|kiêm|hoặc|rồi)?\s*", text[end : following.span.start].lower()):
            break
        shared = [a for a in agencies if following.span.contains(a.span)]
        if shared:
            return shared
        end = following.span.end
    fitting = [a for a in agencies if spelling(a.span.of(text)).startswith(fits)]
    after = [a for a in fitting if 0 <= a.span.start - title.span.end <= _FAR // 10]
    before = [a for a in fitting if 0 <= title.span.start - a.span.end <= _FAR]
    return after[:1] or before[-1:]


def during(titles: Sequence[Suggestion], dates: Sequence[Suggestion], text: str) -> Iterator[SuggestedRelation]:
    """DURING for posts with a term or period right after them."""
    for title in titles:
        for date in dates:
            between = text[title.span.end : date.span.start] if date.span.start >= title.span.end else None
            if between is not None and re.fullmatch(r"[\s,(–-]*(?:kh[oó][aá] [\w]+)?[\s,(–-]*", between.lower()):
                if _during().match(spelling(date.span.of(text))) or "/" in (date.value or ""):
                    yield SuggestedRelation("DURING", (title.span, title.label), (date.span, date.label))
                break
