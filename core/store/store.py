"""The gold dataset: the one place where decisions are written."""

import platform
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.errors import Conflict, StoreError
from core.model.article import Article, ArticleCard, Source
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.scheme import Scheme
from core.store import schema, tables
from core.store.articles import article_of, article_rows, layer_of, remove_article
from core.store.connect import engine_for, speaking, writing
from core.store.rows import TABLES, item_of, journal_text, row_of, values_of
from core.store.server import Target, target_of
from core.store.statements import delete_row, insert_rows, update_row

if TYPE_CHECKING:
    from core.store.journal import Entry


@dataclass(frozen=True, slots=True)
class Stamp:
    """What marks a row of the journal: the edit's id, when it was decided (ms since 1970 UTC) and on which machine."""

    id: bytes
    at: int
    machine: str


class Store:
    """A dataset that is open. Every method is one short transaction; errors are StoreErrors that change nothing.

    `clock` tells the journal what time it is, in milliseconds since 1970 UTC; whoever writes what happened earlier sets it.
    """

    clock: Callable[[], int] = staticmethod(lambda: time.time_ns() // 1_000_000)

    def __init__(self, target: Target | str) -> None:
        """Open the dataset at `target`, a file or a URL, making it (and its folder) if it is not there and migrating it if
        it is older. A server's database must be there, empty or a dataset.

        Raises StoreError for what is no dataset, is newer than this program, or cannot be written, Away where the server
        cannot be reached, UsageError for a URL of another kind of database.
        """
        self.path = target_of(target)
        with speaking(self.path):
            schema.prepare(self.path)
            self.engine = engine_for(self.path)
            self._writer = writing(self.engine)
            try:
                with self.writing():  # a read-only file says so now, not at the first decision
                    pass
            except DBAPIError:
                self.engine.dispose()
                raise

    @property
    def file(self) -> Path:
        """The file that the dataset is in. Raises StoreError for one on a server."""
        if isinstance(self.path, Path):
            return self.path
        raise StoreError("only_files", path=self.path)

    def close(self) -> None:
        """Let go of the file; the WAL is folded back into it."""
        if "_bulk" in self.__dict__:
            self._bulk.dispose()
        self.engine.dispose()

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, for the rooms beside this one; it takes its lock at once."""
        return self._writer.begin()

    def arriving(self) -> AbstractContextManager[Connection]:
        """A transaction of an import: it is whole or not there, and on disk soon."""
        return self._bulk.begin()

    @cached_property
    def _bulk(self) -> Engine:
        return writing(engine_for(self.path, bulk=True))

    # -- articles

    def add(self, article: Article, source: Source, raw: bytes, card: ArticleCard, annotator: bytes) -> bool:
        """Put an article with its first card and its source's bytes in; False if the text is there already.

        Where it is, only a source that is new is added, to the card of the same layer.
        """
        with speaking(self.path), self.writing() as db:
            return self._add(db, article, source, raw, card, annotator)

    def replace_text(
        self, old: bytes, article: Article, source: Source, raw: bytes, card: ArticleCard, annotator: bytes
    ) -> None:
        """Put an article in the place of one that nobody has decided anything about: the same bytes, read otherwise.

        StoreError, changing nothing, where somebody has.
        """
        with speaking(self.path), self.writing() as db:
            for table in (tables.annotation, tables.relation, tables.record):
                if db.execute(select(table.c.id).where(table.c.article == old).limit(1)).first():
                    raise StoreError("has_decisions", path=self.path)
            self._add(db, article, source, raw, card, annotator)
            remove_article(db, old)

    def _add(
        self, db: Connection, article: Article, source: Source, raw: bytes, card: ArticleCard, annotator: bytes
    ) -> bool:
        self._keep_bytes(db, source.sha256, raw)
        known = db.scalar(select(tables.article.c.number).where(tables.article.c.id == article.id))
        if known is None:
            article_rows(db, article, card.title)
        mine = self._card(db, article.id, card.layer)
        if mine is None:
            self._write(db, Edit("import", (), (card,)), annotator, kind="import")
        elif all((s.path, s.sha256) != (source.path, source.sha256) for s in mine.sources):
            more = replace(mine, sources=(*mine.sources, source))
            self._write(db, Edit("add_source", (mine,), (more,)), annotator, kind="import")
        return known is None

    def article(self, id: bytes) -> Article:
        """The article of that id; StoreError if there is none."""
        with speaking(self.path), self.engine.connect() as db:
            found = article_of(db, id)
        if found is None:
            raise StoreError("no_article", path=self.path)
        return found

    def raw(self, sha256: str) -> bytes | None:
        """The bytes that a source was read from."""
        with speaking(self.path), self.engine.connect() as db:
            kept = db.scalar(select(tables.source_bytes.c.deflated).where(tables.source_bytes.c.sha256 == sha256))
        return zlib.decompress(kept) if kept is not None else None

    # -- items

    def layer(self, article: bytes, layer: bytes) -> Layer:
        """One annotator's items on one article."""
        with speaking(self.path), self.engine.connect() as db:
            return layer_of(db, article, layer)

    def any_card(self, article: bytes) -> ArticleCard | None:
        """The oldest card of the article, in whichever layer: what another layer's own card starts from."""
        with speaking(self.path), self.engine.connect() as db:
            row = (
                db.execute(
                    select(tables.card).where(tables.card.c.article == article).order_by(tables.card.c.id).limit(1)
                )
                .mappings()
                .first()
            )
        found = item_of(ArticleCard, row) if row else None
        return found if isinstance(found, ArticleCard) else None

    def stamp(self) -> Stamp:
        """The mark of an edit that is decided now, on this machine."""
        return Stamp(new_id(), self.clock(), platform.node())

    def apply(
        self,
        edit: Edit,
        annotator: bytes,
        *,
        kind: str = "do",
        undoes: bytes | None = None,
        batch: bytes | None = None,
        stamp: Stamp | None = None,
    ) -> Edit:
        """Write an edit and its row in the journal, on disk when this returns.

        Returns the edit as written: what a `do` adds carries the new revision, what an undo or redo brings back the one it
        had, so that an undone edit leaves things exactly as they were. Raises Conflict where a removed item is no longer at
        its revision, or an added one is there already; then nothing is changed. An edit that the journal has already under
        the `stamp` that is given is not written again.
        """
        with speaking(self.path), self.writing() as db:
            if stamp and db.scalar(select(tables.journal.c.seq).where(tables.journal.c.id == stamp.id)) is not None:
                return edit.stamped(stamp.id) if kind in ("do", "import") else edit
            return self._write(db, edit, annotator, kind=kind, undoes=undoes, batch=batch, stamp=stamp)

    def unsent(self) -> "Sequence[tuple[Entry, Edit]]":
        """What waits to be sent to a team's server, the oldest first: in a dataset that is open itself nothing ever does."""
        return ()

    def apply_all(self, edits: Iterable[Edit], annotator: bytes, *, batch: bytes | None = None) -> list[Edit]:
        """Write several edits in one transaction, each with its row in the journal: all or none. Otherwise as `apply`."""
        with speaking(self.path), self.writing() as db:
            return [self._write(db, edit, annotator, batch=batch) for edit in edits]

    def _write(
        self,
        db: Connection,
        edit: Edit,
        annotator: bytes,
        *,
        kind: str = "do",
        undoes: bytes | None = None,
        batch: bytes | None = None,
        stamp: Stamp | None = None,
    ) -> Edit:
        mark = stamp or self.stamp()
        id, at, machine = mark.id, mark.at, mark.machine
        if kind in ("do", "import"):
            edit = edit.stamped(id)
        removed = {item.id: item for item in edit.removed}
        added = {item.id: item for item in edit.added}
        order = list(TABLES)
        for item in sorted(edit.removed, key=lambda i: -order.index(type(i))):
            try:
                if item.id not in added and not delete_row(db, TABLES[type(item)], item.id, item.rev):
                    raise Conflict((item,))
            except IntegrityError as error:  # someone has linked it since
                raise Conflict((item,)) from error
        # Updates leave their place before anything arrives there.
        for item in (i for i in edit.added if i.id in removed):
            table, before = TABLES[type(item)], removed[item.id]
            try:
                if not update_row(db, table, row_of(item), before.rev):
                    raise Conflict((before,))
            except IntegrityError as error:
                raise Conflict((item,)) from error
        rows = {item.id: values_of(item) for item in edit.added}
        for cls, table in TABLES.items():
            new = tuple(i for i in edit.added if type(i) is cls and i.id not in removed)
            try:
                if new:  # all at once: an imported article has hundreds
                    insert_rows(db, table, [rows[item.id] for item in new])
            except IntegrityError as error:
                raise Conflict(new) from error
        who = id, at, annotator, machine, edit.article or None, edit.layer, edit.name, kind, undoes, batch
        insert_rows(db, tables.journal, [(*who, journal_text(edit.removed), journal_text(edit.added, rows))])
        return edit

    # -- people, scheme, bookmark

    def meet(self, annotator: bytes, name: str) -> None:
        """Know an annotator by id, with a layer of their own; a new name replaces the old one."""
        with speaking(self.path), self.writing() as db:
            if db.execute(
                update(tables.annotator).where(tables.annotator.c.id == annotator).values(name=name)
            ).rowcount:
                db.execute(update(tables.layer).where(tables.layer.c.id == annotator).values(name=name))
            else:
                db.execute(insert(tables.annotator).values(id=annotator, name=name))
                db.execute(insert(tables.layer).values(id=annotator, kind="annotator", name=name))

    def annotators(self) -> dict[bytes, str]:
        """Names of all annotators by id."""
        with speaking(self.path), self.engine.connect() as db:
            return {row.id: row.name for row in db.execute(select(tables.annotator))}

    def scheme(self) -> Scheme:
        """The dataset's own scheme of labels."""
        with speaking(self.path), self.engine.connect() as db:
            text = db.scalar(select(tables.dataset.c.value).where(tables.dataset.c.key == "scheme"))
        return Scheme.parse(text or "", f"{self.path}: scheme")

    def bookmark(self, annotator: bytes) -> tuple[bytes, int] | None:
        """Where an annotator was: article and caret."""
        with speaking(self.path), self.engine.connect() as db:
            row = db.execute(select(tables.bookmark).where(tables.bookmark.c.annotator == annotator)).first()
        return (row.article, row.offset) if row else None

    def keep_bookmark(self, annotator: bytes, article: bytes, offset: int) -> None:
        """Remember where an annotator is."""
        place = {"article": article, "offset": offset}
        with speaking(self.path), self.writing() as db:
            mine = tables.bookmark.c.annotator == annotator
            if not db.execute(update(tables.bookmark).where(mine).values(**place)).rowcount:
                db.execute(insert(tables.bookmark).values(annotator=annotator, **place))

    # -- inner

    @staticmethod
    def _card(db: Connection, article: bytes, layer: bytes) -> ArticleCard | None:
        at = (tables.card.c.article == article, tables.card.c.layer == layer)
        row = db.execute(select(tables.card).where(*at)).mappings().first()
        found = item_of(ArticleCard, row) if row else None
        return found if isinstance(found, ArticleCard) else None

    @staticmethod
    def _keep_bytes(db: Connection, sha256: str, raw: bytes) -> None:
        if db.scalar(select(tables.source_bytes.c.sha256).where(tables.source_bytes.c.sha256 == sha256)) is None:
            db.execute(insert(tables.source_bytes).values(sha256=sha256, deflated=zlib.compress(raw)))
