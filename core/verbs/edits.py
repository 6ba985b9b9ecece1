"""What all verbs are made of: an annotation that arrives somewhere, what has to leave for it, and several edits as one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.annotation import PERSON, RULE, Annotation, Decision, Suggestion
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.relation import Relation, SuggestedRelation
from core.model.span import Span
from core.verbs.desk import Desk, Mention, Place

DATE = "DATE"
_NESTS = {("AGENCY", "TITLE")}


class Draft:
    """Verbs one after another on a copy of the desk, written down as one edit."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk.copy()
        self._edits: list[Edit] = []

    def do(self, edit: Edit) -> Edit:
        """Take an edit in; the next verb sees what it did."""
        if edit:
            self.desk.layer.apply(edit)
            self._edits.append(edit)
        return edit

    def edit(self, name: str) -> Edit:
        """All of it as one edit of that name."""
        return joined(name, self._edits)


def joined(name: str, edits: Iterable[Edit]) -> Edit:
    """Edits one after another as one: from what there was before the first to what there is after the last."""
    before: dict[bytes, Item | None] = {}
    after: dict[bytes, Item] = {}
    for edit in edits:
        for item in edit.removed:
            before.setdefault(item.id, item)
            after.pop(item.id, None)
        for item in edit.added:
            before.setdefault(item.id, None)
            after[item.id] = item
    removed = tuple(item for id, item in before.items() if item is not None and after.get(id) != item)
    return Edit(name, removed, tuple(item for id, item in after.items() if before[id] != item))


def closed(layer: Layer, edit: Edit) -> Edit:
    """The edit with the relations that would lose an end removed too, so that its inverse is exact."""
    kept = {item.id for item in edit.added}
    gone = {i.id for i in edit.removed if isinstance(i, Annotation) and i.id not in kept}
    gone |= {i.id for i in edit.added if isinstance(i, Annotation) and i.decision is Decision.REJECTED}
    hanging = {r.id: r for id in gone for r in layer.relations_of(id)}
    for item in edit.removed:
        hanging.pop(item.id, None)
    return replace(edit, removed=(*edit.removed, *hanging.values()))


def changed(name: str, before: Item, after: Item) -> Edit:
    """The edit that makes one item another state of itself."""
    return Edit(name, (before,), (after,)) if before != after else Edit(name)


def fresh(desk: Desk, span: Span, label: str) -> Annotation:
    """An annotation by hand, with the value of a time where the words alone give one."""
    new = Annotation(new_id(), desk.article.id, desk.layer.id, b"", span, label)
    return with_value(desk, new)


def with_value(desk: Desk, annotation: Annotation) -> Annotation:
    """The annotation with the value that rules give it at its place; one that a person set stays."""
    if annotation.value is not None and annotation.value_by == PERSON:
        return annotation
    found = desk.suggestion_at(annotation.span, annotation.label)
    if found is None and annotation.label != DATE:
        return annotation
    value, mod, calendar = (found.value, found.mod, found.calendar) if found else read_date(desk, annotation.span)
    return replace(annotation, value=value, mod=mod, calendar=calendar, value_by=RULE if value is not None else None)


def read_date(desk: Desk, span: Span, published: str | None = None) -> tuple[str | None, str | None, str | None]:
    """Value, mod and calendar of the one time that a span's words name by themselves; three times None for none.

    `published` is the date to read it against, if not the card's.
    """
    from core.timex.values import value_of  # the grammar of times loads when first used

    read = value_of(span.of(desk.article.text), published or desk.card.published)
    return (read.value, read.mod, read.calendar) if read else (None, None, None)


def accepted(desk: Desk, mention: Mention) -> Annotation | None:
    """The mention as an accepted annotation; None where it is one already."""
    twin = desk.layer.at(mention.span, mention.label)
    if twin:
        return replace(twin, decision=Decision.ACCEPTED) if twin.decision is Decision.REJECTED else None
    if isinstance(mention, Annotation):  # gone meanwhile
        return fresh(desk, mention.span, mention.label)
    return replace(
        Annotation(new_id(), desk.article.id, desk.layer.id, b"", mention.span, mention.label),
        origin=mention.origin,
        score=mention.score,
        value=mention.value,
        mod=mention.mod,
        calendar=mention.calendar,
        value_by=RULE if mention.value is not None else None,
    )


def rejection(desk: Desk, suggested: Suggestion, twin: Annotation | None = None) -> Annotation:
    """A rejected annotation at the place of a suggestion; `twin` is the annotation that stands there now."""
    if twin:
        return replace(twin, decision=Decision.REJECTED)
    place = new_id(), desk.article.id, desk.layer.id, b"", suggested.span, suggested.label
    return Annotation(*place, Decision.REJECTED, suggested.origin, suggested.score)


def arrive(
    desk: Desk, name: str, removed: Sequence[Annotation], added: Sequence[Annotation], left: Suggestion | None = None
) -> Edit:
    """The edit that puts accepted annotations in.

    What stood at their place goes, suggestions that they overlap and contradict are rejected (only agencies within
    posts stand in one another, nothing else does), and so is the suggestion that was `left`.
    """
    places: set[Place] = {(a.span, a.label) for a in added}
    gone = {a.id: a for a in removed}
    for annotation in added:
        twin = desk.layer.at(annotation.span, annotation.label)
        if twin and twin.id not in gone:
            gone[twin.id] = twin
    settled = [left] if left and desk.layer.at(left.span, left.label) in (None, *removed) else []
    if name != "accept_all":
        settled += [s for a in added for s in desk.open_at(a.span) if s is not left and clashes(a.span, a.label, s)]
    unwanted = {(s.span, s.label): s for s in settled if (s.span, s.label) not in places}
    rejections = [rejection(desk, s) for s in unwanted.values()]
    links = _suggested_links(desk, [a for a in added if a.decision is Decision.ACCEPTED], gone)
    return closed(desk.layer, Edit(name, tuple(gone.values()), (*added, *rejections, *links)))


def clashes(span: Span, label: str, other: Mention) -> bool:
    """Whether a span with a label and a mention cannot both be right: only agencies within posts stand in one another."""
    if not span.overlaps(other.span) or (span, label) == (other.span, other.label):
        return False
    if span == other.span or label == other.label or span.crosses(other.span):
        return True
    inner, outer = (label, other.label) if other.span.contains(span) else (other.label, label)
    return (inner, outer) not in _NESTS


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
