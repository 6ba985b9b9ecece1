"""Documents whose number says another issuer, or another kind, than the text."""

import re
from collections.abc import Iterator

from core.detect.bodies import words_of
from core.model.annotation import Annotation
from core.review.checks.case import AGENCY, DATE, DOCUMENT, TITLE, Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import any_of, issuers

_NUMBER = re.compile(r"\d[\w./&\-–]*\w|\d")
_REACH = 80


def document_issuer(case: Case) -> Iterator[Finding]:
    """Documents whose number and text do not agree on who issued them, or on what they are; numbers that are not printed so."""
    for a in case.by_label.get(DOCUMENT, ()):
        number = _NUMBER.search(a.span.of(case.text))
        printed = number[0] if number else ""
        if a.value and _bare(a.value) not in _bare(case.words(a)):
            fix = Fix(Way.VALUE, a.span, DOCUMENT, printed)
            fields = {"words": case.words(a), "value": a.value, "printed": printed}
            yield case.finding(a.span, "document_value", f"{case.plain(a)}\n{a.value}", fix=fix, fields=fields)
        kind, issuer = codes(a.value or printed)
        if kind and not _begins(case.plain(a), issuers()["kinds"][kind]):
            fields = {"words": case.words(a), "code": kind, "kind": issuers()["kinds"][kind][0]}
            yield case.finding(a.span, "document_kind", case.plain(a), fields=fields)
        named = _issuer(case, a)
        if issuer and named and not _names(case, named, issuers()["codes"][issuer]):
            fields = {"words": case.words(a), "code": issuer, "issuer": case.words(named)}
            about = f"{case.plain(a)}\n{case.plain(named)}"
            yield case.finding((a.span, named.span), "document_issuer", about, fields=fields)


def codes(number: str) -> tuple[str, str]:
    """The letters of a number that say what kind of document it is and who issued it; empty where they are not known."""
    parts = [re.sub(r"\d+$", "", part).upper() for part in re.split(r"[/\-–\s]+", number)]
    letters = [part for part in parts if part]
    issuer = next((p for p in reversed(letters) if p in issuers()["codes"]), "")
    kind = letters[0] if letters and letters[0] in issuers()["kinds"] and letters[0] != issuer else ""
    return kind, issuer


def _issuer(case: Case, document: Annotation) -> Annotation | None:
    """The body or post that the text says issued a document: *của* behind it, or *ban hành* before it."""
    said = issuers()["between"]
    bodies = [*case.by_label.get(AGENCY, ()), *case.by_label.get(TITLE, ())]
    behind = [b for b in bodies if 0 <= b.span.start - document.span.end < _REACH]
    for body in sorted(behind, key=lambda b: (b.span.start, -b.span.end))[:1]:
        between = _between(case, document.span.end, body.span.start)
        if any_of(tuple(said["words"])).fullmatch(between.strip(" ,")):
            return body
    before = [b for b in bodies if 0 <= document.span.start - b.span.end < _REACH]
    for body in sorted(before, key=lambda b: (-b.span.end, b.span.start))[:1]:
        if any_of(tuple(said["by"])).fullmatch(_between(case, body.span.end, document.span.start).strip(" ,")):
            return body
    return None


def _between(case: Case, start: int, end: int) -> str:
    """The words between two mentions in one spelling, without the dates among them."""
    words = case.spelled[start:end]
    for date in case.by_label.get(DATE, ()):
        if start <= date.span.start and date.span.end <= end:
            words = words.replace(date.span.of(case.spelled), " ")
    return " ".join(words.split())


def _names(case: Case, body: Annotation, wanted: list[str]) -> bool:
    name = f" {' '.join(words_of(body.span.of(case.text)))} "
    return any(f" {' '.join(words_of(each))} " in name for each in wanted)


def _begins(words: str, kinds: list[str]) -> bool:
    """Whether a document's words begin with one of some kinds; those that begin with no kind at all say nothing."""
    known = tuple(kind for each in issuers()["kinds"].values() for kind in each)
    said = any_of(known).match(words)
    return said is None or any(words.startswith(kind) for kind in kinds)


def _bare(number: str) -> str:
    return re.sub(r"[\s\-–]+", "", number).casefold()
