"""The article's card: publication date, province, state, flag and note."""

from dataclasses import replace
from typing import Any

from core.model.annotation import RULE, Annotation
from core.model.article import ArticleCard, State
from core.model.detection import Detection
from core.model.edit import Edit, Item
from core.model.layer import Layer
from core.verbs.desk import Desk
from core.verbs.edits import DATE, changed, read_date


def change_card(desk: Desk, name: str, dates: Detection | None = None, **fields: Any) -> Edit:
    """Change fields of the article's card; with a detection made for a new publication date, the dates follow it.

    Only values that a rule set are changed, never those of a person.
    """
    card = replace(desk.card, **fields)
    edit = changed(name, desk.card, card) if desk.layer.card else Edit(name, (), (card,))
    if dates is None:
        return edit
    values = {(s.span, s.label): (s.value, s.mod, s.calendar) for s in dates.suggestions if s.value is not None}
    removed, added = list(edit.removed), list(edit.added)
    for annotation in desk.layer:
        if annotation.value_by != RULE:
            continue
        new = values.get((annotation.span, annotation.label))
        if new is None and annotation.label == DATE:
            new = read_date(desk, annotation.span, card.published)
        if new and new[0] is not None and new != (annotation.value, annotation.mod, annotation.calendar):
            removed.append(annotation)
            added.append(replace(annotation, value=new[0], mod=new[1], calendar=new[2]))
    return Edit(name, tuple(removed), tuple(added))


def moved_to(layer: Layer, province: str | None, by: str) -> Edit:
    """Say of an article that it is of a province (a unit's id, None: of none); `by` is `person` or `rule`.

    Empty where the layer has no card, or says so already.
    """
    card = layer.card
    if card is None or card.province == province:
        return Edit("set_province")
    return changed("set_province", card, replace(card, province=province, province_by=by if province else None))


def started(desk: Desk, edit: Edit) -> Edit:
    """The edit with the card marked as started, where this is the first decision about the article."""
    card = desk.card
    decides = any(isinstance(i, Annotation) for i in edit.added)
    if not decides or card.state is not State.NEW or any(isinstance(i, ArticleCard) for i in edit.added):
        return edit
    before: tuple[Item, ...] = (card,) if desk.layer.card else ()
    return Edit(edit.name, (*edit.removed, *before), (*edit.added, replace(card, state=State.STARTED)))
