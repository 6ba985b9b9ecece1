"""What the library and the status bar show of the whole dataset: its articles, their rows, how far the provinces are.

Of many articles the first are shown at once; the rest, and how far the provinces are, are asked for in the background.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, QTimer

from core.model.article import ArticleCard
from core.model.library import Filter, Progress, ShelfRow, moved
from core.wording import say
from gui.background import Job
from gui.library.panel import LibraryPanel
from gui.statusbar import StatusBar

if TYPE_CHECKING:  # imports SQLAlchemy
    from core.model.edit import Edit
    from gui.live_session import LiveSession

AT_ONCE = 256
"""So many articles are asked for while one waits."""

_REST = 10  # times as long as counting took, nothing is counted again


class Stock:
    """Asks the dataset and tells the panels; before a dataset is open it knows what was glanced of it."""

    def __init__(self, library: LibraryPanel, status: StatusBar) -> None:
        self._library = library
        self._status = status
        self._live: LiveSession | None = None
        self._ids: Sequence[bytes] = ()
        self._more = False  # whether `_ids` are only the first
        self._only = Filter()
        self._many = False  # whether there are more articles than are asked for while one waits
        self._progress: Sequence[Progress] = ()
        self._glanced: dict[bytes, ShelfRow] = {}
        self._held: Collection[bytes] | None = None
        self._known = True  # whether the list shows what the dataset has
        self._pool = QThreadPool(library)
        self._pool.setMaxThreadCount(1)
        self._job: Job | None = None
        self._again = False  # whether something changed since the job under way began
        self.soon = QTimer(library, singleShot=True, interval=0)
        """Brings all up to date after the next paint."""
        self.soon.timeout.connect(self._after_paint)
        self._later = QTimer(library, singleShot=True)
        self._later.timeout.connect(self._ask_behind)
        library.released.connect(lambda: self.hold_to(None))

    @property
    def ids(self) -> Sequence[bytes]:
        """The articles that the library shows, in order: all of them, also where their ids are still being read."""
        if self._more and self._live is not None:
            self._show(self._live.session.shelf.ids(self._only), False)
        return self._ids

    def glance(self, ids: Sequence[bytes], rows: Iterable[ShelfRow]) -> None:
        """Show the first articles of a dataset that is about to be opened; of some the rows are known."""
        self._glanced = {row.article: row for row in rows}
        self._show(ids, len(ids) >= AT_ONCE)

    def use(self, live: LiveSession) -> None:
        """Show a dataset: what was glanced of it stays until the first article is painted."""
        self._live = live
        if not self._ids:
            self._ids = live.session.shelf.ids(most=AT_ONCE)
            self._more = len(self._ids) == AT_ONCE
        self._known = False
        self.soon.start()

    def close(self) -> None:
        """Ask for nothing any more, and wait for what was asked."""
        self.soon.stop()
        self._later.stop()
        if self._job:
            self._job.cancel()
        self._pool.waitForDone()

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
        before, self._only = self._only, only or self._library.filter
        shelf = self._live.session.shelf
        if self._held is not None:
            self._show([id for id in shelf.ids(self._only) if id in self._held], False)
        else:
            first = shelf.ids(self._only, AT_ONCE)
            if len(first) == AT_ONCE and before == self._only and list(self._ids[:AT_ONCE]) == first:
                self._more = True  # what is shown stays until all have been read again
            else:
                self._show(first, len(first) == AT_ONCE)
        self._many = self._more or len(shelf.ids(most=AT_ONCE)) == AT_ONCE
        if self._live.desk:
            self._library.set_current(self._live.desk.article.id)
        self.count()

    def count(self, edit: Edit | None = None) -> None:
        """Show the progress of the article and of the collection, after an edit or, without one, anew."""
        if self._live is None:
            return
        if edit is None or any(isinstance(item, ArticleCard) for item in edit.added):
            if not self._many:
                self._show_progress(self._live.session.shelf.progress())
            elif edit is None:
                self._ask_behind()
            else:
                self._follow(edit)
        self._show_desk()

    def others_changed(self, articles: Collection[bytes]) -> None:
        """Show anew what others have changed; the list only where it does not know an article yet."""
        if self._held is not None or all(self._library.articles.shows(article) for article in articles):
            for article in articles:
                self._library.row_changed(article)
            self.count()
        else:
            self.refresh()

    def rewritten(self, edits: Iterable[Edit]) -> None:
        """Count anew what undo or redo changed in articles that are not open."""
        if self._many and any(isinstance(item, ArticleCard) for e in edits for item in (*e.removed, *e.added)):
            self._ask_behind()

    def rows(self, ids: Sequence[bytes]) -> list[ShelfRow]:
        """The rows of articles, for the library's list."""
        if self._live is None:
            return [self._glanced[id] for id in ids if id in self._glanced]
        desk = self._live.desk
        if desk and list(ids) == [desk.article.id]:  # known without asking the dataset, at every key
            return [desk.row]
        return self._live.session.shelf.rows(ids)

    # -- inner

    def _after_paint(self) -> None:
        if not self._known:
            self.refresh()
        elif self._many:
            self._show_desk()
        else:
            self.count()

    def _show(self, ids: Sequence[bytes], more: bool) -> None:
        self._ids, self._more = ids, more
        self._library.set_articles(ids, more)

    def _show_desk(self) -> None:
        desk = self._live.desk if self._live else None
        self._status.show_desk(desk, self._progress)
        if desk:
            self._library.row_changed(desk.article.id)

    def _show_progress(self, progress: Sequence[Progress]) -> None:
        from core.provinces.map import told_apart  # the map takes a while to load: not before the first paint

        self._progress = progress
        names = told_apart(row.province for row in progress if row.province)
        self._library.set_progress(progress, lambda id: names[id] if id else say("library.no_province"))

    def _follow(self, edit: Edit) -> None:
        """Bring the progress up to an edit of the open article's card."""
        assert self._live is not None
        desk = self._live.desk
        if desk is None or edit.layer != self._live.session.annotator.id:
            return
        before = next((item for item in edit.removed if isinstance(item, ArticleCard)), None)
        after = next(item for item in edit.added if isinstance(item, ArticleCard))
        found = desk.detection.province
        was = (before.province or found, before.state.finished) if before else (found, False)
        self._show_progress(moved(self._progress, was, (after.province or found, after.state.finished)))
        self._again = True  # what is being counted may not have it

    def _ask_behind(self) -> None:
        """Ask for all articles that are shown, and the progress, unless that is under way; then afterwards."""
        self._again = True
        if self._live is None or self._job is not None or self._later.isActive():
            return
        self._again = False
        only, more, shelf, began = self._only, self._more, self._live.session.shelf, perf_counter()

        def work() -> Iterator[tuple[Filter | None, Sequence]]:
            if more:
                yield only, shelf.ids(only)
            yield None, shelf.progress()

        self._job = Job("stock", work, self._library)
        self._job.progressed.connect(self._take)
        self._job.ended.connect(lambda _error: self._rested(perf_counter() - began))  # unasked for: shown next time
        self._job.start(self._pool)

    def _take(self, found: tuple[Filter | None, Sequence]) -> None:
        only, answer = found
        if only is None:
            self._show_progress(answer)
            self._show_desk()
        elif self._more and only == self._only and self._held is None:
            self._show(answer, False)

    def _rested(self, seconds: float) -> None:
        job, self._job = self._job, None
        if job:
            job.deleteLater()
        if self._again:
            self._later.start(0 if self._more else int(seconds * _REST * 1000))
