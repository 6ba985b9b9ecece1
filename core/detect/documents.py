"""Detecting DOCUMENT: legal and Party documents by kind and number, laws and resolutions by their proper names."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from core.detect.document_names import law_at, resolution_at
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.span import Span
from core.paths import resources
from core.text.fold import spelling
from core.timex.lexicon import one_of

LABEL = "DOCUMENT"
ORIGIN = "rule:documents"
_SCORE = 0.98

_CODE = r"(?:[A-ZĐƯ]{2,}[A-ZĐƯ0-9]*[gir]?(?:[.&][A-ZĐƯ0-9]+)*|[A-ZĐƯ]\.[A-ZĐƯ]+|[A-ZĐƯ](?= ?[-–—/] ?[A-ZĐƯ]{2}))(?![^\W_])"
_DASH = r" ?[-‐‑‒–—−/] ?"
_NUMBER = re.compile(rf"(?P<n>\d{{1,6}}[a-zđA-ZĐ]?(?![\w%])(?:/(?:19|20)\d\d(?!\d))?)(?P<code>(?:{_DASH}{_CODE})+)?")
_CODED = re.compile(rf"(?P<code>{_CODE}(?:{_DASH}{_CODE})*)(?: ?[-–/])? ?(?:số:? ?)?(?P<n>\d{{1,5}}(?:/(?:19|20)\d\d)?)(?![\w%/])")
_AND = re.compile(r"(?: ?[,;] ?(?:và )?| và | hoặc |, )(?P<no>số:? ?)?", re.IGNORECASE)
_NO = re.compile(r" {0,2}\(?(?P<no>(?:số|so|no\.?)(?: hiệu)?[: ]{0,2}(?=\d))?")
_DATE = re.compile(r"[/.-]\d|[.,]\d| ?%")
_NEXT = re.compile(r" ?([^\W\d_]+|%)(?: ([^\W\d_]+))?")


@cache
def lexicon() -> dict[str, Any]:
    """The lexicon of documents."""
    with open(resources() / "lexicons" / "documents.toml", "rb") as file:
        return tomllib.load(file)


@cache
def _trigger() -> re.Pattern[str]:
    kinds = lexicon()["kinds"]
    return re.compile(
        f"(?P<plain>{one_of(kinds['plain'])})|(?P<numbered>{one_of(k for k in kinds['numbered'] if k not in ('luật', 'bộ luật'))})"
        f"|(?P<common>{one_of(kinds['common'])})"
        f"|(?P<law>bộ luật|luật|hiến pháp|điều lệ đảng)|(?P<short>{one_of(kinds['short'])})|(?P<short_numbered>{one_of(kinds['short_numbered'])})"
    )


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(f"(?: (?:{one_of(lexicon()['kinds']['fillers'])})(?![^\\W\\d_])){{0,2}}")


@cache
def _counted() -> frozenset[str]:
    return frozenset(lexicon()["counted"]["words"])


def detect_documents(article: Article, card: ArticleCard) -> Iterable[Suggestion]:
    """The documents that an article names, in text order; the value is the number as printed, or None."""
    for span, number, reason in find(article.text):
        yield Suggestion(span, LABEL, ORIGIN, _SCORE, number, reason=reason)


def find(text: str) -> Iterator[tuple[Span, str | None, str]]:
    """Span, number as printed (or None) and reason of every document in a text, in order, without overlaps."""
    folded, done = spelling(text), 0
    for m in _trigger().finditer(folded):
        at = m.start()
        if at < done or (at and text[at - 1].isalnum() and not (text[at].isupper() and text[at - 1].islower())):
            continue
        if m.end() < len(text) and text[m.end()].isalpha():
            continue
        for span, number, reason in _read(text, folded, m):
            done = span.end
            yield span, number, reason


def _read(text: str, folded: str, m: re.Match[str]) -> list[tuple[Span, str | None, str]]:
    kind, at = m.lastgroup or "", m.start()
    if kind.startswith("short") and not text[at : m.end()].isupper():
        return []
    if numbered := _numbered(text, folded, at, m.end(), kind):
        return numbered
    name = None
    if kind == "law" or m[0] == "pháp lệnh":
        name = law_at(text, folded, at, m.end(), _law_names())
    elif m[0] in ("nghị quyết", "kết luận"):
        name = resolution_at(text, folded, at, m.end(), _levels())
    if name is None:
        return []
    end = name
    if (no := _NO.match(folded, end)) and no["no"] and (number := _NUMBER.match(text, no.end())):
        return [(Span(at, number.end()), number[0], "times.found_document_number")]
    return [(Span(at, end), None, "times.found_document_name")]


@cache
def _law_names() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(lexicon()['laws']['names'])})(?![^\\W\\d_])")


@cache
def _levels() -> str:
    return one_of(lexicon()["congress"]["levels"])


def _numbered(text: str, folded: str, at: int, end: int, kind: str) -> list[tuple[Span, str | None, str]]:
    """A document by its number, and those that follow in a list."""
    fill = _fillers().match(folded, end)
    pos = fill.end() if fill else end
    said = _NO.match(folded, pos)
    if said and said["no"]:
        start = said.end()
    elif pos > end:
        return []
    else:
        gap = re.compile(" {0,2}").match(text, pos)
        start = gap.end() if gap else pos
    number = _NUMBER.match(text, start)
    coded = None if number else _CODED.match(text, start)
    if coded and kind not in ("short", "short_numbered"):
        return [(Span(at, coded.end()), coded[0], "times.found_document_number")]
    if not number or not _is_number(text, folded, number, kind, bool(said and said["no"]), text[at].isupper()):
        return []
    found = [(Span(at, number.end()), number[0], "times.found_document_number")]
    while len(found) < 20 and (join := _AND.match(text, found[-1][0].end)):
        item = _NUMBER.match(text, join.end())
        if not item or not _is_item(folded, item, bool(join["no"])):
            break
        begin = join.start("no") if join["no"] else item.start()
        found.append((Span(begin, item.end()), item[0], "times.found_document_number"))
    return found


def _is_number(text: str, folded: str, number: re.Match[str], kind: str, said: bool, capital: bool) -> bool:
    """Whether the number after a kind is that of a document and counts nothing."""
    if number["code"] or said:
        return True
    if kind in ("numbered", "short_numbered", "law") or _DATE.match(text, number.end()):
        return False
    if _counts(folded, number.end()):
        return False
    if kind == "plain" or "/" in number["n"]:
        return True
    return len(number["n"]) >= 2 or (capital and kind == "common" and number["n"] != "1")


def _is_item(folded: str, number: re.Match[str], said: bool) -> bool:
    if number["code"] or said:
        return True
    return not _DATE.match(folded, number.end()) and not _counts(folded, number.end())


def _counts(folded: str, at: int) -> bool:
    """Whether what follows a number is what it counts; a year after it is a date of its own."""
    m = _NEXT.match(folded, at)
    if not m:
        return False
    if m[1] == "năm" and re.compile(r" ?năm (?:19|20)\d\d").match(folded, at) or m[1] == "ngày" and re.compile(r" ?ngày \d").match(folded, at):
        return False
    phrase = f"{m[1]} {m[2]}"
    return (m[1] in _counted() or phrase in _counted()) and m[1] not in lexicon()["counted"]["also_after"]
