"""The journal of one article as people ask for it: who decided what, when, where, from what to what; and the way back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.errors import UsageError
from core.model.annotation import Annotation
from core.model.article import ArticleCard
from core.model.edit import Edit, Item
from core.store import journal
from core.store.connect import speaking
from core.store.journal import Entry
from core.store.merge import replayed
from core.store.merge_lineage import is_conflict
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """What one entry made of one item: None before where it was new, None after where it was taken out."""

    entry: Entry
    before: Item | None
    after: Item | None


def moments(store: Store, article: bytes, layer: bytes | None = None) -> Iterator[Entry]:
    """Everything that was done to an article, in one layer or in all, the newest first."""
    return (e for e in journal.of_article(store, article) if layer in (None, e.layer))


def changes(store: Store, entry: Entry) -> list[Change]:
    """What an entry changed, item by item."""
    edit = journal.edit_of(store, entry)
    before, after = {i.id: i for i in edit.removed}, {i.id: i for i in edit.added}
    return [Change(entry, before.get(id), after.get(id)) for id in before | after]


def history_of(store: Store, item: Item) -> list[Change]:
    """What became of one item, the newest first."""
    entries = moments(store, item.article, item.layer)
    return [c for entry in entries for c in changes(store, entry) if item.id in _ids(c)]


def back_to(store: Store, article: bytes, layer: bytes, moment: bytes) -> Edit:
    """The edit that makes a layer of an article be as it was right after the entry `moment`; empty where it is so.

    Sources stay. UsageError for an entry that is none of this layer's.
    """
    entry = next((e for e in moments(store, article, layer) if e.id == moment), None)
    if entry is None:
        raise UsageError("no_moment")
    with speaking(store.path), store.engine.connect() as db:
        then = replayed(db, article, upto=entry.seq).get(layer, {})
    mine = store.layer(article, layer)
    now = {i.id: i for i in mine.items if not is_conflict(i)}
    was = {id: _with_sources(item, mine.card) for id, item in then.items() if not is_conflict(item)}
    if mine.card and mine.card.id not in was:
        was[mine.card.id] = mine.card
    removed = [item for id, item in now.items() if id not in was or _differ(item, was[id])]
    added = [item for id, item in was.items() if id not in now or _differ(now[id], item)]
    return Edit("restore_moment", tuple(removed), tuple(added))


def item_back_to(store: Store, change: Change) -> Edit:
    """The edit that makes one item be as a change left it; its links go where it was taken out. Empty where it is so."""
    item = change.after or change.before
    if item is None:
        return Edit("restore_moment")
    layer = store.layer(item.article, item.layer)
    now = layer.get(item.id)
    if change.after is None:
        links = layer.relations_of(item.id) if isinstance(item, Annotation) else []
        return Edit("restore_moment", (now, *links) if now else ())
    if now and not _differ(now, change.after):
        return Edit("restore_moment")
    return Edit("restore_moment", (now,) if now else (), (_with_sources(change.after, layer.card),))


def _with_sources(item: Item, card: ArticleCard | None) -> Item:
    """A card as it was, at the sources and under the id that it has now."""
    return replace(item, id=card.id, sources=card.sources) if isinstance(item, ArticleCard) and card else item


def _differ(one: Item, other: Item) -> bool:
    return replace(one, rev=b"") != replace(other, rev=b"")


def _ids(change: Change) -> set[bytes]:
    return {item.id for item in (change.before, change.after) if item}
