"""What the library and the status bar show of the whole dataset: its articles, their rows, how far the provinces are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from core.model.article import ArticleCard
from core.model.library import Filter, Progress, ShelfRow
from core.wording import say
from gui.library.panel import LibraryPanel
from gui.statusbar import StatusBar

if TYPE_CHECKING:  # imports SQLAlchemy
    from core.model.edit import Edit
    from gui.live_session import LiveSession


class Stock:
    """Asks the dataset and tells the panels; before a dataset is open it knows what was glanced of it."""

    def __init__(self, library: LibraryPanel, status: StatusBar) -> None:
        self.ids: Sequence[bytes] = ()
        """The articles that the library shows, in order."""
        self._library = library
        self._status = status
        self._live: LiveSession | None = None
        self._progress: Sequence[Progress] = ()
        self._glanced: dict[bytes, ShelfRow] = {}
        self._held: Collection[bytes] | None = None
        self._known = True  # whether the list shows what the dataset has
        self.soon = QTimer(library, singleShot=True, interval=0)
        """Brings all up to date after the next paint."""
        self.soon.timeout.connect(lambda: self.count() if self._known else self.refresh())
        library.released.connect(lambda: self.hold_to(None))

    def glance(self, ids: Sequence[bytes], rows: Iterable[ShelfRow]) -> None:
        """Show articles of a dataset that is about to be opened; of the first ones the rows are known."""
        self._glanced = {row.article: row for row in rows}
        self._library.set_articles(ids)

    def use(self, live: LiveSession) -> None:
        """Show a dataset: what was glanced of it stays until the first article is painted."""
        self._live = live
        self.ids = live.session.shelf.ids()
        self._known = False
        self.soon.start()

    def hold_to(self, articles: Collection[bytes] | None, name: str = "") -> None:
        """Show only some articles, a collection called `name`; None for all again."""
        if articles is not None or self._held is not None:
            self._held = articles
            self._library.show_held(name)
            self.refresh()

    def refresh(self, only: Filter | None = None) -> None:
        """Ask the dataset anew which articles pass a filter, or the library's own."""
        if self._live is None:
            return
        self._known = True
        ids = self._live.session.shelf.ids(only or self._library.filter)
        self.ids = ids if self._held is None else [id for id in ids if id in self._held]
        self._library.set_articles(self.ids)
        if self._live.desk:
            self._library.set_current(self._live.desk.article.id)
        self.count()

    def count(self, edit: Edit | None = None) -> None:
        """Show the progress of the article and of the collection, after an edit or, without one, anew."""
        if self._live is None:
            return
        desk = self._live.desk
        if edit is None or any(isinstance(item, ArticleCard) for item in edit.added):
            from core.provinces.map import name_of  # the map takes a while to load: not before the first paint

            self._progress = self._live.session.shelf.progress()
            self._library.set_progress(self._progress, lambda id: name_of(id) if id else say("library.no_province"))
        self._status.show_desk(desk, self._progress)
        if desk:
            self._library.row_changed(desk.article.id)

    def others_changed(self, articles: Collection[bytes]) -> None:
        """Show anew what others have changed; the list only where it does not know an article yet."""
        if set(articles) <= set(self.ids) or self._held is not None:
            for article in articles:
                self._library.row_changed(article)
            self.count()
        else:
            self.refresh()

    def rows(self, ids: Sequence[bytes]) -> list[ShelfRow]:
        """The rows of articles, for the library's list."""
        if self._live is None:
            return [self._glanced[id] for id in ids if id in self._glanced]
        desk = self._live.desk
        if desk and list(ids) == [desk.article.id]:  # known without asking the dataset, at every key
            return [desk.row]
        return self._live.session.shelf.rows(ids)
