"""Who works on what: articles handed out among annotators, so that no two get the same one unless it is to be done twice.

An assignment is a record in the layer of whom the article is for. Handing out takes the dataset's lock for writing, on a file
as on a server, so two who ask at once are given two articles. Which articles are done twice follows from their ids and the
share that is wanted: any machine comes to the same ones, and a greater share keeps those of a smaller.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, func, select

from core.errors import UsageError
from core.model.article import FINISHED, State
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.store import settings, tables
from core.store.connect import speaking
from core.store.rows import item_of
from core.store.store import Store

KIND = "assignment"
_DOUBLE, _ON_DEMAND = "team.double", "team.on_demand"
_PAGE = 200  # articles handed out in one transaction


@dataclass(frozen=True, slots=True)
class Assignment:
    """An article that an annotator has, since when (ms since 1970 UTC), and how far they are."""

    article: bytes
    title: str
    annotator: bytes
    since: int
    state: State


def share_of_doubles(store: Store) -> float:
    """How many articles in a hundred are to be done by two annotators."""
    return float(settings.get(store, _DOUBLE) or 0)


def on_demand(store: Store) -> bool:
    """Whether whoever has finished is given another article by itself."""
    return settings.get(store, _ON_DEMAND) is not None


def hand_out_on_demand(store: Store, on: bool, doubles: float | None = None) -> None:
    """Give articles out one at a time from now on, or no longer; with `doubles`, so many in a hundred to two annotators."""
    facts = {_ON_DEMAND: "yes" if on else None}
    settings.put(store, facts if doubles is None else facts | {_DOUBLE: f"{_percent(doubles):g}"})


def is_double(article: bytes, percent: float) -> bool:
    """Whether an article is among those that are done twice."""
    return int.from_bytes(article[:8]) * 100 < percent * (1 << 64)


def share(store: Store, by: bytes, among: Sequence[bytes], doubles: float | None = None) -> Iterator[tuple[int, int]]:
    """Hand out all articles that nobody has (or only one, and two are wanted), always to who has the least open.

    What somebody has begun counts as theirs. Yields how many articles were looked at, of how many. UsageError for a share
    that is none.
    """
    if doubles is not None:
        settings.put(store, {_DOUBLE: f"{_percent(doubles):g}"})
    percent = share_of_doubles(store)
    with speaking(store.path), store.engine.connect() as db:
        ids = list(db.scalars(select(tables.article.c.id).order_by(tables.article.c.number)))
    for at in range(0, len(ids), _PAGE):
        with speaking(store.path), store.writing() as db:
            open_now = Counter(dict.fromkeys(among, 0)) + _open(db, among)
            page = ids[at : at + _PAGE]
            takers = _takers(db, page)
            for article in page:
                for _ in range((2 if is_double(article, percent) else 1) - len(takers[article])):
                    free = [each for each in among if each not in takers[article]]
                    if free:
                        one = min(free, key=lambda each: (open_now[each], each))
                        _give(store, db, article, one, by)
                        takers[article].add(one)
                        open_now[one] += 1
        yield min(at + _PAGE, len(ids)), len(ids)


def take_next(store: Store, annotator: bytes) -> bytes | None:
    """Be given one more article, the first that is free, or that wants a second annotator; None where there is none left."""
    percent = share_of_doubles(store)
    article = tables.article.c
    with speaking(store.path), store.writing() as db:
        taken = _taken().subquery()
        mine = select(taken.c.article).where(taken.c.layer == annotator)
        free = select(article.id).where(article.id.not_in(select(taken.c.article))).order_by(article.number).limit(1)
        found = db.scalar(free)
        if percent:
            once = select(taken.c.article).group_by(taken.c.article).having(func.count() == 1)
            second = select(article.id).where(article.id.in_(once), article.id.not_in(mine)).order_by(article.number)
            found = next((id for id in db.scalars(second) if is_double(id, percent)), found)
        if found is not None:
            _give(store, db, found, annotator, annotator)
        return found


def release(store: Store, by: bytes, annotator: bytes) -> int:
    """Take back what an annotator has not begun, for others to be given; how many articles."""
    count = 0
    with speaking(store.path), store.writing() as db:
        for row in db.execute(_records(annotator).where(_stands == State.NEW.value)).mappings().all():
            record = item_of(Record, {column.name: row[column] for column in tables.record.c})
            store._write(db, Edit("release", (record,), ()), by, kind="import")
            count += 1
    return count


def assigned_to(store: Store, annotator: bytes) -> set[bytes] | None:
    """The articles that an annotator has been given; None where nothing has been handed out to anybody."""
    record = tables.record.c
    with speaking(store.path), store.engine.connect() as db:
        found = set(db.scalars(select(record.article).where(record.kind == KIND, record.layer == annotator)))
        if not found and db.scalar(select(record.id).where(record.kind == KIND).limit(1)) is None:
            return None
    return found


def assignments(store: Store) -> Iterator[Assignment]:
    """All that has been handed out, in the order of the articles."""
    with speaking(store.path), store.engine.connect() as db:
        for row in db.execute(_records().order_by(tables.article.c.number, tables.record.c.layer)):
            since = int(json.loads(row.fields)["since"])
            yield Assignment(row.article, row.called, row.layer, since, State(row.stands))


def annotator_named(store: Store, name: str) -> bytes:
    """The id of an annotator by name or id. UsageError where there is none, or several."""
    there = store.annotators()
    found = [id for id, known in there.items() if name in (known, id.hex())]
    if len(found) != 1:
        known = ", ".join(id.hex() for id in found) or ", ".join(sorted(there.values()))
        raise UsageError("annotator_ambiguous" if found else "annotator_unknown", name=name, known=known)
    return found[0]


def _percent(doubles: float) -> float:
    if not 0 <= doubles <= 100:
        raise UsageError("percent_wrong", found=f"{doubles:g}")
    return doubles


_stands: ColumnElement[str] = func.coalesce(tables.card.c.state, State.NEW.value)


def _records(annotator: bytes | None = None) -> Select:
    """Assignments with the article's title (`called`) and how far who has it is (`stands`)."""
    record, card, article = tables.record, tables.card, tables.article
    mine = and_(card.c.article == record.c.article, card.c.layer == record.c.layer)
    joined = record.join(article, article.c.id == record.c.article).outerjoin(card, mine)
    called = func.coalesce(card.c.title, article.c.title).label("called")
    query = select(*record.c, called, _stands.label("stands")).select_from(joined).where(record.c.kind == KIND)
    return query if annotator is None else query.where(record.c.layer == annotator)


def _taken() -> CompoundSelect:
    """Article and layer of whoever has an article: given, or begun."""
    record, card, layer = tables.record.c, tables.card.c, tables.layer.c
    given = select(record.article, record.layer).where(record.kind == KIND)
    people = select(layer.id).where(layer.kind == "annotator")
    return given.union(select(card.article, card.layer).where(card.state != State.NEW.value, card.layer.in_(people)))


def _takers(db: Connection, articles: Iterable[bytes]) -> dict[bytes, set[bytes]]:
    """Who has each of some articles."""
    taken = _taken().subquery()
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for row in db.execute(select(taken).where(taken.c.article.in_(list(articles)))):
        found[row.article].add(row.layer)
    return found


def _open(db: Connection, among: Sequence[bytes]) -> Counter[bytes]:
    """How many articles each annotator has that they have not finished."""
    unfinished = _stands.not_in([state.value for state in FINISHED])
    rows = _records().where(unfinished, tables.record.c.layer.in_(list(among))).subquery()
    return Counter({row[0]: row[1] for row in db.execute(select(rows.c.layer, func.count()).group_by(rows.c.layer))})


def _give(store: Store, db: Connection, article: bytes, annotator: bytes, by: bytes) -> None:
    """Write an assignment; as an import, for it is nobody's decision that undo would take back."""
    stamp = store.stamp()
    record = Record(new_id(), article, annotator, b"", KIND, {"since": stamp.at, "by": by.hex()})
    store._write(db, Edit("assign", (), (record,)), by, kind="import", stamp=stamp)
