"""Links between mentions: made, taken away, and proposed so that one key finds the right one."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import Conflict
from core.model.annotation import Annotation, Suggestion
from core.model.article import ArticleCard
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.relation import Relation
from core.model.scheme import RelationKind, Scheme
from core.model.span import Span
from core.verbs.deciding import accept
from core.verbs.desk import Desk, Mention, Place
from core.verbs.edits import Draft, changed, joined

HOLDS, AT, DURING = "HOLDS", "AT", "DURING"
_MOST = 9  # proposals for one link


def link(desk: Desk, kind: str, head: Mention, tail: Mention, status: str | None = None) -> Edit:
    """Link two mentions, which accepts them; the same link with another status is an update.

    Changes nothing where one of them is gone or the two are one.
    """
    one, other = desk.now(head), desk.now(tail)
    if one is None or other is None or (one.span, one.label) == (other.span, other.label):
        return Edit("link")
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        return _linked(desk, kind, one, other, status)
    draft = Draft(desk)
    draft.do(accept(draft.desk, [m for m in (one, other) if isinstance(m, Suggestion)]))
    one, other = draft.desk.now(one), draft.desk.now(other)
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        draft.do(_linked(draft.desk, kind, one, other, status))
    return draft.edit("link")


def _linked(desk: Desk, kind: str, head: Annotation, tail: Annotation, status: str | None) -> Edit:
    for relation in desk.layer.relations_of(head.id):
        if (relation.kind, relation.head, relation.tail) == (kind, head.id, tail.id):
            return changed("link", relation, replace(relation, status=status))
    return Edit("link", (), (Relation(new_id(), desk.article.id, desk.layer.id, b"", kind, head.id, tail.id, status),))


def unlink(relation: Relation) -> Edit:
    """Take a link away."""
    return Edit("unlink", (relation,))


def kinds_from(scheme: Scheme, label: str) -> list[RelationKind]:
    """The kinds of links that a mention with this label can be the head of."""
    return [kind for kind in scheme.relations if kind.head == label]


def tails(desk: Desk, kind: RelationKind, head: Mention) -> list[Mention]:
    """What a mention may be linked to, the likeliest first: what is suggested, then what is nearest in the paragraph.

    Without those that it is linked to already; from the rest of the article only where the paragraph has none.
    """
    now = desk.now(head)
    if now is None or now.label != kind.head:
        return []
    here = now.span, now.label
    linked = (
        {r.tail for r in desk.layer.relations_of(now.id) if r.kind == kind.name} if isinstance(now, Annotation) else ()
    )
    suggested = {r.tail for r in desk.detection.relations if r.kind == kind.name and r.head == here}

    def fitting(mentions: list[Mention]) -> list[Mention]:
        fit = [m for m in mentions if m.label == kind.tail and (m.span, m.label) != here]
        return [m for m in fit if not (isinstance(m, Annotation) and m.id in linked)]

    paragraph = desk.paragraph_at(now.span.start)
    near = fitting(desk.mentions_at(paragraph)) if paragraph else []
    found = near or fitting(desk.mentions)
    return sorted(found, key=lambda m: ((m.span, m.label) not in suggested, _far(now.span, m.span)))[:_MOST]


def _far(one: Span, other: Span) -> int:
    """How many code points lie between two spans; what overlaps is nearest."""
    return max(0, other.start - one.end, one.start - other.end)


def link_next(desk: Desk, kind: RelationKind, head: Mention, made: Sequence[Edit] = ()) -> Edit:
    """Link a mention to its best tail; `made`, the edits that this wrote before for it, are taken back for the next best.

    After the last proposal nothing is linked, then the first again. The status is the suggested one, else the kind's first.
    """
    draft = Draft(desk)
    behind: Place | None = None
    try:
        draft.do(_without_card(joined("link", made).inverse))
        if made and (last := _linked_by(made[-1], kind)):
            tail = desk.layer.get(last.tail)
            behind = (tail.span, tail.label) if isinstance(tail, Annotation) else None
    except Conflict:  # something else was done since: the link stays, and another is added
        draft = Draft(desk)
    order = tails(draft.desk, kind, head)
    places = [(m.span, m.label) for m in order]
    at = places.index(behind) + 1 if behind in places else 0
    if at < len(order):
        draft.do(link(draft.desk, kind.name, head, order[at], _status(desk, kind, head, order[at])))
    return draft.edit("link")


def _without_card(edit: Edit) -> Edit:
    """The edit without the article's card, which stays started."""
    removed, added = (tuple(i for i in side if not isinstance(i, ArticleCard)) for side in (edit.removed, edit.added))
    return Edit(edit.name, removed, added)


def _linked_by(edit: Edit, kind: RelationKind) -> Relation | None:
    return next((i for i in reversed(edit.added) if isinstance(i, Relation) and i.kind == kind.name), None)


def _status(desk: Desk, kind: RelationKind, head: Mention, tail: Mention) -> str | None:
    """The status that is suggested for a link, else the kind's own."""
    ends = (kind.name, (head.span, head.label), (tail.span, tail.label))
    said = next((r.status for r in desk.detection.relations if (r.kind, r.head, r.tail) == ends), None)
    return said or next(iter(kind.statuses), None)
