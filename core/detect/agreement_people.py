"""Who signed an agreement and who chaired its signing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.detect.agreement_words import pattern, tables
from core.detect.ties import Tie, any_of, gap_of
from core.model.annotation import Suggestion
from core.model.span import Span

_LISTED = (Tie.COMMA, Tie.AND, Tie.TOUCH, Tie.SEMICOLON, Tie.COLON)


@dataclass(frozen=True, slots=True)
class Signed:
    """People who signed together, and the kind of agreement that the sentence names (or empty)."""

    kind: str
    people: tuple[Suggestion, ...]


@cache
def _signing() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|{any_of(tables()['signs'])})*(?<!\w)ký(?: kết)?(?!\w)")


@cache
def _object() -> re.Pattern[str]:
    """What may follow *ký* where the agreement is known already: nothing, *vào văn bản*, *quy chế*."""
    return re.compile(
        rf"\s*(?:vào\s+)?(?:các\s+|bản\s+)*(?:{any_of(tables()['objects'])}|(?:trước|dưới) sự|[.,;]|\Z|\n)"
    )


@cache
def _led_to() -> re.Pattern[str]:
    """What opens a sentence that lists the signers: *Ký kết chương trình có ông A, …*, *Đại diện các bên ký kết gồm: …*."""
    opening, between = any_of(tables()["signers"]), rf"(?:(?!{any_of(tables()['guests'])})[^.;:,]){{0,60}}?"
    return re.compile(
        rf"[\s-]*(?:{opening}\s+)?{between}(?<!\w)ký(?: kết)?(?!\w)[^.;:,]{{0,50}}?(?<!\w)(?:gồm có|gồm|có|là)(?!\w)\s*:?"
    )


@cache
def _chairing(event_named: bool) -> re.Pattern[str]:
    objects = [*tables()["events"], *(tables()["occasions"] if event_named else ())]
    return re.compile(rf"(?:\s|{any_of(tables()['comes'])})*(?<!\w)chủ trì (?:tại )?{any_of(objects)}")


def signers(spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> Iterator[Signed]:
    """The people of whom the sentence says that they signed: those in one list right before "ký"."""
    if led := _led_to().match(spelled, sentence.start, sentence.end):
        people, kind = _list_after(spelled, inside, led.end()), pattern("kinds").search(led[0])
        if people:
            yield Signed(" ".join(kind[0].split()) if kind else "", people)
            return
    for match in _signing().finditer(spelled, sentence.start, sentence.end):
        people = _list_before(spelled, inside, match.start())
        kind = pattern("kinds").search(spelled, match.end(), sentence.end)
        if people and kind and kind.start() - match.end() <= 2 * len(kind[0]):
            yield Signed(" ".join(kind[0].split()), people)
        elif len(people) > 1 and _object().match(spelled, match.end(), sentence.end):
            yield Signed("", people)


def chairs(spelled: str, sentence: Span, inside: Sequence[Suggestion], event_named: bool) -> tuple[Suggestion, ...]:
    """The people of whom the sentence says that they chaired the signing, not a talk about it.

    `event_named`: the article is about an event of signing, so that "hội nghị" alone is that.
    """
    match = _chairing(event_named).search(spelled, sentence.start, sentence.end)
    if match is None:
        return ()
    before = _list_before(spelled, inside, match.start())
    return before or _list_after(spelled, inside, match.end())


def _list_before(spelled: str, inside: Sequence[Suggestion], end: int) -> tuple[Suggestion, ...]:
    """The people of the list that ends at `end`, with their posts between them."""
    people: list[Suggestion] = []
    for suggestion in reversed([s for s in inside if s.label in ("OFFICIAL", "TITLE") and s.span.end <= end]):
        gap = gap_of(_unspoken(spelled, inside, suggestion.span.end, end))
        if gap.tie not in _LISTED:
            break
        if suggestion.label == "OFFICIAL":
            people.append(suggestion)
        end = suggestion.span.start
    return tuple(reversed(people))


def _unspoken(spelled: str, inside: Sequence[Suggestion], start: int, end: int) -> str:
    """The words between two people without those for whom they act: *…, thay mặt Công an tỉnh, Đại tá B*."""
    words = spelled[start:end]
    for body in (s for s in inside if s.label == "AGENCY" and start <= s.span.start and s.span.end <= end):
        acting = rf"\s*(?:,\s*)?(?:thay mặt|đại diện)(?: cho)?\s+{re.escape(body.span.of(spelled))}"
        words = re.sub(acting, "", words)
    return words


def _list_after(spelled: str, inside: Sequence[Suggestion], start: int) -> tuple[Suggestion, ...]:
    """The people of the list that follows: "Chủ trì lễ ký kết có đồng chí A, ..."."""
    people: list[Suggestion] = []
    for suggestion in (s for s in inside if s.label in ("OFFICIAL", "TITLE") and s.span.start >= start):
        between = spelled[start : suggestion.span.start]
        if not people and re.match(r"[\w\s]{0,40}?(?<!\w)(?:có|là|gồm|của)(?!\w)", between):
            between = ","
        if gap_of(between).tie not in _LISTED:
            break
        if suggestion.label == "OFFICIAL":
            people.append(suggestion)
        start = suggestion.span.end
    return tuple(people)
