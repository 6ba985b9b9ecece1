"""Articles with their items that arrive from a file, many in one transaction: what is new is written in one go at its end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from platform import node
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict
from core.model.article import Article, ArticleCard
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.store import tables
from core.store.articles import article_rows, layer_of
from core.store.connect import speaking
from core.store.dataset_io import own_layer_of
from core.store.rows import TABLES, journal_text, values_of
from core.store.statements import insert_rows
from core.store.store import Store

_IDS = 500
_REV = 3  # the column of every item's table


@dataclass(frozen=True, slots=True)
class Arriving:
    """One transaction: all that arrives in it is written, or where anything is raised nothing.

    `articles` and `taken` are the ids of what is there already, among those looked up and those added since.
    """

    store: Store
    annotator: bytes
    db: Connection
    articles: set[bytes] = field(default_factory=set)
    taken: set[bytes] = field(default_factory=set)
    _fresh: set[bytes] = field(default_factory=set)  # articles of which nothing but what waits is there
    _waiting: dict[Table, dict[bytes, tuple[Any, ...]]] = field(
        default_factory=lambda: {t: {} for t in TABLES.values()}
    )
    _journal: list[tuple[Any, ...]] = field(default_factory=list)

    @classmethod
    @contextmanager
    def into(cls, store: Store, annotator: bytes) -> Iterator["Arriving"]:
        """Begin; at the end everything is written. Raises Conflict where others have written the same meanwhile."""
        with speaking(store.path), store.arriving() as db:
            arriving = cls(store, annotator, db)
            yield arriving
            arriving._settle()

    def look_up(self, sheets: Iterable[tuple[bytes, Iterable[Item]]]) -> None:
        """Find out which of some articles, and of the ids of their items, the dataset has for whichever article or layer."""
        wanted: dict[Table, list[bytes]] = defaultdict(list)
        for article, items in sheets:
            wanted[tables.article].append(article)
            for item in items:
                wanted[TABLES[type(item)]].append(item.id)
        mark = "?" if self.db.dialect.paramstyle == "qmark" else "%s"
        for table, ids in wanted.items():
            found = self.articles if table is tables.article else self.taken
            for some in (tuple(ids[at : at + _IDS]) for at in range(0, len(ids), _IDS)):
                marks = ",".join([mark] * len(some))
                # to the driver as it is: SQLAlchemy looks at each of some hundred thousand ids
                found.update(
                    self.db.exec_driver_sql(f"SELECT id FROM {table.name} WHERE id IN ({marks})", some).scalars()
                )

    def add_article(self, article: Article, card: ArticleCard | None, raws: Mapping[str, bytes]) -> list[ArticleCard]:
        """Put an article in that comes without its files, with its first card and such bytes of its sources as there are.

        `raws` are by their SHA-256. Returns the card as written, if there is one.
        """
        article_rows(self.db, article, card.title if card else article.title)
        self.articles.add(article.id)
        self._fresh.add(article.id)
        for sha256, raw in raws.items():
            self.store._keep_bytes(self.db, sha256, raw)
        if card is None:
            return []
        rev = self._wait(Edit("import", (), (card,)), "import", None)
        return [replace(card, rev=rev)]

    def layer(self, article: bytes, layer: bytes) -> Layer:
        """What a layer says of an article, or of the dataset itself where that is empty."""
        self._settle()
        return layer_of(self.db, article, layer) if article else own_layer_of(self.db, layer)

    def apply(self, edit: Edit, batch: bytes) -> None:
        """Write an edit as part of a batch. Raises Conflict."""
        if edit.article in self._fresh:
            self._wait(edit, "do", batch)
        else:
            self._settle()
            self.store._write(self.db, edit, self.annotator, batch=batch)

    def _wait(self, edit: Edit, kind: str, batch: bytes | None) -> bytes:
        """Let an edit wait that has to do with nothing but what waits; its id."""
        rev = new_id()
        for item in edit.removed:
            del self._waiting[TABLES[type(item)]][item.id]
        rows: dict[bytes, tuple[Any, ...]] = {}
        for item in edit.added:
            values = values_of(item)
            rows[item.id] = values = (*values[:_REV], rev, *values[_REV + 1 :])
            self._waiting[TABLES[type(item)]][item.id] = values
        who = rev, self.store.clock(), self.annotator, node(), edit.article, edit.layer, edit.name, kind, None, batch
        self._journal.append((*who, journal_text(edit.removed), journal_text(edit.added, rows)))
        return rev

    def _settle(self) -> None:
        """Write what waits, each table in one go."""
        self._fresh.clear()
        if not self._journal:
            return
        try:
            for table, rows in self._waiting.items():
                if rows:
                    insert_rows(self.db, table, list(rows.values()))
                    rows.clear()
        except IntegrityError as error:
            raise Conflict(()) from error
        insert_rows(self.db, tables.journal, self._journal)
        self._journal.clear()
