"""The list of articles: one click or Enter asks for one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from core.model.library import ShelfRow
from core.wording import say
from gui.library.article_delegate import ArticleDelegate
from gui.library.model import ArticleModel
from gui.parts.index import Index
from gui.theme import Theme


class ArticleList(QListView):
    """Rows of the library; the open article is marked whether or not the list has the focus."""

    article_requested = Signal(bytes)

    def __init__(
        self, theme: Theme, rows: Callable[[Sequence[bytes]], list[ShelfRow]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._articles = ArticleModel(rows, self)
        self._paint = ArticleDelegate(theme, self)
        self.setModel(self._articles)
        self.setItemDelegate(self._paint)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("library.articles"))
        self.clicked.connect(self._request)

    def set_articles(self, ids: Sequence[bytes]) -> None:
        """Show other articles; the open one stays marked where it is among them."""
        self._articles.set_articles(ids)
        self._show_current()

    def set_current(self, article: bytes | None) -> None:
        """Mark the open article."""
        self._paint.open_article = article
        self._show_current()
        self.viewport().update()

    def row_changed(self, article: bytes) -> None:
        """Ask for one row anew."""
        self._articles.row_changed(article)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the article under the list's own cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._request(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _request(self, index: Index) -> None:
        if index.isValid():
            self.article_requested.emit(self._articles.article_at(index.row()))

    def _show_current(self) -> None:
        article = self._paint.open_article
        index = self._articles.index_of(article) if article else None
        if index is not None and index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
