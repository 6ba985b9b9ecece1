"""Words that are labelled in one place and otherwise, or not at all, in another nearby."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from core.model.annotation import Annotation
from core.model.span import Span
from core.review.checks.case import Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import measures, words
from core.text.occurrences import Words

_SURE = 3  # words that are surely a name
_NEAR = 30


def labelled_differently(case: Case) -> Iterator[Finding]:
    """The same words with two labels in one article: those of the rarer label, each against the label of the others."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    for a in case.annotations:
        found[case.plain(a)].append(a)
    for said, same in found.items():
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
            about = f"{said}\n{a.label}\n{usual}"
            yield case.finding(spans, "labelled_differently", about, fix=fix, fields=fields, others=near)


def missed_mention(case: Case) -> Iterator[Finding]:
    """Words that are labelled elsewhere in the article stand here without any label."""
    known: dict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for label, fewest in measures("missed")["fewest_words"].items():
        for a in case.by_label.get(label, ()):
            if len(case.plain(a).split()) >= fewest and case.words(a)[0].isupper():
                known[case.plain(a), label].append(a)
    taken = [a.span for a in case.annotations]
    for (said, label), there in sorted(known.items(), key=lambda row: -len(row[0][0])):
        if case.spelled.count(said) <= len(there):
            continue  # every one of them is labelled
        spans = Words(case.words(there[0]), case=True).spans(case.text, case.spelled)
        for span in (s for s in spans if _free(case, s, taken)):
            taken.append(span)
            fix = Fix(Way.ANNOTATE, span, label)
            fields = {"words": " ".join(span.of(case.text).split()), "label": label, "count": str(len(there))}
            sure = 0.5 if len(said.split()) < _SURE and len(there) == 1 else 1.0
            about = f"{said}\n{label}"
            yield case.finding(span, "missed_mention", about, sure=sure, fix=fix, fields=fields, others=there[:3])


def _free(case: Case, span: Span, taken: list[Span]) -> bool:
    """Whether nothing stands at a span, and the words do not go on into a longer name or a class of bodies."""
    if any(s.overlaps(span) for s in taken):
        return False
    text = case.text
    behind, before = text[span.end : span.end + _NEAR], text[max(0, span.start - _NEAR) : span.start]
    previous = before.rstrip(" ").rpartition(" ")[2] if before.endswith(" ") else ""
    begins = before.rstrip(" ")[-1:] in ("", "\n", ".", "!", "?", ":")
    goes_on = behind[:1] == " " and behind[1:2].isupper()
    continues = previous[:1].isupper() and previous.isalpha() and not begins
    return not (goes_on or continues or words("missed", "after").match(behind.lstrip().lower()))
