"""Words that are labelled in one place and otherwise, or not at all, in another nearby."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from core.model.annotation import Annotation
from core.model.span import Span
from core.review.checks.case import AGENCY, OFFICIAL, TITLE, Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import measures
from core.text.occurrences import Words

_LOOKED_FOR = (OFFICIAL, TITLE, AGENCY)


def labelled_differently(case: Case) -> Iterator[Finding]:
    """The same words with two labels in one article: those of the rarer label, each against the label of the others."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    for a in case.annotations:
        found[case.plain(a)].append(a)
    for words, same in found.items():
        counts = Counter(a.label for a in same)
        if len(counts) < 2:
            continue
        (usual, most), *_ = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        others = [a for a in same if a.label == usual]
        for a in same:
            if a.label == usual or any(a.span == b.span for b in others):
                continue
            near = sorted(others, key=lambda b: abs(b.span.start - a.span.start))[:3]
            surely = most > counts[a.label]
            fix = Fix(Way.RELABEL, a.span, a.label, usual) if surely else None
            spans = (a.span,) if surely else (a.span, near[0].span)
            fields = {"words": case.words(a), "label": a.label, "other": usual, "count": str(most)}
            about = f"{words}\n{a.label}\n{usual}"
            yield case.finding(spans, "labelled_differently", about, fix=fix, fields=fields, others=near)


def missed_mention(case: Case) -> Iterator[Finding]:
    """Words that are labelled elsewhere in the article stand here without any label."""
    fewest = measures("missed")["fewest_words"]
    known: dict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for label in _LOOKED_FOR:
        for a in case.by_label.get(label, ()):
            if len(case.plain(a).split()) >= fewest and case.words(a)[0].isupper():
                known[case.plain(a), label].append(a)
    taken = [a.span for a in case.annotations]
    for (words, label), there in sorted(known.items(), key=lambda row: -len(row[0][0])):
        spans = [
            s
            for s in Words(case.words(there[0]), case=True).spans(case.text, case.spelled)
            if _free(case, s, label, taken)
        ]
        for span in spans:
            taken.append(span)
            fix = Fix(Way.ANNOTATE, span, label)
            fields = {"words": " ".join(span.of(case.text).split()), "label": label, "count": str(len(there))}
            yield case.finding(span, "missed_mention", f"{words}\n{label}", fix=fix, fields=fields, others=there[:3])


def _free(case: Case, span: Span, label: str, taken: list[Span]) -> bool:
    """Whether nothing stands at a span, but for the post around a body."""
    around = [s for s in taken if s.overlaps(span)]
    if not around:
        return not case.text[span.end : span.end + 1].isalnum() and not _goes_on(case, span)
    return False


def _goes_on(case: Case, span: Span) -> bool:
    """Whether a capital right behind (or before) makes the words a part of a longer name."""
    behind, before = case.text[span.end : span.end + 2], case.text[max(0, span.start - 30) : span.start]
    previous = before.rstrip(" ").rpartition(" ")[2] if before.endswith(" ") else ""
    at_start = case.text[: span.start].rstrip(" ")[-1:] in ("", "\n", ".", "!", "?", ":")
    return (behind[:1] == " " and behind[1:].isupper()) or (
        previous[:1].isupper() and previous.isalpha() and not at_start
    )
