"""Datasets from several machines brought together: the journal is the common history, and what it comes to is written.

Rows of the other journal are taken over as they are; then every article with new rows is replayed. All of it is one
transaction: a merge that was interrupted has not been.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, func, insert, or_, select

from core.model.article import Article, Zone, ZoneKind
from core.model.edit import Item
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.store import tables
from core.store.articles import article_rows
from core.store.backup import snapshot
from core.store.bundle import SUFFIX, unbundle
from core.store.connect import speaking
from core.store.merge_lineage import CONFLICT
from core.store.merge_lineage import Row as JournalRow
from core.store.merge_replay import replay
from core.store.merge_scheme import put, unite_schemes
from core.store.rows import TABLES, item_of, journal_items, values_of
from core.store.statements import delete_row, insert_rows
from core.store.store import Store

_PAGE = 64
ERASED = "erased"
"""The kind of the dataset's own records that say which article was erased, when, by whom and why."""

PACKAGE = "package"
"""The fact that a dataset is a work package: its id."""

CARRIED = [column for column in tables.journal.columns if column is not tables.journal.c.seq]
"""The columns of the journal that go from dataset to dataset."""

_MERGED = "merge.seq"
"""The fact how far the journal was at the last merge: what was done since is looked at again by the next."""

_JOURNAL = tables.journal


@dataclass(frozen=True, slots=True)
class Merged:
    """How far a merge is, and what it brought: articles `done` of `total`, `new` ones and others `changed` by it.

    `conflicts` counts all that wait in the dataset; `erased` are ids of articles that the other has and that were erased
    here, `erased_there` the other way round; `labels` came with the other's scheme, `differing` ones are to be decided.
    `package` is the id of the work package that the other is, if it is one.
    """

    done: int
    total: int
    new: int = 0
    changed: int = 0
    entries: int = 0
    annotators: tuple[str, ...] = ()
    conflicts: int = 0
    erased: tuple[str, ...] = ()
    erased_there: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    package: str | None = None
    finished: bool = False


def merge_from(store: Store, other: Path | str, dry_run: bool = False) -> Iterator[Merged]:
    """As `merge`, from a file, a bundle or a URL. A file is copied first: it is only read, also an older one or on a stick."""
    with _opened(other) as theirs:
        yield from merge(store, theirs, dry_run)


@contextmanager
def _opened(other: Path | str) -> Iterator[Store]:
    with ExitStack() as stack:
        if "://" in str(other):
            theirs = Store(str(other))
        elif Path(other).suffix == SUFFIX:
            folder = stack.enter_context(TemporaryDirectory(prefix="butvang-"))
            unbundle(Path(other), Path(folder) / "copy.sqlite")
            theirs = Store(Path(folder) / "copy.sqlite")
        else:
            theirs = Store(stack.enter_context(snapshot(Path(other))))
        stack.callback(theirs.close)
        yield theirs


class _TriedError(Exception):
    """Nothing of a trial stays."""


def merge(store: Store, other: Store, dry_run: bool = False) -> Iterator[Merged]:
    """Bring everything of `other` into `store`, as steps of which the last is `finished`; dropping the stream undoes it.

    With `dry_run` nothing is changed in the end, and the last step tells what would be.
    """
    last = Merged(0, 0)
    try:
        with speaking(store.path), store.arriving() as db, other.engine.connect() as theirs:
            for last in _merge(db, theirs):
                if not last.finished:
                    yield last
            if dry_run:
                raise _TriedError
    except _TriedError:
        pass
    yield last


def _merge(db: Connection, theirs: Connection) -> Iterator[Merged]:
    article = tables.article
    total = theirs.scalar(select(func.count()).select_from(article)) or 0
    names = _people(db, theirs)
    fact = tables.dataset.c
    last = db.scalar(select(fact.value).where(fact.key == _MERGED))
    mark = int(last) if last else db.scalar(select(func.max(_JOURNAL.c.seq))) or 0
    erased = set(_gone(db))
    step = Merged(0, total, annotators=tuple(names), entries=_journal(db, theirs, erased))
    yield step
    skipped: list[str] = []
    for rows in _pages(theirs, select(article.c.number, article.c.id, article.c.title), article.c.number):
        ids = [row.id for row in rows]
        known = set(db.scalars(select(article.c.id).where(article.c.id.in_(ids))))
        for row in rows:
            if row.id in erased:
                skipped.append(row.id.hex())
            elif row.id not in known:
                carry_article(db, theirs, row.id, row.title)
                step = replace(step, new=step.new + 1)
            if row.id not in erased:
                carry_bytes(db, theirs, row.id)
        step = replace(step, done=step.done + len(rows))
        yield step
    changed = 0
    for id in _touched(db, mark):
        changed += settle(db, id) and id is not None
        yield step
    labels, differing = unite_schemes(db, theirs)
    _facts(db, theirs)
    put(db, _MERGED, str(db.scalar(select(func.max(_JOURNAL.c.seq))) or 0))
    gone = set(_erased(db)) - set(_gone(db))
    waiting = db.scalar(select(func.count()).select_from(tables.record).where(tables.record.c.kind == CONFLICT)) or 0
    yield replace(
        step,
        changed=changed - step.new,
        conflicts=waiting,
        erased=tuple(skipped),
        erased_there=tuple(sorted(id.hex() for id in gone)),
        labels=labels,
        differing=differing,
        package=theirs.scalar(select(fact.value).where(fact.key == PACKAGE)),
        finished=True,
    )


def settle(db: Connection, article: bytes | None) -> bool:
    """Write what the journal of an article (None: the dataset itself) comes to; whether that changed anything."""
    return sum(_write(db, article, layer, items) for layer, items in replayed(db, article).items()) > 0


def replayed(db: Connection, article: bytes | None, upto: int | None = None) -> dict[bytes, dict[bytes, Item]]:
    """What the journal of an article (None: the dataset itself) comes to, or came to at the row `upto`: items by layer and id."""
    return {layer: replay(some, article or b"", layer) for layer, some in _rows(db, article, upto).items()}


def cut_off(db: Connection, article: bytes | None) -> set[bytes]:
    """Links of an article that some entry took an end from without knowing them."""
    found: set[bytes] = set()
    for rows in _rows(db, article).values():
        links = {i.id: i for row in rows for i in row.added if isinstance(i, Relation)}
        for row in rows:
            ids = {i.id for i in row.removed} - {i.id for i in row.added}
            found |= {link.id for link in links.values() if ids & {link.head, link.tail} and link.id not in ids}
    return found


def last_written(db: Connection, article: bytes | None) -> dict[bytes, Item | None]:
    """What the last row of an article's journal that speaks of an item made of it, by id."""
    found: dict[bytes, Item | None] = {}
    for rows in _rows(db, article).values():
        for row in rows:
            found |= dict.fromkeys((i.id for i in row.removed), None)
            found |= {i.id: i for i in row.added}
    return found


def _rows(db: Connection, article: bytes | None, upto: int | None = None) -> dict[bytes, list[JournalRow]]:
    """The journal of an article (None: of the dataset itself) by layer, in its order."""
    kept = _JOURNAL.c
    own = kept.article == article if article else or_(kept.article.is_(None), kept.article == b"")
    columns = (
        kept.layer,
        kept.id,
        kept.at,
        kept.annotator,
        kept.machine,
        kept.kind,
        kept.undoes,
        kept.removed,
        kept.added,
    )
    found: dict[bytes, list[JournalRow]] = defaultdict(list)
    query = select(*columns).where(own if upto is None else and_(own, kept.seq <= upto))
    for row in db.execute(query.order_by(kept.seq)):
        facts = row.id, row.at, row.annotator, row.machine, row.kind, row.undoes
        found[row.layer].append(JournalRow(*facts, journal_items(row.removed), journal_items(row.added)))
    return found


def _write(db: Connection, article: bytes | None, layer: bytes, items: dict[bytes, Item]) -> bool:
    """Make a layer's rows be `items`: what differs is taken out and put in anew, with the links that hang on it."""
    there: dict[bytes, Item] = {}
    for cls, table in TABLES.items():
        here = table.c.article == article if article else table.c.article.is_(None)
        for row in db.execute(select(table).where(here, table.c.layer == layer)).mappings():
            there[row["id"]] = item_of(cls, row)
    differing = {id for id in there.keys() | items.keys() if there.get(id) != items.get(id)}
    links = (i for i in (*there.values(), *items.values()) if isinstance(i, Relation))
    differing |= {link.id for link in links if link.head in differing or link.tail in differing}
    order = list(TABLES)
    gone = sorted((there[id] for id in differing if id in there), key=lambda i: -order.index(type(i)))
    for item in gone:
        delete_row(db, TABLES[type(item)], item.id, item.rev)
    for cls, table in TABLES.items():
        if new := [values_of(items[id]) for id in differing if id in items and type(items[id]) is cls]:
            insert_rows(db, table, new)
    return bool(differing)


def _people(db: Connection, theirs: Connection) -> list[str]:
    """Know their annotators and layers; the names of those who are new."""
    names: list[str] = []
    for table in (tables.annotator, tables.layer):
        known = set(db.scalars(select(table.c.id)))
        if new := [row for row in theirs.execute(select(table)).mappings() if row["id"] not in known]:
            db.execute(insert(table), [dict(row) for row in new])
            names += [row["name"] for row in new] if table is tables.annotator else []
    return names


def _journal(db: Connection, theirs: Connection, erased: set[bytes]) -> int:
    """Take over the rows that are new here, in their order; how many."""
    taken = 0
    for rows in _pages(theirs, select(_JOURNAL.c.seq, _JOURNAL.c.id, _JOURNAL.c.article), _JOURNAL.c.seq):
        ids = [row.id for row in rows if row.article not in erased]
        known = set(db.scalars(select(_JOURNAL.c.id).where(_JOURNAL.c.id.in_(ids))))
        if new := [id for id in ids if id not in known]:
            query = select(*CARRIED).where(_JOURNAL.c.id.in_(new)).order_by(_JOURNAL.c.seq)
            db.execute(insert(_JOURNAL), [dict(row) for row in theirs.execute(query).mappings()])
            taken += len(new)
    return taken


def carry_article(db: Connection, theirs: Connection, id: bytes, title: str) -> None:
    """Put an article in that is new here, with what detectors said of it."""
    text = theirs.execute(select(tables.article_text).where(tables.article_text.c.article == id)).one()
    zones = tuple(Zone(Span(start, end), ZoneKind(kind)) for start, end, kind in json.loads(text.zones))
    article_rows(db, Article(id, text.text, zones), title)
    _copy(db, theirs, tables.detection, tables.detection.c.article == id)


def carry_bytes(db: Connection, theirs: Connection, article: bytes) -> None:
    """Put the bytes of an article's sources in that are not here."""
    cards = theirs.scalars(select(tables.card.c.sources).where(tables.card.c.article == article))
    wanted = {source["sha256"] for sources in cards for source in json.loads(sources)}
    kept = tables.source_bytes.c.sha256
    if wanted := wanted - set(db.scalars(select(kept).where(kept.in_(wanted)))):
        _copy(db, theirs, tables.source_bytes, kept.in_(wanted))


def _copy(db: Connection, theirs: Connection, table: Table, where: Any) -> None:
    if rows := [dict(row) for row in theirs.execute(select(table).where(where)).mappings()]:
        db.execute(insert(table), rows)


def _facts(db: Connection, theirs: Connection) -> None:
    """Facts and bookmarks where there are none here: the tagger that they trained, where people were."""
    fact, mark = tables.dataset, tables.bookmark
    known = set(db.scalars(select(fact.c.key)))
    if not known & {"tagger.model"}:
        _copy(db, theirs, fact, fact.c.key.in_({"tagger.model", "tagger"} - known))
    known = set(db.scalars(select(mark.c.annotator)))
    for row in theirs.execute(select(mark)).mappings():
        there = db.scalar(select(tables.article.c.number).where(tables.article.c.id == row["article"]))
        if row["annotator"] not in known and there is not None:
            db.execute(insert(mark), [dict(row)])


def _touched(db: Connection, mark: int) -> Iterator[bytes | None]:
    """Articles that are here and have journal rows past `mark`; None for the dataset itself."""
    kept = _JOURNAL.c
    new = kept.seq > mark
    if db.scalar(select(kept.seq).where(new, or_(kept.article.is_(None), kept.article == b"")).limit(1)):
        yield None
    last = b""
    here = select(tables.article.c.id).where(tables.article.c.id == kept.article).exists()
    while True:
        query = select(kept.article).where(new, kept.article > last, here).distinct()
        ids: Sequence[bytes] = db.scalars(query.order_by(kept.article).limit(_PAGE)).all()
        yield from ids
        if len(ids) < _PAGE:
            return
        last = ids[-1]


def _erased(db: Connection) -> Iterable[bytes]:
    """Ids of articles that were erased."""
    record = tables.record
    rows = db.execute(select(record).where(record.c.kind == ERASED)).mappings().all()
    found = (item_of(Record, row) for row in rows)
    return [bytes.fromhex(r.fields["article"]) for r in found if isinstance(r, Record)]


def _gone(db: Connection) -> list[bytes]:
    """Ids of articles that were erased, and are not here."""
    article = tables.article
    return [id for id in _erased(db) if not db.scalar(select(article.c.number).where(article.c.id == id))]


def _pages(db: Connection, query: Any, by: Any) -> Iterator[Sequence[Row[Any]]]:
    """The rows of a query by a number that grows, a few at a time."""
    last = -1
    while True:
        rows = db.execute(query.where(by > last).order_by(by).limit(_PAGE)).all()
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        last = getattr(rows[-1], by.name)
