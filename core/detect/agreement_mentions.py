"""Where an article speaks of an agreement: its kind, whether it is being signed, its parties, its term and its basis."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.detect.agreement_words import ends_with, pattern
from core.model.annotation import Suggestion
from core.model.span import Span

_LINK = re.compile(r"[\s,;–-]*(?:(?:và|với|cùng|cùng với|giữa)\s*)?(?:các\s*)?")
_TAIL = re.compile(r"(?:\s*(?:về|trong)?\s*công tác)?\s*")
_FAR = 90
_NEAR = 25


@dataclass(frozen=True, slots=True)
class Mention:
    """An agreement named in a sentence."""

    kind: str
    span: Span
    sentence: Span
    signed: bool
    parties: tuple[Suggestion, ...]
    period: Suggestion | None
    basis: tuple[Suggestion, ...]
    end: int


def mentions(spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> Iterator[Mention]:
    """The agreements that a sentence names; `inside` are its suggestions in text order."""
    bodies = _own_bodies(inside)
    words = sentence.of(spelled)
    found = [Span(sentence.start + m.start(), sentence.start + m.end()) for m in pattern("kinds").finditer(words)]
    for index, span in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else sentence.end
        end = span.end + len(_match(_TAIL, spelled[span.end : limit]))
        parties, end = _parties(spelled, sentence, bodies, span, end, limit)
        yield Mention(
            kind=" ".join(span.of(spelled).split()),
            span=span,
            sentence=sentence,
            signed=_signed(spelled, sentence, span, limit),
            parties=parties,
            period=_period(spelled, inside, end, limit),
            basis=_basis(spelled, sentence, inside, end, limit, index == 0),
            end=end,
        )


def _match(regex: re.Pattern[str], text: str) -> str:
    match = regex.match(text)
    return match[0] if match else ""


def _own_bodies(inside: Sequence[Suggestion]) -> list[Suggestion]:
    """Bodies that act themselves, not as part of someone's post."""
    posts = [s.span for s in inside if s.label == "TITLE"]
    return [s for s in inside if s.label == "AGENCY" and not any(p.contains(s.span) for p in posts)]


def _signed(spelled: str, sentence: Span, span: Span, limit: int) -> bool:
    before = spelled[max(sentence.start, span.start - _FAR) : span.start]
    return bool(pattern("signing").search(before) or re.search(r"được ký|đã ký", spelled[span.end : limit]))


def _row(spelled: str, bodies: Sequence[Suggestion], first: int) -> tuple[Suggestion, ...]:
    """Bodies from the index `first` on that only commas, dashes, "và", "với" stand between."""
    row = [bodies[first]]
    for body in bodies[first + 1 :]:
        if not _LINK.fullmatch(spelled[row[-1].span.end : body.span.start]):
            break
        row.append(body)
    return tuple(row)


def _parties(
    spelled: str, sentence: Span, bodies: Sequence[Suggestion], span: Span, end: int, limit: int
) -> tuple[tuple[Suggestion, ...], int]:
    """The bodies that agree, and where the words about them end: "giữa A và B", "A ... với B", "A và B ký kết"."""
    starts = [b.span.start for b in bodies]
    lead = re.match(r"[\s(]*(giữa|với|cùng|của)\s+(?:các\s+)?", spelled[end:limit])
    after: tuple[Suggestion, ...] = ()
    if lead:
        at = bisect_left(starts, end + lead.end())
        if at < len(bodies) and bodies[at].span.start - (end + lead.end()) <= 2 and bodies[at].span.start < limit:
            after = _row(spelled, bodies, at)
            end = after[-1].span.end
    if lead and after and lead[1] == "giữa" and len(after) > 1:
        return after, end
    before = _subject(spelled, sentence, bodies, span)
    return (*before, *after), end


def _subject(spelled: str, sentence: Span, bodies: Sequence[Suggestion], span: Span) -> tuple[Suggestion, ...]:
    """The first row of bodies of the sentence before the signing, but not the place where it is."""
    signing = pattern("signing").search(spelled, sentence.start, span.start)
    if signing is None:
        return ()
    for index, body in enumerate(bodies):
        if body.span.end > signing.start():
            break
        if not ends_with("places").search(spelled[sentence.start : body.span.start]):
            return tuple(b for b in _row(spelled, bodies, index) if b.span.end <= signing.start())
    return ()


def _period(spelled: str, inside: Sequence[Suggestion], end: int, limit: int) -> Suggestion | None:
    """An interval right after the agreement or its parties, or soon after them in brackets."""
    for date in inside:
        if date.label != "DATE" or not end <= date.span.start < limit or "/" not in (date.value or ""):
            continue
        between = spelled[end : date.span.start]
        if ";" not in between and (len(between.strip(" (,")) <= _NEAR or between.rstrip().endswith("(")):
            return date
    return None


def _basis(
    spelled: str, sentence: Span, inside: Sequence[Suggestion], end: int, limit: int, first: bool
) -> tuple[Suggestion, ...]:
    """Documents on whose ground the signing is: at the head of the sentence ("Căn cứ ..."), or after the agreement ("theo")."""
    documents = [s for s in inside if s.label == "DOCUMENT"]
    for index, document in enumerate(documents):
        start = document.span.start
        heads = first and start < end and ends_with("basis").fullmatch(spelled[sentence.start : start].strip())
        follows = end <= start < limit and start - end <= _FAR and ends_with("basis").search(spelled[end:start])
        if heads or follows:
            row = [document]
            for other in documents[index + 1 :]:
                if not _same_breath(spelled, inside, row[-1].span.end, other.span.start):
                    break
                row.append(other)
            return tuple(row)
    return ()


def _same_breath(spelled: str, inside: Sequence[Suggestion], start: int, end: int) -> bool:
    """Whether only dates, issuers and commas stand between two documents."""
    between = list(spelled[start:end])
    for suggestion in inside:
        for i in range(max(start, suggestion.span.start), min(end, suggestion.span.end)):
            between[i - start] = " "
    return re.fullmatch(r"[\s,;()]*(?:của|và|ngày|khóa \w+|[\s,;()])*", "".join(between)) is not None
