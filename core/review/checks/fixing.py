"""Putting right what a check found, by the verbs that a person uses."""

from core.model.annotation import Annotation, Decision
from core.model.article import ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.ids import new_id
from core.review.checks.case import HOLDS
from core.review.checks.finding import Fix, Way
from core.store.store import Store
from core.verbs import Desk, Draft, annotate, link, move_border, reject, relabel, set_value


def desk_of(store: Store, article: bytes, layer: bytes) -> Desk:
    """An article as one layer has it, whoever's it is, without suggestions. StoreError if there is no such article."""
    there = store.layer(article, layer)
    return Desk(store.article(article), there, Detection(), there.card or ArticleCard(new_id(), article, layer, b""))


def edit_of(desk: Desk, fix: Fix) -> Edit:
    """What a fix changes, as an edit of the desk's layer; an empty one where things are no longer as the check saw them."""
    there = desk.layer.at(fix.span, fix.label)
    if fix.way is Way.ANNOTATE:
        return annotate(desk, fix.span, fix.label) if there is None else Edit("annotate")
    if there is None or there.decision is Decision.REJECTED:
        return Edit(fix.way.value)
    if fix.way is Way.RELABEL:
        return relabel(desk, there, fix.to)
    if fix.way is Way.VALUE:
        return set_value(desk, there, fix.to, there.mod, there.calendar)
    if fix.way is Way.REJECT:
        return reject(desk, there)
    if fix.onto is None:
        return Edit(fix.way.value)
    if fix.way is Way.LINK:
        person = desk.layer.at(fix.onto, fix.to)
        return link(desk, HOLDS, person, there, "current") if person else Edit("link")
    return _moved(desk, there, fix)


def _moved(desk: Desk, there: Annotation, fix: Fix) -> Edit:
    """The border moved, and what then stands wrongly within it gone: a place that is now part of a body's name."""
    assert fix.onto is not None
    draft = Draft(desk)
    draft.do(move_border(draft.desk, there, fix.onto))
    for other in draft.desk.layer.overlapping(fix.onto):
        if other.label == "PLACE" and other.decision is Decision.ACCEPTED and fix.onto.contains(other.span):
            draft.do(reject(draft.desk, other))
    return draft.edit(fix.way.value)
