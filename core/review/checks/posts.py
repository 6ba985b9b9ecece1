"""Officials without a post, and posts whose holder stands beside them."""

from collections import defaultdict
from collections.abc import Iterator

from core.model.annotation import Annotation
from core.review.checks.case import HOLDS, OFFICIAL, TITLE, Case
from core.review.checks.finding import Finding, Fix, Way
from core.review.checks.known import measures


def official_without_title(case: Case) -> Iterator[Finding]:
    """People to whom the article gives no post at any of their mentions.

    A layer that links nothing in the article is taken to give a post to whoever stands beside one.
    """
    linked = bool(case.held)
    seen: dict[str, list[Annotation]] = defaultdict(list)
    for a in case.by_label.get(OFFICIAL, ()):
        seen[case.people[a.id]].append(a)
    for name, mentions in seen.items():
        if any(case.tails.get((HOLDS, a.id)) for a in mentions):
            continue
        beside = [(a, title) for a in mentions for title in _beside(case, a)]
        if beside and not linked:
            continue
        free = next(((a, title) for a, title in beside if title.id not in case.held), None)
        fix = Fix(Way.LINK, free[1].span, TITLE, OFFICIAL, free[0].span) if free else None
        spans = tuple(a.span for a in ([free[0]] if free else mentions[:3]))
        words = case.words(max(mentions, key=lambda a: len(a.span)))
        sure = (1.0 if linked else 0.7) * (1.0 if " " in name else 0.6)
        yield case.finding(spans, "official_without_title", name, sure=sure, fix=fix, fields={"words": words})


def title_without_holder(case: Case) -> Iterator[Finding]:
    """Posts that nobody holds here, while somebody who does elsewhere in the article stands in the same sentence."""
    holders: dict[str, set[str]] = defaultdict(set)
    for (kind, head), tails in case.tails.items():
        if kind == HOLDS:
            for title, _ in tails:
                holders[case.plain(title)].add(case.people[head])
    for title in case.by_label.get(TITLE, ()):
        if title.id in case.held:
            continue
        near = [a for a in _beside(case, title, OFFICIAL) if case.people[a.id] in holders.get(case.plain(title), ())]
        if near:
            fix = Fix(Way.LINK, title.span, TITLE, OFFICIAL, near[0].span)
            fields = {"words": case.words(title), "holder": case.words(near[0])}
            about = f"{case.plain(title)}\n{case.people[near[0].id]}"
            yield case.finding((title.span, near[0].span), "title_without_holder", about, fix=fix, fields=fields)


def _beside(case: Case, of: Annotation, label: str = TITLE) -> list[Annotation]:
    """Mentions of a label in the sentence of another mention that stand near it, the nearest first."""
    sentence = case.sentence(of.span)
    there = [a for a in case.by_label.get(label, ()) if sentence.contains(a.span) and a is not of]
    far = {a.id: max(0, a.span.start - of.span.end, of.span.start - a.span.end) for a in there}
    return sorted((a for a in there if far[a.id] <= measures("posts")["near"]), key=lambda a: far[a.id])
