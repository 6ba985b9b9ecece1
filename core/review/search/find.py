"""Carrying a search out: hits as a stream, in the order of articles and text, and what is counted of all of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.model.scheme import Scheme
from core.model.span import Span
from core.provinces.map import name_of
from core.review.search.kwic import Hit, line_of
from core.review.search.language import Query, parse
from core.review.search.patterns import Pattern, candidates, concerned, matches, parse_pattern
from core.review.search.resolve import resolve
from core.review.search.words import Term
from core.store.dataset_io import LayerName
from core.store.finding import Mark, Place, Wanted, facts, marks, pages
from core.store.store import Store
from core.text.fold import fold


def search(store: Store, line: str, layers: Sequence[LayerName], scheme: Scheme) -> Iterator[list[Hit]]:
    """The hits of a line, one list an article that has any (lists may be empty: a reader can stop or breathe there).

    `layers` are those that may be looked into: an annotator who works blind has only their own. Raises QueryError before
    the first hit for a line that cannot be understood.
    """
    pattern, rest = parse_pattern(line, scheme)
    query = parse(rest)
    wanted = resolve(query, layers, scheme)
    if pattern:
        return _patterns(store, pattern, query, wanted)
    if not query:
        return iter(())
    return _spans(store, query, wanted) if query.of_spans else _words(store, query, wanted)


def _spans(store: Store, query: Query, wanted: Wanted) -> Iterator[list[Hit]]:
    for page in pages(store, wanted):
        if not page:
            yield []
            continue
        found = marks(store, wanted, [place.id for place in page])
        for place in page:
            yield [_marked(place, m) for m in found.get(place.id, ()) if _has(query, place.text[m.start : m.end])]


def _has(query: Query, words: str) -> bool:
    return all(t.within(words) for t in query.terms) and not any(t.within(words) for t in query.without)


def _marked(place: Place, mark: Mark) -> Hit:
    span = Span(mark.start, mark.end)
    of_mark = mark.label, mark.value, mark.id, mark.layer
    return Hit(place.id, place.title, span, *line_of(place.text, span), *of_mark)


def _words(store: Store, query: Query, wanted: Wanted) -> Iterator[list[Hit]]:
    for page in pages(store, wanted):
        if not page:
            yield []
        for place in page:
            yield [Hit(place.id, place.title, s, *line_of(place.text, s)) for s in _places(query, place)]


def _places(query: Query, place: Place) -> list[Span]:
    """Where the words of a line stand: all in a row where they do anywhere, else each; nowhere, where one is missing.

    An article that only the conditions chose is one hit, its first line.
    """
    if not query.terms:
        return [_first_line(place.text)]
    if len(query.terms) > 1:
        together = Term(" ".join(term.written for term in query.terms), query.terms[-1].begun)
        if spans := together.spans(place.text):
            return spans
    found = [term.spans(place.text) for term in query.terms]
    return sorted({span for spans in found for span in spans}) if all(found) else []


def _first_line(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, max(end if end >= 0 else len(text), start + 1))


def _patterns(store: Store, pattern: Pattern, query: Query, wanted: Wanted) -> Iterator[list[Hit]]:
    spoken = concerned(pattern, wanted)
    for page in pages(store, candidates(pattern, wanted)):
        if not page:
            yield []
            continue
        found = marks(store, spoken, [place.id for place in page])
        for place in page:
            hits: list[Hit] = []
            for layer in dict.fromkeys(mark.layer for mark in found.get(place.id, ())):
                own = [mark for mark in found[place.id] if mark.layer == layer]
                for span, parts in matches(pattern, place.text, own):
                    line = line_of(place.text, span)
                    hits.append(Hit(place.id, place.title, span, *line, layer=layer, parts=parts))
            yield hits


@dataclass(slots=True)
class Tally:
    """What has been counted so far: hits, articles, and hits by folded words, label, layer and province (a name).

    `written` has each of the folded words as they stood first.
    """

    hits: int = 0
    articles: int = 0
    words: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    layers: Counter[bytes] = field(default_factory=Counter)
    provinces: Counter[str | None] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)


_AT_ONCE, _BREATH = 256, 64  # articles that are asked for their provinces at once, and between two signs of life


def tally(store: Store, found: Iterable[list[Hit]], layers: Sequence[LayerName]) -> Iterator[Tally]:
    """Count a stream of hits; the same Tally comes again and again as it grows or nothing is found, and once at the end."""
    counts, waiting = Tally(), {}
    for number, hits in enumerate(found, 1):
        if hits:
            counts.articles += 1
            counts.hits += len(hits)
            waiting[hits[0].article] = waiting.get(hits[0].article, 0) + len(hits)
        for hit in hits:
            folded = fold(hit.words)
            counts.words[folded] += 1
            counts.written.setdefault(folded, hit.words)
            if hit.label:
                counts.labels[hit.label] += 1
            if hit.layer:
                counts.layers[hit.layer] += 1
        if len(waiting) >= _AT_ONCE:
            _place(store, counts, waiting, layers)
        if number % _BREATH == 0:
            yield counts
    _place(store, counts, waiting, layers)
    yield counts


def _place(store: Store, counts: Tally, waiting: dict[bytes, int], layers: Sequence[LayerName]) -> None:
    known = facts(store, list(waiting), [layer.id for layer in layers])
    for article, number in waiting.items():
        province = known[article].province if article in known else None
        counts.provinces[name_of(province) if province else None] += number
    waiting.clear()
