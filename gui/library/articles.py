"""The list of articles: one click or Enter asks for one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.model.library import ShelfRow
from core.wording import say
from gui.library.article_delegate import ArticleDelegate
from gui.library.model import ArticleModel
from gui.parts.index import Index
from gui.parts.rows_view import RowsView
from gui.theme import Theme

_WAIT = 100  # ms


class ArticleList(RowsView):
    """Rows of the library; the open article is marked whether or not the list has the focus."""

    article_requested = Signal(bytes)

    def __init__(
        self, theme: Theme, rows: Callable[[Sequence[bytes]], list[ShelfRow]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._articles = ArticleModel(rows, self)
        self._paint = ArticleDelegate(theme, self)
        self._stale: set[bytes] = set()
        self._later = QTimer(self, singleShot=True, interval=_WAIT)
        self._later.timeout.connect(self._refresh)
        self.setModel(self._articles)
        self.setItemDelegate(self._paint)
        self.measure()
        self.setAccessibleName(say("library.articles"))

    def set_articles(self, ids: Sequence[bytes]) -> None:
        """Show other articles; the open one stays marked where it is among them."""
        if not self._articles.set_articles(ids) or not self.currentIndex().isValid():
            self._show_current()

    def shows(self, article: bytes) -> bool:
        """Whether an article is in the list."""
        return self._articles.index_of(article).isValid()

    def set_current(self, article: bytes | None) -> None:
        """Mark the open article."""
        self._paint.open_article = article
        self._show_current()
        self.viewport().update()

    def row_changed(self, article: bytes) -> None:
        """Ask for one row anew, in a moment: a decision a key is more than the eye follows here."""
        self._stale.add(article)
        if not self._later.isActive():
            self._later.start()

    def choose(self, index: Index) -> None:
        """Ask for the article of a row."""
        self.article_requested.emit(self._articles.article_at(index.row()))

    def _refresh(self) -> None:
        for article in self._stale:
            self._articles.row_changed(article)
        self._stale.clear()

    def _show_current(self) -> None:
        article = self._paint.open_article
        index = self._articles.index_of(article) if article else None
        if index is not None and index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
