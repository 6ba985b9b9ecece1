"""The points that an article says were agreed: numbered, after a colon, or the clauses of the sentence that gives them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.detect.agreement_words import pattern, tables
from core.model.annotation import Suggestion
from core.model.span import Span

_NUMBER = re.compile(
    r"(?:^|(?<=[\s:.;]))(?:\(?\d{1,2}[).](?=\s)|\(\d{1,2}\)|[-+*•](?=\s)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám) là,?(?=\s))"
)
_FILLED = re.compile(r"\S")
_ENDS = " \t\n.;:,…-–+*•"
_HEAD = 60
_CUE = 200
_SHORT = 25


@dataclass(frozen=True, slots=True)
class Points:
    """Stretches of text with what was agreed, the sentence that leads to them, and the kind of agreement it names (or empty)."""

    kind: str
    sentence: Span
    spans: tuple[Span, ...]


def contents(
    text: str, spelled: str, sentences: Sequence[Span], suggestions: Sequence[Suggestion], signed: bool = False
) -> Iterator[Points]:
    """All stretches of points of an article, in text order; `signed`: it tells of a signing, so that *nội dung* alone is its."""
    done = 0
    for sentence in sentences:
        if sentence.start < done:
            continue
        start = _start(spelled, sentence, signed)
        if start is None:
            continue
        colon = spelled[:start].rstrip().endswith(":")
        end = _end(spelled, sentence, suggestions) if colon else sentence.end
        spans = tuple(_points(text, spelled, start, end))
        if spans:
            done = end
            kinds = [m[0] for m in pattern("kinds").finditer(spelled, sentence.start, start)]
            yield Points(kinds[-1] if kinds else "", sentence, spans)


def _start(spelled: str, sentence: Span, signed: bool) -> int | None:
    """Where the points of a sentence begin; None where it gives none."""
    words = sentence.of(spelled)
    head = words[: 3 * _CUE if words.endswith(":") else _CUE]  # a long ground may come before what leads to a list
    if pattern("contents.purpose").search(words[:_HEAD]):
        return None
    named = re.search(r"(?<!\w)nội dung(?!\w)", head)
    own = signed and named is not None and named.start() < _HEAD // 3 and ":" in words
    about = (
        own or pattern("kinds").search(head) or re.search(r"(?<!\w)(?:phối hợp|ký kết|hợp tác|thỏa thuận)(?!\w)", head)
    )
    if named and about:
        colon = words.find(":", named.start())
        if 0 <= colon <= named.end() + _HEAD:
            return sentence.start + colon + 1
        return _after_lead(sentence, words, named.end() if named.start() < _HEAD // 2 else None)
    promise = pattern("contents.promises").search(head)
    if promise and re.match(r"(?: nhất)? ký(?!\w)", head[promise.end() :]):
        return None
    colon = words.find(":", promise.end()) if promise else -1
    matters = promise and signed and re.search(r"(?:lĩnh vực|nội dung|mặt)\s*$", words[promise.end() : max(colon, 0)])
    if promise and about and matters:
        return sentence.start + colon + 1
    if promise and (about or words.startswith("theo")) and _bodies_lead(head, promise.start()):
        return sentence.start + (colon + 1 if 0 <= colon <= promise.end() + _CUE else promise.end())
    return None


def _bodies_lead(head: str, promise: int) -> bool:
    """Whether a sentence is about what the parties will do: "Theo đó, hai bên sẽ ..."."""
    cue = pattern("contents.cues").search(head)
    return cue is not None and cue.start() < promise <= cue.end() + _SHORT and cue.start() <= _CUE // 2


def _after_lead(sentence: Span, words: str, after: int | None) -> int | None:
    if after is None:
        return None
    for lead in tables()["contents"]["leads"]:
        match = re.compile(rf"(?<!\w){lead}(?:\s+vào|\s+việc)?(?!\w)\s*:?").search(words, after)
        if match:
            return sentence.start + match.end()
    return None


def _end(spelled: str, sentence: Span, suggestions: Sequence[Suggestion]) -> int:
    """Where a list after a colon ends: with its paragraph, or with later ones that go on with points."""
    end = _line_end(spelled, sentence.end)
    while end < len(spelled):
        filled = _FILLED.search(spelled, end)
        start = filled.start() if filled else len(spelled)
        stop = _line_end(spelled, start)
        if start >= len(spelled) or not _goes_on(spelled[start:stop], start, suggestions):
            break
        end = stop
    return end


def _line_end(spelled: str, start: int) -> int:
    stop = spelled.find("\n", start)
    return len(spelled) if stop < 0 else stop


def _goes_on(paragraph: str, start: int, suggestions: Sequence[Suggestion]) -> bool:
    """Whether a paragraph is still a point: it begins with a number or with what is to be done."""
    if _NUMBER.match(paragraph):
        return True
    if len(paragraph) < 2 * _SHORT or pattern("contents.after").match(paragraph):
        return False
    first = bisect_left(suggestions, start, key=lambda s: s.span.start)
    last = bisect_left(suggestions, start + _HEAD, key=lambda s: s.span.start)
    return not any(s.label in ("OFFICIAL", "TITLE", "DATE") for s in suggestions[first:last])


def _points(text: str, spelled: str, start: int, end: int) -> Iterator[Span]:
    """The points between two offsets: one a number, else one a clause between semicolons, sentences or paragraphs."""
    marks = list(_NUMBER.finditer(spelled, start, end))
    if marks and not spelled[start : marks[0].start()].strip(_ENDS):
        cuts = [(m.end(), n.start()) for m, n in pairwise(marks)] + [(marks[-1].end(), end)]
    else:
        stops = [m.span() for m in re.finditer(r";|\n+|(?<=[^\W_]{2})[.…]+\s", spelled[start:end])]
        borders = [0, *(i for stop in stops for i in stop), end - start]
        cuts = [(start + a, start + b) for a, b in zip(borders[::2], borders[1::2], strict=True)]
    for a, b in cuts:
        whole = text[a:b]
        inner = whole.strip(_ENDS)
        if len(inner) > 3:
            offset = a + whole.index(inner)
            yield Span(offset, offset + len(inner))
