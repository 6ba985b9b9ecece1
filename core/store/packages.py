"""Work packages without a server: articles cut out for one person, done elsewhere, merged back, and what is still out."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, delete, insert, or_, select

from core.errors import UsageError
from core.model.annotation import RULE
from core.model.article import ArticleCard, State
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.library import Filter
from core.model.record import Record
from core.people import Annotator
from core.store import settings, tables
from core.store.bundle import Bundle, bundle
from core.store.connect import speaking
from core.store.merge import CARRIED, PACKAGE, carry_article, carry_bytes, settle
from core.store.rows import item_of
from core.store.shelf import Shelf
from core.store.store import Store

_IDS = 200
_PAUSE = 5 * 60_000
"""Milliseconds after which a person has been away."""


@dataclass(frozen=True, slots=True)
class Package:
    """Articles that are with a person: since when (ms since 1970 UTC), in which file, how far they are.

    `left` are those that are not done in the person's layer here; `returned` is when it was merged last, None for never.
    `minutes` is how long the person worked on an article that is done, on average, None before one is.
    """

    record: Record
    person: bytes
    file: str
    since: int
    articles: tuple[bytes, ...]
    left: tuple[bytes, ...]
    returned: int | None
    minutes: float | None


def choose(store: Store, person: bytes, province: str | None = None, count: int | None = None) -> list[bytes]:
    """Articles for a person: of a province (a unit's id) or of all, at most `count`, not done by them and in no one's hands."""
    with_others = {id for package in packages(store) for id in package.left}
    shelf = Shelf(store, person)
    ids = [id for id in shelf.ids(Filter(province=province)) if id not in with_others]
    rows = (row for at in range(0, len(ids), _IDS) for row in shelf.rows(ids[at : at + _IDS]))
    found: list[bytes] = []
    for row in rows:
        if count is not None and len(found) >= count:
            break
        if row.state is not State.DONE:
            found.append(row.article)
    return found


def hand_out(store: Store, person: Annotator, articles: Sequence[bytes], target: Path, by: bytes) -> Bundle:
    """Write a package: the articles with the person's own layer, nobody else's. UsageError where there is none to write."""
    if not articles:
        raise UsageError("package_empty")
    store.meet(person.id, person.name)
    for id in articles:
        if store.layer(id, person.id).card is None:
            store.apply(Edit("hand_out", (), (_blank_card(store, id, person.id),)), by, kind="import")
    package = new_id()
    with TemporaryDirectory(prefix="butvang-") as folder:
        path = Path(folder) / "package.sqlite"
        out = Store(path)
        facts = {"scheme": settings.get(store, "scheme"), PACKAGE: package.hex()}
        settings.put(out, facts | {f"{PACKAGE}.person": person.id.hex()})
        with speaking(store.path), out.arriving() as db, store.engine.connect() as ours:
            _fill(db, ours, person, articles)
        out.close()
        made = bundle(path, target, PACKAGE, {PACKAGE: package.hex(), "person": person.id.hex(), "name": person.name})
    fields = {"package": package.hex(), "file": target.name, "by": by.hex(), "since": store.clock(), "returned": None}
    fields["articles"] = [id.hex() for id in articles]
    store.apply(Edit("hand_out", (), (Record(new_id(), b"", person.id, b"", PACKAGE, fields),)), by, kind="import")
    return made


def packages(store: Store) -> list[Package]:
    """All packages, those that are out longest first."""
    return sorted(_packages(store), key=lambda p: (not p.left, p.since))


def came_back(store: Store, package: str, by: bytes) -> None:
    """Note that a package was merged; nothing where it is none of this dataset's."""
    for found in _packages(store):
        if found.record.fields["package"] == package:
            fields = {**found.record.fields, "returned": store.clock()}
            edit = Edit("take_back_package", (found.record,), (replace(found.record, fields=fields),))
            store.apply(edit, by, kind="import")


def active_minutes(store: Store, article: bytes, person: bytes) -> float:
    """How long a person worked on an article: the journal's gaps that are shorter than a pause."""
    kept = tables.journal.c
    mine = kept.article == article, kept.annotator == person, kept.kind != "import"
    with speaking(store.path), store.engine.connect() as db:
        times = sorted(db.scalars(select(kept.at).where(*mine)))
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum(gap for gap in gaps if gap < _PAUSE) / 60_000


def _packages(store: Store) -> Iterator[Package]:
    record, card = tables.record, tables.card
    with speaking(store.path), store.engine.connect() as db:
        rows = db.execute(select(record).where(record.c.kind == PACKAGE)).mappings().all()
    for row in rows:
        found = item_of(Record, row)
        if not isinstance(found, Record):
            continue
        fields = found.fields
        articles = tuple(bytes.fromhex(id) for id in fields["articles"])
        done: set[bytes] = set()
        for at in range(0, len(articles), _IDS):
            here = card.c.article.in_(articles[at : at + _IDS]), card.c.layer == found.layer
            query = select(card.c.article).where(*here, card.c.state == State.DONE.value)
            with speaking(store.path), store.engine.connect() as db:
                done.update(db.scalars(query))
        spent = [active_minutes(store, id, found.layer) for id in done]
        left = tuple(id for id in articles if id not in done)
        minutes = sum(spent) / len(spent) if spent else None
        facts = found.layer, str(fields["file"]), int(fields["since"])
        yield Package(found, *facts, articles, left, fields["returned"], minutes)


def _fill(db: Connection, ours: Connection, person: Annotator, articles: Sequence[bytes]) -> None:
    """Put the articles and the person's journal into the package, and what that comes to."""
    journal = tables.journal
    wanted = [articles[at : at + _IDS] for at in range(0, len(articles), _IDS)]
    mine = journal.c.layer == person.id
    own = or_(journal.c.article.is_(None), journal.c.article == b"")
    groups = [own, *(journal.c.article.in_(some) for some in wanted)]
    people = {person.id}
    for group in groups:
        people.update(ours.scalars(select(journal.c.annotator).where(mine, group).distinct()))
    db.execute(delete(tables.annotator))
    rows = ours.execute(select(tables.annotator).where(tables.annotator.c.id.in_(people))).mappings()
    db.execute(insert(tables.annotator), [dict(row) for row in rows])
    db.execute(insert(tables.layer).values(id=person.id, kind="annotator", name=person.name))
    for some in wanted:
        query = select(tables.article.c.number, tables.article.c.id, tables.article.c.title)
        for row in ours.execute(query.where(tables.article.c.id.in_(some)).order_by(tables.article.c.number)):
            carry_article(db, ours, row.id, row.title)
            carry_bytes(db, ours, row.id)
    for group in groups:
        for row in ours.execute(select(*CARRIED).where(mine, group).order_by(journal.c.seq)).mappings():
            db.execute(insert(journal), dict(row))
    for id in (None, *articles):
        settle(db, id)


def _blank_card(store: Store, article: bytes, layer: bytes) -> ArticleCard:
    """What an article is, nothing that others decided."""
    other = store.any_card(article)
    card = ArticleCard(new_id(), article, layer, b"")
    if other is None:
        return card
    published = other.published if other.published_by == RULE else None
    by = RULE if published else None
    return replace(card, title=other.title, sources=other.sources, published=published, published_by=by)


def days_out(package: Package) -> int:
    """For how many whole days a package has been out."""
    return int((time.time() * 1000 - package.since) // 86_400_000)
