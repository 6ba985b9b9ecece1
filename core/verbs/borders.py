"""Cutting a mention in two, joining several to one, and making the post around an agency."""

import tomllib
from dataclasses import replace
from functools import cache

from core.model.annotation import Annotation, Decision
from core.model.edit import Edit
from core.model.relation import Relation
from core.model.span import Span
from core.paths import resources
from core.text.syllables import pieces
from core.verbs.deciding import annotate, move
from core.verbs.desk import Desk, Mention, reading_order
from core.verbs.edits import Draft, arrive, fresh, with_value
from core.verbs.linking import AT, HOLDS, link

TITLE, AGENCY = "TITLE", "AGENCY"
_NEAR = 200  # code points that a merge reaches over


def split(desk: Desk, mention: Mention, at: int) -> Edit:
    """Cut a mention in two at an offset; a word that the offset is within goes to the second part.

    A conjunction at the cut falls away. The first part keeps id and relations, but the second takes the links to what
    lies within it, and who held a post that is cut holds both.
    """
    now = desk.now(mention)
    halves = _halves(desk.article.text, now.span, at) if now else None
    if now is None or halves is None:
        return Edit("split")
    first, second = (fresh(desk, half, now.label) for half in halves)
    if isinstance(now, Annotation):
        blank = replace(now, span=halves[0], value=None, mod=None, calendar=None, value_by=None)
        first = with_value(desk, blank)
    draft = Draft(desk)
    left = desk.suggestion_at(now.span, now.label)
    draft.do(arrive(desk, "split", [now] if isinstance(now, Annotation) else [], [first, second], left))
    for relation in draft.desk.layer.relations_of(first.id):
        head, tail = (draft.desk.layer.get(end) for end in (relation.head, relation.tail))
        if not (isinstance(head, Annotation) and isinstance(tail, Annotation)):
            continue
        if head.id == first.id and second.span.contains(tail.span):
            draft.do(Edit("unlink", (relation,)))
            draft.do(link(draft.desk, relation.kind, second, tail, relation.status))
        elif tail.id == first.id and relation.kind == HOLDS:
            draft.do(link(draft.desk, relation.kind, head, second, relation.status))
    return draft.edit("split")


def _halves(text: str, span: Span, at: int) -> tuple[Span, Span] | None:
    words = pieces(text, span.start, span.end)
    before = [w for w in words if w.end <= at]
    after = words[len(before) :]
    while len(before) > 1 and before[-1].of(text).lower() in _conjunctions():
        before.pop()
    while len(after) > 1 and after[0].of(text).lower() in _conjunctions():
        after.pop(0)
    return (Span(span.start, before[-1].end), Span(after[0].start, span.end)) if before and after else None


@cache
def _conjunctions() -> frozenset[str]:
    table = tomllib.loads((resources() / "lexicons" / "conjunctions.toml").read_text("utf-8"))
    return frozenset(table["conjunctions"]["words"])


def merge(desk: Desk, mention: Mention, selection: Span | None = None) -> Edit:
    """Join a mention with the next of its label in the paragraph, or with all of its label up to the end of a selection.

    The mention keeps its id if it was decided; the links of the others pass to it.
    """
    now = desk.now(mention)
    span = _hull(desk, now, selection) if now else None
    if now is None or span is None:
        return Edit("merge")
    inside = [a for a in desk.layer.overlapping(span) if a.label == now.label and a.decision is Decision.ACCEPTED]
    span = Span(min([span.start, *(a.span.start for a in inside)]), max([span.end, *(a.span.end for a in inside)]))
    if span == now.span:
        return Edit("merge")
    keeper = now if isinstance(now, Annotation) else next(iter(inside), now)
    others = [a for a in inside if a != keeper]
    draft = Draft(desk)
    links = {r.id: r for other in others for r in desk.layer.relations_of(other.id)}
    draft.do(Edit("merge", (*others, *links.values())))
    draft.do(move(draft.desk, "merge", keeper, span, now.label))
    whole = draft.desk.layer.at(span, now.label)
    if whole:
        for relation in links.values():
            draft.do(_passed_on(draft.desk, relation, {a.id for a in others}, whole))
    return draft.edit("merge")


def _passed_on(desk: Desk, relation: Relation, gone: set[bytes], whole: Annotation) -> Edit:
    """The link that a relation becomes whose ends `gone` are now `whole`."""
    head, tail = (whole if end in gone else desk.layer.get(end) for end in (relation.head, relation.tail))
    if not (isinstance(head, Annotation) and isinstance(tail, Annotation)):
        return Edit("link")
    if any((r.kind, r.head, r.tail) == (relation.kind, head.id, tail.id) for r in desk.layer.relations_of(head.id)):
        return Edit("link")
    return link(desk, relation.kind, head, tail, relation.status)


def _hull(desk: Desk, mention: Mention, selection: Span | None) -> Span | None:
    """What a mention and a selection, or the next mention of its label, cover together."""
    if selection is not None:
        hull = Span(min(mention.span.start, selection.start), max(mention.span.end, selection.end))
        return hull if desk.covers(selection) else None
    text, end = desk.article.text, mention.span.end
    if end >= len(text):
        return None
    behind = desk.mentions_at(Span(end, min(len(text), end + _NEAR)))
    order = reading_order(mention)
    later = (m for m in behind if m.label == mention.label and reading_order(m) > order and m.span.end > end)
    other = next(later, None)
    if other is None or "\n" in text[end : other.span.start].strip():
        return None
    return Span(mention.span.start, other.span.end)


def wrap(desk: Desk, mention: Mention) -> Edit:
    """Make the post that an agency stands in, from the words before it; the two are accepted and linked.

    The post is what the lexicon reads around the agency, else a suggested one. Changes nothing where there is neither.
    """
    now = desk.now(mention)
    span = _post(desk, now.span) if now and now.label == AGENCY else None
    if now is None or span is None:
        return Edit("wrap")
    draft = Draft(desk)
    draft.do(annotate(draft.desk, now.span, AGENCY))
    crossing = [a for a in desk.layer.overlapping(span) if a.label == TITLE and a.decision is Decision.ACCEPTED]
    if crossing and crossing[0].span != span:  # a shorter post by hand grows
        draft.do(move(draft.desk, "wrap", crossing[0], span, TITLE))
    draft.do(annotate(draft.desk, span, TITLE))
    title, agency = draft.desk.layer.at(span, TITLE), draft.desk.layer.at(now.span, AGENCY)
    if title and agency:
        draft.do(link(draft.desk, AT, title, agency))
    return draft.edit("wrap")


def _post(desk: Desk, agency: Span) -> Span | None:
    from core.detect.posts_around import post_around  # the lexicons load when first used

    titles = [m for m in desk.mentions_at(agency) if m.label == TITLE and m.span.contains(agency)]
    decided = next((m.span for m in titles if isinstance(m, Annotation)), None)
    return decided or post_around(desk.article.text, agency) or next((m.span for m in titles), None)
