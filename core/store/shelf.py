"""The library: which articles there are, filtered and searched, and their rows a page at a time."""

from collections.abc import Sequence

from sqlalchemy import Connection, Select, and_, func, or_, select, true

from core.model.article import FINISHED, State
from core.model.library import Filter, Progress, ShelfRow
from core.store import tables
from core.store.connect import speaking
from core.store.dialect import has_words, suggested_places
from core.store.store import Store

_FIRST_PAGE, _LARGEST_PAGE = 16, 4096


class Shelf:
    """The articles of a dataset as one annotator has them."""

    def __init__(self, store: Store, layer: bytes) -> None:
        self._store = store
        self._layer = layer
        self._mine = and_(tables.card.c.article == tables.article.c.id, tables.card.c.layer == layer)
        self._found = tables.detection.c.article == tables.article.c.id
        self._province = func.coalesce(tables.card.c.province, tables.detection.c.province)

    def ids(self, only: Filter | None = None) -> list[bytes]:
        """Articles in the order in which they were added."""
        only = only or Filter()
        query = self._from(select(tables.article.c.id)).order_by(tables.article.c.number)
        if only.province is not None:
            query = query.where(self._province == only.province if only.province else self._province.is_(None))
        if only.states:
            there = tables.card.c.state.in_([state.value for state in only.states])
            query = query.where(or_(tables.card.c.state.is_(None), there) if State.NEW in only.states else there)
        if only.flagged:
            query = query.where(tables.card.c.flag)
        if (found := has_words(self._store.engine.dialect.name, only.words)) is not None:
            query = query.where(found)
        with speaking(self._store.path), self._store.engine.connect() as db:
            return list(db.execute(query).scalars())

    def rows(self, ids: Sequence[bytes]) -> list[ShelfRow]:
        """The rows of some articles, in the order of `ids`."""
        card, found, notes = tables.card, tables.detection, tables.annotation
        mine = and_(notes.c.article == tables.article.c.id, notes.c.layer == self._layer)
        accepted = select(func.count()).where(mine, notes.c.decision == "accepted").scalar_subquery()
        columns = (
            tables.article.c.id,
            func.coalesce(card.c.title, tables.article.c.title).label("title"),
            func.coalesce(card.c.state, State.NEW.value).label("state"),
            func.coalesce(card.c.published, found.c.published).label("published"),
            self._province.label("province"),
            func.coalesce(card.c.flag, False).label("flag"),
            accepted.label("accepted"),
            found.c.count.label("suggested"),
        )
        with speaking(self._store.path), self._store.engine.connect() as db:
            rows = {r.id: r for r in db.execute(self._from(select(*columns)).where(tables.article.c.id.in_(ids)))}
            decided = self._decided(db, [r.id for r in rows.values() if r.suggested])
        shelf = []
        for row in (rows[id] for id in ids if id in rows):
            left = None if row.suggested is None else row.suggested - decided.get(row.id, 0)
            facts = (row.published, row.province, bool(row.flag), row.accepted, left)
            shelf.append(ShelfRow(row.id, row.title, State(row.state), *facts))
        return shelf

    def next_undone(self, ids: Sequence[bytes], after: bytes | None) -> bytes | None:
        """The first article of `ids` after one of them that is not finished, beginning again at the end; None if all are."""
        start = ids.index(after) + 1 if after in ids else 0
        around, at, size = [*ids[start:], *ids[:start]], 0, _FIRST_PAGE
        unfinished = or_(tables.card.c.state.is_(None), tables.card.c.state.not_in(FINISHED))
        query = select(tables.article.c.id).outerjoin(tables.card, self._mine).where(unfinished)
        while page := around[at : at + size]:
            with speaking(self._store.path), self._store.engine.connect() as db:
                found = set(db.scalars(query.where(tables.article.c.id.in_(page))))
            if (first := next((id for id in page if id in found and id != after), None)) is not None:
                return first
            at, size = at + size, min(size * 4, _LARGEST_PAGE)
        return None

    def progress(self) -> list[Progress]:
        """Finished and all articles of each province, in no particular order."""
        done = func.count().filter(tables.card.c.state.in_(FINISHED))
        query = self._from(select(self._province.label("province"), done.label("done"), func.count().label("total")))
        with speaking(self._store.path), self._store.engine.connect() as db:
            return [Progress(r.province, r.done, r.total) for r in db.execute(query.group_by(self._province))]

    def _from(self, query: Select) -> Select:
        joined = tables.article.outerjoin(tables.card, self._mine).outerjoin(tables.detection, self._found)
        return query.select_from(joined)

    def _decided(self, db: Connection, ids: Sequence[bytes]) -> dict[bytes, int]:
        """How many suggestions of each article have a decision on their span and label."""
        if not ids:
            return {}
        kept = tables.detection
        suggested, place = suggested_places(self._store.engine.dialect.name, kept.c.payload)
        notes = tables.annotation
        at = and_(notes.c.article == kept.c.article, notes.c.layer == self._layer)
        same = and_(notes.c.start == place[0], notes.c.end == place[1], notes.c.label == place[2])
        settled = select(notes.c.id).where(at, same).exists()  # a join would be gone through from the annotations' side
        query = (
            select(kept.c.article, func.count())
            .select_from(kept.join(suggested, true()))
            .where(kept.c.article.in_(ids), settled)
            .group_by(kept.c.article)
        )
        return {row[0]: row[1] for row in db.execute(query)}
