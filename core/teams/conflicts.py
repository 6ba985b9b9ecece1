"""What the server refused because somebody had changed the same meanwhile: to be forgotten, or done over what is there now."""

from dataclasses import replace

from core.model.annotation import Annotation
from core.model.article import ArticleCard
from core.model.edit import Edit, Item
from core.model.layer import Layer
from core.model.relation import Relation
from core.store.store import Store
from core.teams.spool import Waiting
from core.teams.store import TeamStore


def again(store: TeamStore, refused: Waiting) -> Edit:
    """Do a refused edit over what is there now, as a new decision of the same annotator; what was written.

    What it added takes the place of what has its id, its span and label, or is the article's card; what it only removed goes.
    Relations of which an end is no longer there are left out. Raises StoreError, and then it stays refused.
    """
    layer = store.layer(refused.edit.article, refused.edit.layer)
    edit = over(layer, refused.edit)
    written = Store.apply(store, edit, refused.annotator, stamp=store.stamp()) if edit else edit
    store.spool.forget(refused.stamp.id)
    return written


def over(layer: Layer, edit: Edit) -> Edit:
    """An edit as it would be if it were decided on this layer."""
    removed: dict[bytes, Item] = {}
    added: dict[bytes, Item] = {}
    moved: dict[bytes, bytes] = {}  # ids of annotations as the edit has them -> those whose place they take
    kept = {item.id for item in edit.added}
    for item in edit.removed:
        mine = layer.get(item.id)
        if mine is not None and item.id not in kept:
            removed[mine.id] = mine
            removed |= {link.id: link for link in layer.relations_of(mine.id)}
    for item in edit.added:
        if isinstance(item, Relation):
            item = replace(item, head=moved.get(item.head, item.head), tail=moved.get(item.tail, item.tail))
            if any(end not in added and (layer.get(end) is None or end in removed) for end in (item.head, item.tail)):
                continue
        mine = layer.get(item.id)
        if isinstance(item, Annotation):
            mine = layer.at(item.span, item.label) or mine
        elif isinstance(item, ArticleCard):
            mine = layer.card
        if mine is not None:
            removed[mine.id] = mine
            moved[item.id] = mine.id
            item = replace(item, id=mine.id)
        added[item.id] = item
    same = {id for id, item in added.items() if id in removed and replace(item, rev=removed[id].rev) == removed[id]}
    gone, new = (tuple(item for id, item in side.items() if id not in same) for side in (removed, added))
    return Edit(edit.name, gone, new)
