"""Where an article speaks of an agreement: its kind, whether it is being signed, its parties, its term and its basis."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.detect.agreement_words import ends_with, pattern
from core.model.annotation import Suggestion
from core.model.span import Span

_LINK = re.compile(
    r"[\s,;-]*(?:(?:chủ trì|đã|vừa|đã chủ trì)[\s,]*)?"
    r"(?:(?:và|với|cùng|cùng với|phối hợp với|phối hợp cùng|phối hợp)\s*)?(?:các\s*)?"
)
_TAIL = re.compile(r"(?:\s*(?:về|trong)?\s*công tác)?\s*")
_FAR = 90
_NEAR, _REACH = 25, 180
_TERM = re.compile(r"giai đoạn|nhiệm kỳ|năm|từ")


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
    told: Span | None = None  # the earlier sentence that names the parties, where this one only says "hai đơn vị"


def mentions(spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> Iterator[Mention]:
    """The agreements that a sentence names; `inside` are its suggestions in text order."""
    bodies = _own_bodies(inside)
    words = sentence.of(spelled)
    found = [Span(sentence.start + m.start(), sentence.start + m.end()) for m in pattern("kinds").finditer(words)]
    found = [span for span in found if not _is_basis(spelled, sentence, inside, span)]
    for index, span in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else sentence.end
        end = span.end + len(_match(_TAIL, spelled[span.end : limit]))
        verbs = _signings(spelled, sentence, inside, span.start)
        parties, end = _parties(spelled, sentence, bodies, span, end, limit, verbs)
        yield Mention(
            kind=" ".join(span.of(spelled).split()),
            span=span,
            sentence=sentence,
            signed=_signed(spelled, sentence, inside, span, limit, verbs),
            parties=parties,
            period=_period(spelled, inside, end, limit) or _period(spelled, inside, span.end, limit),
            basis=_basis(spelled, sentence, inside, end, limit, index == 0),
            end=end,
        )


def _is_basis(spelled: str, sentence: Span, inside: Sequence[Suggestion], span: Span) -> bool:
    """Whether the kind only names a document that the agreement rests on: *Căn cứ Nghị quyết liên tịch số 02 …*."""
    documents = (s.span for s in inside if s.label == "DOCUMENT" and s.span.contains(span))
    return any(ends_with("basis").search(spelled[sentence.start : d.start]) for d in documents)


def _match(regex: re.Pattern[str], text: str) -> str:
    match = regex.match(text)
    return match[0] if match else ""


def _own_bodies(inside: Sequence[Suggestion]) -> list[Suggestion]:
    """Bodies that act themselves, not as part of someone's post."""
    posts = [s.span for s in inside if s.label == "TITLE"]
    return [s for s in inside if s.label == "AGENCY" and not any(p.contains(s.span) for p in posts)]


def _signed(
    spelled: str,
    sentence: Span,
    inside: Sequence[Suggestion],
    span: Span,
    limit: int,
    verbs: Sequence[re.Match[str]],
) -> bool:
    """Whether the sentence says that just this is signed, and not how one signed long ago is carried out."""
    past = max((m.end() for m in pattern("past").finditer(spelled, sentence.start, span.start)), default=-1)
    if past >= 0 and (not verbs or not re.search(r",|(?<!\w)và(?!\w)", spelled[past : verbs[-1].start()])):
        return False
    if re.search(r"(?<!\w)(?:được|đã|vừa) ký(?!\w)", spelled[span.end : limit]):
        return True
    if not verbs:
        return False
    start = verbs[-1].end()
    words = (
        blanked(spelled, (s.span for s in inside if s.label != "DOCUMENT"), Span(start, span.start))
        if start < span.start
        else ""
    )
    return not re.sub(rf"[\s,;:\"()/-]+|{pattern('between').pattern}", "", words)


def _signings(spelled: str, sentence: Span, inside: Sequence[Suggestion], end: int) -> list[re.Match[str]]:
    """The words for a signing before `end`, but for those that tell when a document was signed: *Nghị quyết số 02 ký ngày …*."""
    ends = [s.span.end for s in inside if s.label == "DOCUMENT"]
    found = pattern("signing").finditer(spelled, sentence.start, end)
    return [m for m in found if not any(e <= m.start() and not spelled[e : m.start()].strip(" ,(") for e in ends)]


def _row(spelled: str, bodies: Sequence[Suggestion], first: int) -> tuple[Suggestion, ...]:
    """Bodies from the index `first` on that only commas, dashes, "và", "với" stand between."""
    row = [bodies[first]]
    for body in bodies[first + 1 :]:
        if not _LINK.fullmatch(spelled, row[-1].span.end, body.span.start):
            break
        row.append(body)
    return tuple(row)


def _parties(
    spelled: str,
    sentence: Span,
    bodies: Sequence[Suggestion],
    span: Span,
    end: int,
    limit: int,
    verbs: Sequence[re.Match[str]],
) -> tuple[tuple[Suggestion, ...], int]:
    """The bodies that agree, and where the words about them end: "giữa A và B", "A ... với B", "A và B ký kết"."""
    before = _subject(spelled, sentence, bodies, verbs)
    for word, reach in (("giữa", _REACH), ("với|cùng", _FAR)):
        lead = re.compile(rf"(?<!\w)(?:{word})\s+(?:các\s+)?").finditer(spelled, end, min(limit, end + reach))
        first = next((i for m in lead for i, b in enumerate(bodies) if b.span.start == m.end()), None)
        if first is not None:
            after = [b for b in _row(spelled, bodies, first) if b.span.start < limit]
            alone = word == "giữa" and len(after) > 1
            return (*(() if alone else before), *after), after[-1].span.end
    verb = max((m.end() for m in verbs), default=span.start)
    return (*before, *(b for b in bodies if verb <= b.span.start < span.start)), end


def _subject(
    spelled: str, sentence: Span, bodies: Sequence[Suggestion], verbs: Sequence[re.Match[str]]
) -> tuple[Suggestion, ...]:
    """The first row of bodies of the sentence before the signing, but not the place where it is."""
    if not verbs:
        return ()
    signing = verbs[0]
    for index, body in enumerate(bodies):
        if body.span.end > signing.start():
            break
        if not ends_with("places").search(spelled[sentence.start : body.span.start]):
            return tuple(b for b in _row(spelled, bodies, index) if b.span.end <= signing.start())
    return ()


def told(spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The first row of two or more bodies of a sentence that act themselves: whom a later *hai đơn vị* means."""
    bodies = _own_bodies(inside)
    for index, body in enumerate(bodies):
        if not ends_with("places").search(spelled[sentence.start : body.span.start]):
            row = _row(spelled, bodies, index)
            if len(row) > 1:
                return row
    return ()


def _period(spelled: str, inside: Sequence[Suggestion], end: int, limit: int) -> Suggestion | None:
    """An interval right after the agreement or its parties, or after its subject: "... trật tự trường học giai đoạn ..."."""
    for date in inside:
        if date.label == "DATE" and end <= date.span.start < limit and "/" in (date.value or ""):
            between = spelled[end : date.span.start]
            reach = _REACH if _TERM.match(spelled, date.span.start) else _NEAR
            if not re.search(r"[;:.]", between) and len(between) <= reach:
                return date
    return None


def heads_with_basis(spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The documents that a sentence opens with as its ground: "Căn cứ Quyết định ... và Kế hoạch ..., hai bên ..."."""
    documents = [s for s in inside if s.label == "DOCUMENT"]
    if not documents:
        return ()
    lead = spelled[sentence.start : documents[0].span.start].strip()
    opened = pattern("basis").match(lead) or pattern("subjects").match(lead)
    if len(lead) <= _REACH and ";" not in lead and opened and ends_with("basis").search(lead):
        return _breath(spelled, inside, documents)
    return ()


def _basis(
    spelled: str, sentence: Span, inside: Sequence[Suggestion], end: int, limit: int, first: bool
) -> tuple[Suggestion, ...]:
    """Documents on whose ground the signing is: at the head of the sentence ("Căn cứ ..."), or after the agreement ("theo")."""
    heads = heads_with_basis(spelled, sentence, inside) if first else ()
    if heads and heads[0].span.start < end:
        return heads
    documents = [s for s in inside if s.label == "DOCUMENT" and end <= s.span.start < limit]
    if (
        documents
        and documents[0].span.start - end <= _FAR
        and ends_with("basis").search(spelled[end : documents[0].span.start])
    ):
        return _breath(spelled, inside, documents)
    return ()


def _breath(spelled: str, inside: Sequence[Suggestion], documents: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The first documents between which only dates, issuers and commas stand."""
    row = [documents[0]]
    for other in documents[1:]:
        gap = blanked(spelled, (s.span for s in inside), Span(row[-1].span.end, other.span.start))
        if not re.fullmatch(r"(?:của|và|ngày|khóa \w+|[\s,;()])*", gap):
            break
        row.append(other)
    return tuple(row)


def blanked(spelled: str, spans: Iterable[Span], stretch: Span) -> str:
    """The words of a stretch with the spans as spaces."""
    words = list(stretch.of(spelled))
    for span in spans:
        for i in range(max(stretch.start, span.start), min(stretch.end, span.end)):
            words[i - stretch.start] = " "
    return "".join(words)
