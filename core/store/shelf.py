"""The library: which articles there are, filtered and searched, and their rows a page at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import CompoundSelect, Connection, FromClause, Select, Table, and_, func, or_, select, true

from core.model.article import FINISHED, State
from core.model.library import Filter, Progress, ShelfRow
from core.store import tables
from core.store.connect import speaking
from core.store.dialect import suggested_places, with_words
from core.store.store import Store

_FIRST_PAGE, _LARGEST_PAGE = 16, 4096
_FEW = 512


class Shelf:
    """The articles of a dataset as one annotator has them."""

    def __init__(self, store: Store, layer: bytes) -> None:
        self._store = store
        self._layer = layer
        self._mine = and_(tables.card.c.article == tables.article.c.id, tables.card.c.layer == layer)
        self._found = tables.detection.c.article == tables.article.c.id
        self._province = func.coalesce(tables.card.c.province, tables.detection.c.province)

    def ids(self, only: Filter | None = None, most: int | None = None) -> list[bytes]:
        """Articles in the order in which they were added; with `most`, no more than the first so many, which come sooner."""
        only = only or Filter()
        query = with_words(self._store.engine.dialect.name, select(tables.article.c.id), only.words, self._joined)
        if only.province is not None:
            query = query.where(self._province == only.province if only.province else self._province.is_(None))
            query = by_shelf(query, tables.card, tables.detection)
        if only.states:
            query = query.where(func.coalesce(tables.card.c.state, State.NEW.value).in_(only.states))
            query = by_shelf(query, tables.card)
        if only.flagged:
            query = query.where(tables.card.c.flag)
        with speaking(self._store.path), self._store.engine.connect() as db:
            for candidates in self._candidates(db, only):
                few = db.scalars(candidates.limit(_FEW + 1)).all()
                if len(few) <= _FEW:  # found by these: looking through all articles for the first of few takes long
                    query = query.where(tables.article.c.id.in_(few))
            return list(db.scalars(query.limit(most)))

    def _candidates(self, db: Connection, only: Filter) -> Iterator[Select | CompoundSelect]:
        """Queries of articles, by indexes, of which those that pass a filter are a part."""
        card, found, article = tables.card.c, tables.detection.c, tables.article
        mine = select(card.article).where(card.layer == self._layer)
        if only.province:
            seen = select(found.article).where(found.province == only.province)
            yield mine.where(card.province == only.province).union(seen)
        begun = State.NEW not in only.states
        if only.states and (begun or db.scalar(_count(mine)) == db.scalar(_count(select(article.c.id)))):
            yield mine.where(card.state.in_(only.states))
        if only.flagged:
            yield mine.where(card.flag).with_hint(tables.card, "INDEXED BY card_by_province", "sqlite")

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
        query = by_shelf(query, tables.card)
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
        columns = self._province.label("province"), done.label("done"), func.count().label("total")
        query = by_shelf(self._from(select(*columns)), tables.card, tables.detection)
        with speaking(self._store.path), self._store.engine.connect() as db:
            return [Progress(r.province, r.done, r.total) for r in db.execute(query.group_by(self._province))]

    @property
    def _joined(self) -> FromClause:
        return tables.article.outerjoin(tables.card, self._mine).outerjoin(tables.detection, self._found)

    def _from(self, query: Select) -> Select:
        return query.select_from(self._joined)

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


def by_shelf(query: Select, *of: Table) -> Select:
    """A query of all articles, by the indexes made for it: SQLite would rather look up each card and detection whole."""
    for each in of:
        query = query.with_hint(each, f"INDEXED BY {each.name}_on_shelf", "sqlite")
    return query


def _count(query: Select) -> Select:
    return query.with_only_columns(func.count())
