"""Spans with a loose end: a comma too many, half a syllable, an honorific, a bracket left open, a level left outside."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from core.detect.bodies import words_of
from core.model.annotation import Annotation
from core.model.span import Span
from core.paths import resources
from core.review.checks.case import AGENCY, OFFICIAL, TITLE, Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import any_of, measures
from core.review.grouping.bodies import Level, body_key
from core.text.syllables import pieces, snap

_REACH = 40
_PAIRS = {"(": ")", "[": "]", "“": "”"}


def loose_end(case: Case) -> Iterator[Finding]:
    """Every annotation whose border is not where a word of its name begins or ends."""
    for a in case.annotations:
        found = _signs(case, a) or _half(case, a) or _bracket(case, a) or _honorific(case, a) or _level(case, a)
        if found:
            reason, span, sure = found
            words = case.words(a)
            fix = Fix(Way.MOVE, a.span, a.label, onto=span) if span and span != a.span else None
            better = " ".join(span.of(case.text).split()) if span else ""
            about = f"{reason}\n{a.label}\n{case.plain(a)}"
            yield case.finding(a.span, reason, about, sure=sure, fix=fix, fields={"words": words, "better": better})


_Found = tuple[str, Span | None, float]


def _signs(case: Case, a: Annotation) -> _Found | None:
    """Spaces and punctuation at either end; a full stop after an abbreviation belongs to it."""
    loose = measures("borders")["loose"] + " \n\t\xa0"
    start, end, text = a.span.start, a.span.end, case.text
    while start < end and text[start] in loose + ".)]”":
        start += 1
    while end > start and text[end - 1] in loose + "([“":
        end -= 1
    if end > start and text[end - 1] == "." and len(text[start:end].rpartition(" ")[2]) > 4:
        end -= 1
    if start == end:
        return "loose_sign", None, 1.0
    return None if (start, end) == (a.span.start, a.span.end) else ("loose_sign", Span(start, end), 1.0)


def _half(case: Case, a: Annotation) -> _Found | None:
    text, span = case.text, a.span
    inner = text[span.start - 1 : span.start].isalnum() and text[span.start].isalnum() if span.start else False
    outer = text[span.end - 1].isalnum() and text[span.end : span.end + 1].isalnum()
    if not (inner or outer):
        return None
    whole = snap(text, span)
    return ("loose_half", whole, 1.0) if whole and whole != span else None


def _bracket(case: Case, a: Annotation) -> _Found | None:
    words = a.span.of(case.text)
    for opening, closing in _PAIRS.items():
        if words.count(opening) <= words.count(closing):
            continue
        if case.text[a.span.end : a.span.end + 1] == closing:
            return "loose_bracket", Span(a.span.start, a.span.end + 1), 0.8
        before = words[: words.rfind(opening)].rstrip()
        if before:
            return "loose_bracket", Span(a.span.start, a.span.start + len(before)), 0.8
        return "loose_bracket", Span(a.span.start + 1, a.span.end), 0.8
    return None


@cache
def _honorifics() -> re.Pattern[str]:
    with (resources() / "lexicons" / "persons.toml").open("rb") as file:
        names = tomllib.load(file)["honorifics"]["names"]
    said = [name.strip() for name in names.split(";") if " " in name.strip() or name.strip() in _PLAIN]
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})\s+(?=\w)")


_PLAIN = {"ông", "bà", "đ/c", "đ.c"}  # anh, bác, cô … begin names too


def _honorific(case: Case, a: Annotation) -> _Found | None:
    if a.label != OFFICIAL:
        return None
    found = _honorifics().match(case.spelled, a.span.start, a.span.end)
    return ("loose_honorific", Span(found.end(), a.span.end), 1.0) if found and found.end() < a.span.end else None


def _level(case: Case, a: Annotation) -> _Found | None:
    """A level right behind a body, or a parent body behind one that must be somebody's, outside of its span."""
    if a.label not in (AGENCY, TITLE) or case.text[a.span.end : a.span.end + 1] != " ":
        return None
    if a.label == AGENCY and (post := case.within(a, TITLE)) and post.span.end > a.span.end:
        return None  # of the two, the post shows it
    behind = case.spelled[a.span.end + 1 : a.span.end + 1 + _REACH]
    said = any_of((*measures("borders")["levels"], *measures("borders")["parents"])).match(behind)
    if (
        not said
        or not (_needy(case, a) or (said[0] in measures("borders")["levels"] and _nobodys(case, a)))
        or any_of(tuple(measures("borders")["deictic"])).match(behind[said.end() :].lstrip())
    ):
        return None
    end = a.span.end + 1 + said.end()
    own = next((b for b in case.annotations if b.span.start <= a.span.end + 1 < b.span.end), None)
    if own and own.label in (AGENCY, TITLE):
        return None
    end = own.span.end if own else _named(case, end)
    return "loose_level", Span(a.span.start, end), 0.9


def _nobodys(case: Case, a: Annotation) -> bool:
    """Whether a body, or the one that a post ends in, says nothing of whose it is."""
    body = (
        a if a.label == AGENCY else next((b for b in case.by_label.get(AGENCY, ()) if b.span.end == a.span.end), None)
    )
    return body is not None and body_key(case.words(body), None).level is Level.OTHER


def _needy(case: Case, a: Annotation) -> bool:
    """Whether a name ends in a body that must be somebody's."""
    name = " ".join(words_of(a.span.of(case.text)))
    needy = {" ".join(words_of(each)) for each in measures("borders")["needy"]}
    return any(name == each or name.endswith(f" {each}") for each in needy)


def _named(case: Case, end: int) -> int:
    """The end of the name in capitals that goes on behind a level, else the end of the level."""
    line = case.text.find("\n", end)
    for piece in pieces(case.text, end, min(line if line >= 0 else len(case.text), end + _REACH)):
        if case.text[end : piece.start] != " " or not piece.of(case.text)[0].isupper():
            break
        end = piece.end
    return end
