"""An article that its portal has corrected: read anew, with what was decided carried over, and the rest to look through."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from core.errors import UsageError
from core.model.annotation import Annotation
from core.model.article import Article, ArticleCard, Source, State
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.store import tables
from core.store.connect import speaking
from core.store.merge_lineage import is_conflict
from core.store.rows import item_of
from core.store.store import Store
from core.text.carry import Sides

EARLIER = "earlier_version"
"""The kind of the record, on the newer article, of which one it is a correction, and what is left to look through."""

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one layer: items carried over, and annotations that have to be looked at."""

    layer: bytes
    carried: int
    left: int


@dataclass(frozen=True, slots=True)
class Left:
    """An annotation of the earlier version that was not carried over: its words, and about where they would be now."""

    label: str
    words: str
    value: str | None
    near: int


def reread(
    store: Store, old: bytes, article: Article, source: Source, raw: bytes, title: str, by: bytes
) -> tuple[Reread, ...]:
    """Put the corrected text in as an article of its own and carry every layer over; the old one stays as it is.

    UsageError where the text is the same. Raises StoreError where there is no such article.
    """
    before = store.article(old)
    if article.id == old:
        raise UsageError("reread_same", path=source.path)
    sides = Sides(before.text, article.text)
    batch = new_id()
    found = []
    for layer in _layers(store, old):
        mine = store.layer(old, layer)
        first = mine.card or ArticleCard(new_id(), old, layer, b"")
        card = replace(first, id=new_id(), article=article.id, title=title or first.title, sources=(source,))
        store.add(article, source, raw, replace(card, state=State.NEW, flag=False, note=""), by)
        found.append(_carry(store, sides, mine, article, card, by, batch))
    return tuple(found)


def carry_over(store: Store, old: bytes, new: bytes, by: bytes) -> tuple[Reread, ...]:
    """As `reread`, where the corrected text is an article of the dataset already."""
    card = store.any_card(new)
    sources = card.sources if card else ()
    source = sources[-1] if sources else Source("", "", "", "")
    return reread(
        store, old, store.article(new), source, store.raw(source.sha256) or b"", card.title if card else "", by
    )


def left_over(store: Store, article: bytes, layer: bytes) -> tuple[bytes, list[Left]] | None:
    """Of which article this one is a correction, and what of its annotations is to be looked through; None for neither."""
    record = next((r for r in store.layer(article, layer).records if r.kind == EARLIER), None)
    if record is None:
        return None
    rows = record.fields["left"]
    return bytes.fromhex(record.fields["of"]), [Left(r["label"], r["words"], r["value"], r["near"]) for r in rows]


def looked_at(store: Store, article: bytes, layer: bytes, number: int) -> Edit:
    """The edit that takes one of `left_over` off the list."""
    record = next(r for r in store.layer(article, layer).records if r.kind == EARLIER)
    rows = [row for n, row in enumerate(record.fields["left"]) if n != number]
    return Edit("reread", (record,), (replace(record, fields={**record.fields, "left": rows}),))


class Paths:
    """Which article was last read from which path, so that an import knows a corrected one."""

    def __init__(self, store: Store) -> None:
        self._article: dict[int, bytes] = {}
        card, last = tables.card, b""
        while True:
            query = select(card).where(card.c.id > last).order_by(card.c.id).limit(_PAGE)
            with speaking(store.path), store.engine.connect() as db:
                rows = db.execute(query).mappings().all()
            for row in rows:
                found = item_of(ArticleCard, row)
                if isinstance(found, ArticleCard):
                    self._article |= {_short(s.path): found.article for s in found.sources}
            if len(rows) < _PAGE:
                return
            last = rows[-1]["id"]

    def earlier(self, path: str, article: bytes) -> bytes | None:
        """Another article that was read from this path; from now on it is `article`."""
        known = self._article.get(_short(path))
        self._article[_short(path)] = article
        return known if known != article else None


def _carry(
    store: Store, sides: Sides, mine: Layer, article: Article, card: ArticleCard, by: bytes, batch: bytes
) -> Reread:
    there = store.layer(article.id, mine.id)
    ids: dict[bytes, bytes] = {}
    added: list[Item] = []
    left: list[dict[str, Any]] = []
    for note in mine:
        span = sides.carried(note.span)
        if span is None:
            words = note.span.of(sides.old)
            left.append({"label": note.label, "words": words, "value": note.value, "near": sides.near(note.span)})
        elif twin := there.at(span, note.label):
            ids[note.id] = twin.id
        else:
            ids[note.id] = new_id()
            added.append(replace(note, id=ids[note.id], article=article.id, span=span))
    for link in mine.relations:
        if link.head in ids and link.tail in ids:
            ends = {"head": ids[link.head], "tail": ids[link.tail]}
            if not any((r.kind, r.head, r.tail) == (link.kind, *ends.values()) for r in there.relations):
                added.append(replace(link, id=new_id(), article=article.id, **ends))
    for record in mine.records:
        if not is_conflict(record) and record.kind != EARLIER:
            evidence = {name: _all_carried(sides, spans) for name, spans in record.evidence.items()}
            fields = {name: spans for name, spans in evidence.items() if spans is not None}
            added.append(replace(record, id=new_id(), article=article.id, evidence=fields))
    link = Record(new_id(), article.id, mine.id, b"", EARLIER, {"of": mine.article.hex(), "left": left})
    now = there.card
    state = State.STARTED if card.state is State.DONE else card.state
    cards = (replace(card, id=now.id, sources=now.sources, state=state),) if now else ()
    edit = Edit("reread", (now,) if now else (), (*cards, *added, link))
    store.apply(edit, by, batch=batch)
    return Reread(mine.id, sum(isinstance(i, Annotation | Relation | Record) for i in added), len(left))


def _all_carried(sides: Sides, spans: Iterable[Span]) -> tuple[Span, ...] | None:
    """The spans in the new text; None where one is not there."""
    found = [sides.carried(span) for span in spans]
    return tuple(s for s in found if s) if all(found) else None


def _layers(store: Store, article: bytes) -> list[bytes]:
    card, notes = tables.card.c, tables.annotation.c
    with speaking(store.path), store.engine.connect() as db:
        found = set(db.scalars(select(card.layer).where(card.article == article)))
        found |= set(db.scalars(select(notes.layer).where(notes.article == article).distinct()))
    return sorted(found)


def _short(path: str) -> int:
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big")
