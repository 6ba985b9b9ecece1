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
def _chairing(event_named: bool) -> re.Pattern[str]:
    objects = [*tables()["events"], *(tables()["occasions"] if event_named else ())]
    return re.compile(rf"(?:\s|{any_of(tables()['comes'])})*(?<!\w)chủ trì (?:tại )?{any_of(objects)}")


def signers(spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> Iterator[Signed]:
    """The people of whom the sentence says that they signed: those in one list right before "ký"."""
    for match in _signing().finditer(spelled, sentence.start, sentence.end):
        people = _list_before(spelled, inside, match.start())
        kind = pattern("kinds").search(spelled, match.end(), sentence.end)
        if people and kind and kind.start() - match.end() <= 2 * len(kind[0]):
            yield Signed(" ".join(kind[0].split()), people)


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
        gap = gap_of(spelled[suggestion.span.end : end])
        if gap.tie not in _LISTED:
            break
        if suggestion.label == "OFFICIAL":
            people.append(suggestion)
        end = suggestion.span.start
    return tuple(reversed(people))


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
