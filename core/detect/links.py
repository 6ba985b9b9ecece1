"""Relations between suggestions: who holds which post (HOLDS), at which body (AT), for which time (DURING)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from core.detect.bodies_of_titles import at_bodies, during
from core.detect.holds import Mention, holds
from core.detect.sentences import sentences
from core.detect.ties import Gap, Tie, gap_of
from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.text.fold import spelling

# What is said of a person or post by the way and parts neither from the other; blanked before gaps are read. Each begins
# with characters of its own, which the expression's engine looks for at once.
_ASIDES = tuple(
    map(
        re.compile,
        (
            r"\((?:đứng |ngồi |người |áo |thứ |hàng |bìa |bên |ở )*(?:giữa|trái|phải|ảnh|nhất|hai|ba|tư|đầu)"
            r"(?: [^()]{0,30})?\)",
            r"\((?=[0-9]{2} tuổi|sinh (?:năm )?\d{4}|sn \d{4})",
            r"[0-9][0-9] tuổi\)?",
            r"sinh (?:năm )?\d{4}\)?",
            r"sn \d{4}\)?",
            r"khóa (?:[ivxlc]+|\d+)\b",
            r"nhiệm kỳ(?= *\d{4})",
        ),
    )
)
_BEFORE = 120


def suggest_relations(article: Article, suggestions: Sequence[Suggestion]) -> tuple[SuggestedRelation, ...]:
    """All relations between the suggestions of an article, sentence by sentence in text order."""
    ordered = sorted(suggestions, key=lambda s: (s.span.start, -s.span.end))
    spelled = _blanked(spelling(article.text), ordered)
    starts = [s.span.start for s in ordered]
    found: list[SuggestedRelation] = []
    for sentence in sentences(article.text, (s.span for s in ordered)):
        inside = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if any(s.label == "TITLE" for s in inside):
            found += _of_sentence(article.text, spelled, sentence, inside)
    return tuple(found)


def _of_sentence(text: str, spelled: str, sentence: Span, inside: Sequence[Suggestion]) -> Iterator[SuggestedRelation]:
    by_label = {label: [s for s in inside if s.label == label] for label in ("TITLE", "AGENCY", "DATE")}
    mentions = list(_mentions(spelled, sentence, inside))
    for hold in holds(mentions, [m.suggestion.span.of(spelled) for m in mentions]):
        person, post = mentions[hold.person].suggestion, mentions[hold.post].suggestion
        yield SuggestedRelation("HOLDS", (person.span, person.label), (post.span, post.label), hold.status)
    yield from at_bodies(by_label["TITLE"], by_label["AGENCY"], sentence, text)
    yield from during(by_label["TITLE"], by_label["DATE"], text)


def _mentions(spelled: str, sentence: Span, inside: Iterable[Suggestion]) -> Iterator[Mention]:
    """Names and posts of the sentence, each with what leads to it."""
    end = sentence.start
    for suggestion in inside:
        if suggestion.label not in ("OFFICIAL", "TITLE") or suggestion.span.start < end:
            continue
        start = suggestion.span.start
        gap = gap_of(spelled[end:start])
        if end == sentence.start:
            gap = Gap(Tie.NONE, gap.honorific, gap.several, gap.words)
        yield Mention(
            suggestion, suggestion.label == "OFFICIAL", gap, spelled[max(sentence.start, start - _BEFORE) : start]
        )
        end = suggestion.span.end


def _blanked(spelled: str, suggestions: Iterable[Suggestion]) -> str:
    """The text with dates, places and asides as spaces, as long as before."""
    pieces, at = [], 0
    blanks = [s.span for s in suggestions if s.label in ("DATE", "PLACE")]
    blanks += [Span(*m.span()) for aside in _ASIDES for m in aside.finditer(spelled)]
    for span in sorted(blanks, key=lambda s: s.start):
        if span.end > at:
            pieces += [spelled[at : span.start], " " * (span.end - max(at, span.start))]
            at = span.end
    return "".join((*pieces, spelled[at:]))
