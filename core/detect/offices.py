"""The detectors of officials, posts, bodies and places: one reading of the article serves all four."""

from collections.abc import Iterator
from functools import lru_cache

from core.detect.agencies import read_body
from core.detect.doc import Doc
from core.detect.officials import officials
from core.detect.scan import Found, scan
from core.detect.vocabulary import vocabulary
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.span import Span

_ASIDE = 7  # words
_APPOSITION = {",", "-", "(", ":", ""}


@lru_cache(maxsize=1)
def _reading(text: str) -> tuple[Doc, Found, list[tuple[int, int]]]:
    """The words of a text, what stands in them, and who of them acts in an office."""
    known = vocabulary()
    doc = Doc(known.tokens(text), known, read_body)
    found = scan(doc)
    return doc, found, officials(doc, found)


def detect_officials(article: Article, card: ArticleCard) -> Iterator[Suggestion]:
    """The names of people who act in an office in the article, each mention."""
    doc, _, held = _reading(article.text)
    for start, end in held:
        yield Suggestion(_span(doc, start, end), "OFFICIAL", "rule:officials", 0.9, reason="name_office")


def detect_titles(article: Article, card: ArticleCard) -> Iterator[Suggestion]:
    """Posts and ranks, and the bodies inside them; a doubtful post counts beside an official's name."""
    doc, found, held = _reading(article.text)
    starts, ends = {start for start, _ in held}, {end for _, end in held}
    ranks = {post.start: post.end for post in found.titles if post.kind == "rank"}
    for post in found.titles:
        beside = post.end in starts or ranks.get(post.end) in starts
        counts = not post.weak or beside or (post.start in ends and doc.gap[post.start - 1] in _APPOSITION)
        counts = counts or (post.kind == "jobs" and _said_of(doc, post.start, ends))
        if counts:
            reason = "rank" if post.kind == "rank" else "title_agency" if post.bodies else "title"
            yield Suggestion(_span(doc, post.start, post.end), "TITLE", "rule:titles", 0.95, reason=reason)
        for body in post.bodies:
            reason = "agency_in_title" if counts else "agency"
            yield Suggestion(_span(doc, body.start, body.end), "AGENCY", "rule:titles", 0.95, reason=reason)


def _said_of(doc: Doc, at: int, ends: set[int]) -> bool:
    """Whether only somebody's age or the like stands between an official's name and a job: *A, 56 tuổi, kế toán …*."""
    for k in range(at, max(at - _ASIDE, 0), -1):
        if k in ends:
            return not doc.v.asides.isdisjoint(doc.low[k:at])
        if doc.gap[k - 1] not in ("", ",", "(", "/"):
            return False
    return False


def detect_agencies(article: Article, card: ArticleCard) -> Iterator[Suggestion]:
    """Bodies outside of posts, and the press by name."""
    doc, found, _ = _reading(article.text)
    for body in found.bodies:
        yield Suggestion(_span(doc, body.start, body.end), "AGENCY", "rule:agencies", 0.95, reason="agency")
    for start, end in found.papers:
        yield Suggestion(_span(doc, start, end), "AGENCY", "rule:press", 0.8, reason="press")


def detect_places(article: Article, card: ArticleCard) -> Iterator[Suggestion]:
    """Named places."""
    doc, found, _ = _reading(article.text)
    given = {doc.low[one.end - 1] for one in found.mentions}
    for start, end in found.places:
        spot = doc.v.spots.longest(doc.low, doc.gap, start) if end - start == 1 and doc.low[start] in given else None
        if spot and spot[1].kind == "doubtful":  # here Đức is somebody
            continue
        yield Suggestion(_span(doc, start, end), "PLACE", "rule:places", 0.9, reason="place")


def _span(doc: Doc, start: int, end: int) -> Span:
    return Span(doc.t.starts[start], doc.t.ends[end - 1])
