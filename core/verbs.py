"""What a person does to an article, each verb a function from what is on the desk to an Edit.

Nothing here writes: `session` puts the Edit down the road. A suggestion is hidden where the layer has a decision on its
span and label, so whatever leaves the place of a suggestion leaves a rejection there.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice, takewhile
from typing import Any

from core.model.annotation import PERSON, RULE, Annotation, Decision, Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.relation import Relation, SuggestedRelation
from core.model.span import Span

Mention = Annotation | Suggestion
"""What stands in the text: decided or suggested."""

Place = tuple[Span, str]


class Desk:
    """One article as one annotator has it: its text, their layer and what the detectors say."""

    def __init__(self, article: Article, layer: Layer, detection: Detection, blank: ArticleCard) -> None:
        """`blank` is the card that the layer starts from while it has none of its own."""
        self.article = article
        self.layer = layer
        self.detection = detection
        self._blank = blank
        self._suggested = {(s.span, s.label): s for s in detection.suggestions}
        self._longest = max((len(s.span) for s in detection.suggestions), default=0)

    @property
    def card(self) -> ArticleCard:
        """The article's card: the layer's own, else the one that it will start from."""
        return self.layer.card or self._blank

    @property
    def open(self) -> list[Suggestion]:
        """Suggestions that nothing is decided about, in text order."""
        return [s for s in self.detection.suggestions if self.layer.at(s.span, s.label) is None]

    @property
    def mentions(self) -> list[Mention]:
        """Accepted annotations and open suggestions in text order, outer before inner."""
        return list(merge(self.layer.accepted, self.open, key=reading_order))

    def open_at(self, span: Span) -> list[Suggestion]:
        """Open suggestions that share a code point with `span`, in text order."""
        all_of_them = self.detection.suggestions
        first = bisect_left(all_of_them, span.start - self._longest, key=lambda s: s.span.start)
        near = takewhile(lambda s: s.span.start < span.end, islice(all_of_them, first, None))
        return [s for s in near if s.span.end > span.start and self.layer.at(s.span, s.label) is None]

    def mentions_at(self, span: Span) -> list[Mention]:
        """Accepted annotations and open suggestions that share a code point with `span`, outer before inner."""
        decided = [a for a in self.layer.overlapping(span) if a.decision is Decision.ACCEPTED]
        return list(merge(decided, self.open_at(span), key=reading_order))

    def suggestion_at(self, span: Span, label: str) -> Suggestion | None:
        """The suggestion with exactly that span and label, decided or not."""
        return self._suggested.get((span, label))


def reading_order(mention: Mention) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by label."""
    return mention.span.start, -mention.span.end, mention.label


def accept(desk: Desk, mentions: Iterable[Mention]) -> Edit:
    """Accept suggestions, and annotations that were rejected, with the suggested relations among what is then accepted."""
    added = [m for mention in mentions if (m := _accepted(desk, mention)) is not None]
    return _arrive(desk, "accept" if len(added) == 1 else "accept_all", [], added)


def reject(desk: Desk, mention: Mention) -> Edit:
    """Reject a mention. One that no detector found leaves nothing behind, with its relations."""
    twin = desk.layer.at(mention.span, mention.label)
    gone = [twin] if twin else []
    if twin and twin.decision is Decision.REJECTED:
        return Edit("reject")
    suggested = desk.suggestion_at(mention.span, mention.label)
    added = [_rejection(desk, suggested, twin)] if suggested else []
    return closed(desk.layer, Edit("reject" if suggested else "delete", tuple(gone), tuple(added)))


def reject_open(desk: Desk) -> Edit:
    """Reject every suggestion that nothing is decided about."""
    return Edit("reject_all", (), tuple(_rejection(desk, s) for s in desk.open))


def annotate(desk: Desk, span: Span, label: str) -> Edit:
    """Mark a span with a label; open suggestions of that label that it overlaps are settled by it."""
    twin = desk.layer.at(span, label)
    if twin and twin.decision is Decision.ACCEPTED:
        return Edit("annotate")
    suggested = desk.suggestion_at(span, label)
    new = _accepted(desk, suggested) if suggested else _fresh(desk, span, label)
    return _arrive(desk, "annotate", [], [new] if new else [])


def relabel(desk: Desk, mention: Mention, label: str) -> Edit:
    """Give a mention another label, which accepts it."""
    if mention.label == label:
        return accept(desk, [mention]) if isinstance(mention, Suggestion) else Edit("relabel")
    return _move(desk, "relabel", mention, mention.span, label)


def move_border(desk: Desk, mention: Mention, span: Span) -> Edit:
    """Give a mention another span, which accepts it."""
    if mention.span == span:
        return Edit("move_border")
    return _move(desk, "move_border", mention, span, mention.label)


def set_value(desk: Desk, annotation: Annotation, value: str | None, mod: str | None, calendar: str | None) -> Edit:
    """Set the value of a date or document by hand; a rule will not change it again."""
    new = replace(annotation, value=value, mod=mod, calendar=calendar, value_by=PERSON)
    return Edit("set_value", (annotation,), (new,)) if new != annotation else Edit("set_value")


def set_note(annotation: Annotation, flag: bool, note: str) -> Edit:
    """Mark an annotation as doubtful, or say something about it."""
    return _update("set_note", annotation, replace(annotation, flag=flag, note=note))


def link(desk: Desk, kind: str, head: Annotation, tail: Annotation, status: str | None = None) -> Edit:
    """Link two accepted annotations; the same link with another status is an update."""
    for relation in desk.layer.relations_of(head.id):
        if (relation.kind, relation.head, relation.tail) == (kind, head.id, tail.id):
            return _update("link", relation, replace(relation, status=status))
    return Edit("link", (), (Relation(new_id(), desk.article.id, desk.layer.id, b"", kind, head.id, tail.id, status),))


def unlink(relation: Relation) -> Edit:
    """Take a link away."""
    return Edit("unlink", (relation,))


def change_card(desk: Desk, name: str, dates: Detection | None = None, **fields: Any) -> Edit:
    """Change fields of the article's card; with a detection made for a new publication date, the dates follow it.

    Only values that a rule set are changed, never those of a person.
    """
    card = replace(desk.card, **fields)
    edit = _update(name, desk.card, card) if desk.layer.card else Edit(name, (), (card,))
    if dates is None:
        return edit
    values = {(s.span, s.label): s for s in dates.suggestions if s.value is not None}
    removed, added = list(edit.removed), list(edit.added)
    for annotation in desk.layer:
        new = values.get((annotation.span, annotation.label))
        if new and annotation.value_by == RULE and (new.value, new.mod, new.calendar) != _value(annotation):
            removed.append(annotation)
            added.append(replace(annotation, value=new.value, mod=new.mod, calendar=new.calendar))
    return Edit(name, tuple(removed), tuple(added))


def closed(layer: Layer, edit: Edit) -> Edit:
    """The edit with the relations that would lose an end removed too, so that its inverse is exact."""
    kept = {item.id for item in edit.added}
    gone = {i.id for i in edit.removed if isinstance(i, Annotation) and i.id not in kept}
    gone |= {i.id for i in edit.added if isinstance(i, Annotation) and i.decision is Decision.REJECTED}
    hanging = {r.id: r for id in gone for r in layer.relations_of(id)}
    for item in edit.removed:
        hanging.pop(item.id, None)
    return replace(edit, removed=(*edit.removed, *hanging.values()))


def _update(name: str, before: Item, after: Item) -> Edit:
    return Edit(name, (before,), (after,)) if before != after else Edit(name)


def _value(annotation: Annotation) -> tuple[str | None, str | None, str | None]:
    return annotation.value, annotation.mod, annotation.calendar


def _fresh(desk: Desk, span: Span, label: str) -> Annotation:
    return Annotation(new_id(), desk.article.id, desk.layer.id, b"", span, label)


def _accepted(desk: Desk, mention: Mention) -> Annotation | None:
    """The mention as an accepted annotation; None where it is one already."""
    twin = desk.layer.at(mention.span, mention.label)
    if twin:
        return replace(twin, decision=Decision.ACCEPTED) if twin.decision is Decision.REJECTED else None
    assert isinstance(mention, Suggestion)
    return replace(
        _fresh(desk, mention.span, mention.label),
        origin=mention.origin,
        score=mention.score,
        value=mention.value,
        mod=mention.mod,
        calendar=mention.calendar,
        value_by=RULE if mention.value is not None else None,
    )


def _rejection(desk: Desk, suggested: Suggestion, twin: Annotation | None = None) -> Annotation:
    """A rejected annotation at the place of a suggestion; `twin` is the annotation that stands there now."""
    base = twin or replace(
        _fresh(desk, suggested.span, suggested.label), origin=suggested.origin, score=suggested.score
    )
    return replace(base, decision=Decision.REJECTED)


def _move(desk: Desk, name: str, mention: Mention, span: Span, label: str) -> Edit:
    """Accept a mention at another place, where it keeps its id and relations if it had any."""
    suggested = desk.suggestion_at(span, label)
    if isinstance(mention, Annotation):
        new = replace(mention, span=span, label=label, decision=Decision.ACCEPTED)
    else:
        new = replace(_fresh(desk, span, label), origin=PERSON)
    if suggested:
        new = replace(new, value=suggested.value, mod=suggested.mod, calendar=suggested.calendar, value_by=RULE)
    elif label != mention.label:
        new = replace(new, value=None, mod=None, calendar=None, value_by=None)
    left = desk.suggestion_at(mention.span, mention.label)
    return _arrive(desk, name, [mention] if isinstance(mention, Annotation) else [], [new], left)


def _arrive(
    desk: Desk, name: str, removed: Sequence[Annotation], added: Sequence[Annotation], left: Suggestion | None = None
) -> Edit:
    """The edit that puts accepted annotations in.

    What stood at their place goes, suggestions that they overlap and contradict are rejected (two spans of one label never
    overlap, two of any label never cross), and so is the suggestion that was `left`.
    """
    places: set[Place] = {(a.span, a.label) for a in added}
    gone = {a.id: a for a in removed}
    for annotation in added:
        twin = desk.layer.at(annotation.span, annotation.label)
        if twin and twin.id not in gone:
            gone[twin.id] = twin
    settled = [left] if left and desk.layer.at(left.span, left.label) in (None, *removed) else []
    if name != "accept_all":
        settled += [s for a in added for s in desk.open_at(a.span) if s is not left and _contradicts(a, s)]
    rejections = [_rejection(desk, s) for s in settled if (s.span, s.label) not in places]
    links = _suggested_links(desk, [a for a in added if a.decision is Decision.ACCEPTED], gone)
    return closed(desk.layer, Edit(name, tuple(gone.values()), (*added, *rejections, *links)))


def _contradicts(annotation: Annotation, suggestion: Suggestion) -> bool:
    if not annotation.span.overlaps(suggestion.span):
        return False
    if annotation.span == suggestion.span:
        return True
    return annotation.label == suggestion.label or annotation.span.crosses(suggestion.span)


def _suggested_links(desk: Desk, added: Sequence[Annotation], gone: dict[bytes, Annotation]) -> list[Relation]:
    """Suggested relations both of whose ends are accepted once `added` are."""
    new = {(a.span, a.label): a for a in added}

    def end(place: Place) -> Annotation | None:
        there = new.get(place) or desk.layer.at(*place)
        return (
            there if there and there.decision is Decision.ACCEPTED and (there.id not in gone or place in new) else None
        )

    def linked(head: Annotation, tail: Annotation, kind: str) -> bool:
        return any((r.kind, r.tail) == (kind, tail.id) for r in desk.layer.relations_of(head.id) if r.head == head.id)

    found = []
    for relation in _touching(desk.detection.relations, set(new)):
        head, tail = end(relation.head), end(relation.tail)
        if head and tail and not linked(head, tail, relation.kind):
            ends = (relation.kind, head.id, tail.id, relation.status)
            found.append(Relation(new_id(), desk.article.id, desk.layer.id, b"", *ends))
    return found


def _touching(relations: Iterable[SuggestedRelation], places: set[Place]) -> list[SuggestedRelation]:
    return [r for r in relations if r.head in places or r.tail in places]
