"""The history of an article or a span in words: what was done, from what to what, by whom, when and where."""

from dataclasses import dataclass
from itertools import islice

from core.model.edit import Item
from core.model.scheme import Scheme
from core.store.journal import Entry
from core.store.merge_words import item_words, moment_words
from core.store.moments import Change, changes, history_of, moments
from core.store.store import Store
from core.wording import say


@dataclass(frozen=True, slots=True)
class Line:
    """One moment: the entry's id, what was done, from what to what (empty for an article), who and when."""

    moment: bytes
    what: str
    detail: str
    by: str
    change: Change | None = None


def of_item(store: Store, item: Item, text: str, scheme: Scheme) -> list[Line]:
    """The history of one item, the newest first."""
    names = store.annotators()
    lines = []
    for change in history_of(store, item):
        sides = (item_words(i, text, scheme) if i else say("history.nothing") for i in (change.before, change.after))
        before, after = sides
        detail = say("history.from_to", before=before, after=after)
        lines.append(Line(change.entry.id, _what(change.entry), detail, _by(change.entry, names), change))
    return lines


def of_article(store: Store, article: bytes, layer: bytes, most: int = 40) -> list[Line]:
    """The newest moments of one layer of an article."""
    names = store.annotators()
    return [
        Line(e.id, say("history.items", name=_what(e), count=len(changes(store, e))), "", _by(e, names))
        for e in islice(moments(store, article, layer), most)
    ]


def _what(entry: Entry) -> str:
    name = say(f"edits.{entry.name}")
    if entry.kind in ("undo", "redo"):
        return say("history.undone" if entry.kind == "undo" else "history.redone", name=name)
    return name


def _by(entry: Entry, names: dict[bytes, str]) -> str:
    who = names.get(entry.annotator, "?")
    return say("history.line", at=moment_words(entry.at), name=who, machine=entry.machine)
