"""Patterns over annotations, as in ANNIC: `TITLE . AGENCY`, `{OFFICIAL} "," {TITLE}`, `DATE .*5 DOCUMENT`, `TITLE | AGENCY`.

Elements follow one another, spaces between them aside: a label (bare or in braces) is an annotation of it, quoted words are
themselves, `.` is any one word or mark. After an element `?` makes it optional, `*3` up to three of it, `+3` one to three.
`{TITLE "chủ tịch"}` has the words within, `{TITLE|AGENCY}` is either. Conditions (`tỉnh:…`) may stand beside a pattern.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from core.model.scheme import Scheme
from core.model.span import Span
from core.review.search.language import QueryError
from core.review.search.words import Term
from core.store.finding import Facet, Mark, Wanted, Words
from core.text.normal import normalize

_MOST = 50  # repetitions of one element: a pattern is about neighbours
_LABEL = r"\p{Lu}[\p{Lu}\p{N}_]*"
_ELEMENT = regex.compile(
    rf'\s*(?:\{{\s*(?P<labels>{_LABEL}(?:\s*\|\s*{_LABEL})*)\s*(?:"(?P<within>[^"]*)")?\s*\}}'
    rf'|(?P<bare>{_LABEL}(?:\s*\|\s*{_LABEL})*)(?![\p{{L}}\p{{N}}:])|"(?P<words>[^"]*)"|(?P<any>\.))'
    r"(?P<many>\?|[*+](?P<most>\d+))?(?=$|[\s{\".])"
)
_SPACE = regex.compile(r"\s*")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]")


@dataclass(frozen=True, slots=True)
class Element:
    """Labels of an annotation (with words within it), or words, or (neither) any one token; from `least` to `most` times."""

    labels: tuple[str, ...] = ()
    words: Term | None = None
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in a row."""

    elements: tuple[Element, ...]


def parse_pattern(line: str, scheme: Scheme) -> tuple[Pattern | None, str]:
    """The pattern that a line begins with and the rest of the line; None and the whole line where it begins with none.

    A line is a pattern where a label that the scheme knows stands in it bare or in braces. QueryError for a label in
    braces that nobody knows.
    """
    line = normalize(line)
    elements: list[Element] = []
    at, known = 0, {label.name for label in scheme.labels}
    while (found := _ELEMENT.match(line, at)) and found.end() > at:
        labels = tuple(part.strip() for part in (found["labels"] or found["bare"] or "").split("|") if part.strip())
        strange = next((label for label in labels if label not in known), None)
        if strange and found["bare"]:
            return None, line  # words in capitals
        if strange:
            raise QueryError("query_no_label", found.start(), found.end(), value=strange)
        elements.append(_element(found, labels))
        at = found.end()
    pattern = Pattern(tuple(elements))
    if not any(e.labels for e in pattern.elements) or all(e.least == 0 for e in pattern.elements):
        return None, line
    return pattern, line[at:]


def _element(found: regex.Match, labels: tuple[str, ...]) -> Element:
    many, written = found["many"] or "", found["words"] if found["words"] is not None else found["within"]
    most = min(int(found["most"] or 1), _MOST)
    return Element(labels, Term(written) if written else None, 0 if many[:1] in ("?", "*") else 1, max(most, 1))


def candidates(pattern: Pattern, wanted: Wanted) -> Wanted:
    """The search narrowed to articles that have what the pattern cannot do without."""
    needed = [element for element in pattern.elements if element.least]
    words = [Words(e.words.folded) for e in needed if e.words and e.words.folded]
    first, *more = (Facet(e.labels) for e in needed if e.labels)
    labels = (*wanted.labels, first)
    return replace(
        wanted, words=(*wanted.words, *words), labels=labels, beside=tuple(dict.fromkeys(more)), of_spans=True
    )


def concerned(pattern: Pattern, wanted: Wanted) -> Wanted:
    """The search of annotations narrowed to those that the pattern speaks of."""
    spoken = dict.fromkeys(label for element in pattern.elements for label in element.labels)
    return replace(wanted, labels=(*wanted.labels, Facet(tuple(spoken))))


def matches(pattern: Pattern, text: str, marks: Sequence[Mark]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Where a pattern stands among the annotations of one layer: from each place where it begins, the shortest match."""
    by_start: dict[int, list[Mark]] = {}
    for mark in marks:
        by_start.setdefault(mark.start, []).append(mark)
    run = _Run(text, by_start, pattern.elements)
    first = pattern.elements[0]
    if first.labels and first.least:
        starts = sorted({m.start for m in marks if m.label in first.labels})
    elif first.words and first.least:
        starts = [span.start for span in first.words.spans(text)]
    else:
        starts = [m.start() for m in _TOKEN.finditer(text)]
    for start in starts:
        if parts := run.shortest(start):
            yield Span(parts[0].start, parts[-1].end), parts


class _Run:
    """One text: positions reached element by element, each with the parts that led there, the shortest kept."""

    def __init__(self, text: str, by_start: dict[int, list[Mark]], elements: Sequence[Element]) -> None:
        self._text = text
        self._by_start = by_start
        self._elements = elements

    def shortest(self, start: int) -> tuple[Span, ...]:
        """The parts of the match from there that ends first; empty where there is none."""
        reached: dict[int, tuple[Span, ...]] = {start: ()}
        for element in self._elements:
            stage = dict(reached) if element.least == 0 else {}
            for _ in range(element.most):
                reached = self._once(element, reached)
                if not reached:
                    break
                stage = reached | stage
            if not stage:
                return ()
            reached = stage
        ends = [end for end, parts in reached.items() if parts]
        return reached[min(ends)] if ends else ()

    def _once(self, element: Element, reached: dict[int, tuple[Span, ...]]) -> dict[int, tuple[Span, ...]]:
        found: dict[int, tuple[Span, ...]] = {}
        for position, parts in reached.items():
            at = self._next(position)
            for end in self._ends(element, at):
                found.setdefault(end, (*parts, Span(at, end)))
        return found

    def _next(self, position: int) -> int:
        """Where the next token begins: spaces and line ends say nothing."""
        found = _SPACE.match(self._text, position)
        return found.end() if found else position

    def _ends(self, element: Element, at: int) -> Iterator[int]:
        if element.labels:
            for mark in self._by_start.get(at, ()):
                if mark.label in element.labels and (
                    element.words is None or element.words.within(self._text[mark.start : mark.end])
                ):
                    yield mark.end
        elif element.words:
            end = self._literal(element.words, at)
            if end is not None:
                yield end
        elif token := _TOKEN.match(self._text, at):
            yield token.end()

    def _literal(self, words: Term, at: int) -> int | None:
        if not words.folded:  # a mark: itself
            written = words.written.strip()
            return at + len(written) if written and self._text.startswith(written, at) else None
        line = self._text[at : at + 2 * len(words.written) + 16]
        return next((at + span.end for span in words.spans(line) if span.start == 0), None)
