"""Detecting DOCUMENT: legal and Party documents by kind and number, laws and resolutions by their proper names."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.detect.document_names import law_at, past_year, resolution_at
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.span import Span
from core.paths import resources
from core.text.fold import spelling
from core.timex.lexicon import EDGE, one_of

LABEL = "DOCUMENT"
ORIGIN = "rule:documents"
BY_NUMBER, BY_NAME = "times.found_document_number", "times.found_document_name"
_SCORE = 0.98
_LONGEST_LIST = 20

# QĐ, QĐ/TW, TTg, V.I: capitals, at most one small letter behind them, none alone unless more of the code follows
_CODE = (
    r"(?:[A-ZĐƯ]{2,}[A-ZĐƯ0-9]*(?:[gir][A-ZĐƯ]*)?(?:[.&][A-ZĐƯ0-9]+)*|[A-ZĐƯ]\.[A-ZĐƯ]+"
    r"|[A-ZĐƯ](?= ?[-–—/] ?[A-ZĐƯ]{2}))(?![^\W_])"
)
_DASH = r" ?[-‐‑‒–—−/] ?"
_YEAR = r"(?:/(?:19|20)\d\d(?!\d))?"
_NUMBER = re.compile(
    rf"(?P<n>\d{{1,6}}[a-zđA-ZĐ]?(?![\w%]){_YEAR})(?P<code>(?: (?={_CODE}[/-]){_CODE})?(?:{_DASH}{_CODE})+)?"
)
_CODED = re.compile(rf"{_CODE}(?:{_DASH}{_CODE})*(?: ?[-–/])? ?(?:số:? ?)?\d{{1,5}}{_YEAR}(?![\w%/])")
_AND = re.compile(r"(?: ?[,;] ?(?:và )?| và | hoặc )(?P<no>số:? ?)?", re.IGNORECASE)
_NO = re.compile(r" {0,2}\(?(?P<no>(?:số|so|no\.?)(?: hiệu)?[: ]{0,2}(?=\d))")
_GAP = re.compile(" {0,2}")
_IS_DATE = re.compile(r"[/.-]\d|[.,]\d| ?%")
_OF_YEAR = re.compile(r" ?năm (?:19|20)\d\d(?! ?[-–] ?\d)")
_OF_DAY = re.compile(r" ?ngày \d")
_NEXT = re.compile(r" ?([^\W\d_]+|%)(?: ([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Document:
    """A document named in a text: its number as printed or None, and the key of the wording that says how it was found."""

    span: Span
    number: str | None
    reason: str


@cache
def lexicon() -> dict[str, Any]:
    """The lexicon of documents."""
    with (resources() / "lexicons" / "documents.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _rows() -> dict[str, str]:
    """The words that name a document, and the list that each stands in."""
    rows = ("plain", "law", "numbered", "common", "short", "short_numbered", "short_law")
    return {word: row for row in reversed(rows) for word in lexicon()["kinds"][row]}


@cache
def _trigger() -> re.Pattern[str]:
    """One expression for all kinds, by first letter, which keeps the scan of the text in C."""
    by_letter = dict[str, list[str]]()
    for word in _rows():
        by_letter.setdefault(word[0], []).append(word)
    return re.compile("|".join(f"{letter}(?:{one_of(w[1:] for w in words)})" for letter, words in by_letter.items()))


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(f"(?: (?:{one_of(lexicon()['kinds']['fillers'])}){EDGE}){{0,2}}")


@cache
def _issued() -> re.Pattern[str]:
    """Who issued a document, between its kind and its number: *Nghị quyết **HĐND tỉnh** số 12/NQ-HĐND*."""
    level = "tỉnh|thành phố|tp.?|huyện|quận|thị xã|xã|phường|thị trấn"
    name = "(?P<name>(?: [^\\W\\d_]+){0,4})"
    return re.compile(
        f" (?:{one_of(lexicon()['kinds']['issuers'])}){EDGE}(?: (?:{level}){EDGE})?{name},? số:? ?(?=\\d)"
    )


@cache
def _law_names() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(lexicon()['laws']['names'])}){EDGE}")


@cache
def _levels() -> str:
    return one_of(lexicon()["congress"]["levels"])


@cache
def _counted() -> frozenset[str]:
    return frozenset(lexicon()["counted"]["words"])


def detect_documents(article: Article, card: ArticleCard) -> Iterable[Suggestion]:
    """The documents that an article names, in text order; the value is the number as printed, or None."""
    for found in find(article.text):
        yield Suggestion(found.span, LABEL, ORIGIN, _SCORE, found.number, reason=found.reason)


def find(text: str) -> Iterator[Document]:
    """Every document that a text names, in order, without overlaps. Linear in the length of the text."""
    folded, done = spelling(text), 0
    for m in _trigger().finditer(folded):
        kind = _rows()[" ".join(m[0].split())]
        if m.start() < done or not _is_word(text, m, kind):
            continue
        for document in _read(text, folded, m, kind):
            done = document.span.end
            yield document


def _is_word(text: str, m: re.Match[str], kind: str) -> bool:
    """Whether a kind is a word of its own; a capital after a small letter begins one too (*hiệnQuyết định*)."""
    at, end = m.span()
    if at and text[at - 1].isalnum() and not (text[at].isupper() and text[at - 1].islower()):
        return False
    if kind.startswith("short") and not text[at:end].replace("t", "").replace("g", "").isupper():
        return False
    return end == len(text) or not text[end].isalpha()


def _read(text: str, folded: str, m: re.Match[str], kind: str) -> list[Document]:
    at, end = m.span()
    if kind == "short_law":
        return [Document(Span(at, past_year(folded, end)), None, BY_NAME)]
    if numbered := _numbered(text, folded, at, end, kind):
        return numbered
    if number := _past_issuer(text, folded, end, kind):
        return [Document(Span(at, number.end()), number[0], BY_NUMBER)]
    if kind == "law" or m[0] == "pháp lệnh":
        stop = law_at(text, folded, at, end, _law_names())
    elif m[0] in ("nghị quyết", "kết luận"):
        stop = resolution_at(text, folded, end, _levels())
    else:
        return []
    if stop is None:
        return []
    if (said := _NO.match(folded, stop)) and (number := _NUMBER.match(text, said.end())):
        return [Document(Span(at, number.end()), number[0], BY_NUMBER)]
    return [Document(Span(at, stop), None, BY_NAME)]


def _past_issuer(text: str, folded: str, end: int, kind: str) -> re.Match[str] | None:
    """The number of a document whose kind ends at `end`, behind its issuer."""
    issued = _issued().match(folded, end) if kind in ("plain", "common") else None
    if issued is None or any(word[0].islower() for word in text[slice(*issued.span("name"))].split()):
        return None
    return _NUMBER.match(text, issued.end())


def _numbered(text: str, folded: str, at: int, end: int, kind: str) -> list[Document]:
    """A document by its number, and those that follow it in a list."""
    filled = _fillers().match(folded, end)
    pos = filled.end() if filled else end
    said = _NO.match(folded, pos)
    gap = said or (_GAP.match(text, pos) if pos == end else None)  # *nghị quyết chuyên đề 3* counts topics
    if gap is None:
        return []
    number = _NUMBER.match(text, gap.end())
    if number is None:
        coded = None if kind.startswith("short") else _CODED.match(text, gap.end())
        return [Document(Span(at, coded.end()), coded[0], BY_NUMBER)] if coded else []
    if not (said or _is_number(folded, number, kind, text[at].isupper())):
        return []
    found = [Document(Span(at, number.end()), number[0], BY_NUMBER)]
    while len(found) < _LONGEST_LIST and (join := _AND.match(text, found[-1].span.end)):
        item = _NUMBER.match(text, join.end())
        if not item or not (join["no"] or item["code"] or _is_free(folded, item.end())):
            break
        start = join.start("no") if join["no"] else item.start()
        found.append(Document(Span(start, item.end()), item[0], BY_NUMBER))
    return found


def _is_number(folded: str, number: re.Match[str], kind: str, capital: bool) -> bool:
    """Whether the number after a kind, with no *số* before it, is the document's and counts nothing."""
    if number["code"]:
        return True
    if kind in ("numbered", "short_numbered", "law") or not _is_free(folded, number.end()):
        return False
    digits = len(number["n"])
    if kind == "plain" or "/" in number["n"]:
        return True
    if digits == 1:
        return capital and kind == "common" and number["n"] != "1" and not _OF_YEAR.match(folded, number.end())
    return True


def _is_free(folded: str, at: int) -> bool:
    """Whether a number that ends at an offset is no date and counts nothing; a date of its own may follow it."""
    if _IS_DATE.match(folded, at):
        return False
    m = _NEXT.match(folded, at)
    if not m or _OF_YEAR.match(folded, at) or _OF_DAY.match(folded, at):
        return True
    counted = m[1] in _counted() or f"{m[1]} {m[2]}" in _counted()
    return not counted or m[1] in lexicon()["counted"]["also_after"]
