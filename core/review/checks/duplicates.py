"""Articles that are nearly one and are annotated otherwise."""

from collections import Counter

from core.model.span import Span
from core.review.checks.finding import Elsewhere, Finding, Fix, Way
from core.review.digest import Digest

_MOST = 3


def compared(one: Digest, other: Digest, texts: tuple[str, str]) -> Finding | None:
    """Where two articles that are nearly one are annotated otherwise in the paragraphs that they share; None if nowhere.

    The finding is in the one that lacks something, where only one does.
    """
    ours, theirs = _lines(one, texts[0]), _lines(other, texts[1])
    missing: list[tuple[int, tuple[int, int, str]]] = []
    extra: list[tuple[int, tuple[int, int, str]]] = []
    for line in ours.keys() & theirs.keys():
        (start, mine), (_, yours) = ours[line], theirs[line]
        missing += [(start, mark) for mark in yours - mine]
        extra += [(start, mark) for mark in mine - yours]
    if not (missing or extra):
        return None
    if extra and not missing:
        return compared(other, one, (texts[1], texts[0]))
    marks = sorted({(start + mark[0], start + mark[1], mark[2]) for start, mark in (*missing, *extra)})
    spans = tuple(Span(start, end) for start, end, _ in marks)
    fix = None
    if missing and not extra:
        start, (first, last, label) = min(missing)
        fix = Fix(Way.ANNOTATE, Span(start + first, start + last), label)
    words = "; ".join(" ".join(span.of(texts[0]).split()) for span in spans[:_MOST])
    about = "\n".join([*sorted((one.article.hex(), other.article.hex())), words])
    fields = {"count": str(len(marks)), "words": words}
    where = (Elsewhere(other.article, other.layer, None),)
    return Finding(one.article, one.layer, spans, "near_duplicate", about, fields, 1.0, fix, where)


def _lines(d: Digest, text: str) -> dict[str, tuple[int, set[tuple[int, int, str]]]]:
    """Each paragraph that stands once in a text, where it begins, and the mentions in it counted from there."""
    found: dict[str, tuple[int, set[tuple[int, int, str]]]] = {}
    at = 0
    counts = Counter(line.strip() for line in text.split("\n"))
    for line in text.split("\n"):
        words = line.strip()
        if words and counts[words] == 1:
            found[words] = (at + line.index(words[0]), set())
        at += len(line) + 1
    places = sorted((start, start + len(words), marks) for words, (start, marks) in found.items())
    for m in d.mentions:
        for start, end, marks in places:
            if start <= m.span.start and m.span.end <= end:
                marks.add((m.span.start - start, m.span.end - start, m.label))
    return found
