"""The library at the left: provinces with their progress, the filters, and the articles that pass them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.model.library import Filter, Progress, ShelfRow
from core.wording import say
from gui.library.articles import ArticleList
from gui.library.empty import EmptyLibrary
from gui.library.filter_bar import FilterBar
from gui.library.provinces import ProvinceList, lines_of
from gui.parts.heading import Heading
from gui.parts.numbers import count
from gui.theme import Theme


class LibraryPanel(QWidget):
    """Asks for articles and filters; is told ids, rows and progress."""

    article_requested = Signal(bytes)
    """The id of the article to open."""

    filter_changed = Signal(object)
    """A `Filter`; answer with `set_articles`."""

    open_requested = Signal()
    """There is nothing yet: files are to be opened."""

    released = Signal()
    """The collection that the library is held to is to be let go."""

    def __init__(
        self,
        theme: Theme,
        rows: Callable[[Sequence[bytes]], list[ShelfRow]],
        keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.provinces = ProvinceList(theme)
        self.filters = FilterBar()
        self.articles = ArticleList(theme, rows)
        self._empty = EmptyLibrary(keys)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.articles)
        self._pages.addWidget(self._empty)
        self._provinces_heading = Heading(say("library.provinces"))
        self._heading = Heading(say("library.articles"))
        self._flagged = QCheckBox(say("library.flagged_only"))
        self._held = QPushButton()
        self._held.setProperty("kind", "chip")
        self._held.setToolTip(say("library.release"))
        self._held.clicked.connect(self.released)
        self._held.hide()
        self._filter = Filter()
        self._lay_out()
        self.setFocusProxy(self.articles)
        self.set_articles([])
        self.provinces.province_chosen.connect(lambda _province: self._refilter())
        self.filters.changed.connect(self._refilter)
        self._flagged.toggled.connect(lambda _on: self._refilter())
        self.articles.article_requested.connect(self.article_requested)
        self._empty.open_requested.connect(self.open_requested)
        self._empty.clear_requested.connect(self._clear)

    @property
    def filter(self) -> Filter:
        """What the library is held to."""
        return self._filter

    def set_progress(self, progress: Sequence[Progress], names: Callable[[str | None], str]) -> None:
        """Show how far the provinces are; `names` gives a unit's name, and that of the unknown one for None."""
        lines = lines_of(progress, names)
        self._provinces_heading.setVisible(bool(lines))
        self.provinces.set_lines(lines)

    def set_articles(self, ids: Sequence[bytes], more: bool = False) -> None:
        """Show these articles in this order: the answer to `filter_changed`. With `more` they are only the first."""
        self.articles.set_articles(ids)
        self._heading.set_tail(f"{count(len(ids))}{'+' if more else ''}" if ids else "")
        filtered = self._filter != Filter() or not self._held.isHidden()
        self._empty.explain(filtered)
        self._pages.setCurrentWidget(self.articles if ids else self._empty)

    def show_held(self, name: str) -> None:
        """Say which collection the library is held to; an empty name for none."""
        self._held.setText(f"{name}  ×")
        self._held.setAccessibleName(say("library.held", name=name))
        self._held.setVisible(bool(name))

    def set_current(self, article: bytes | None) -> None:
        """Mark the article that is open and bring it into sight."""
        self.articles.set_current(article)

    def row_changed(self, article: bytes) -> None:
        """Ask for one article's row anew."""
        self.articles.row_changed(article)

    def focus_search(self) -> None:
        """Put the caret into the search box."""
        self.filters.focus_search()

    def _clear(self) -> None:
        self.released.emit()
        self.provinces.clear_choice()
        self._flagged.setChecked(False)
        self.filters.clear()

    def _refilter(self) -> None:
        new = Filter(self.filters.words, self.provinces.chosen, self.filters.states, self._flagged.isChecked())
        if new != self._filter:
            self._filter = new
            self.filter_changed.emit(new)

    def _lay_out(self) -> None:
        filters = QVBoxLayout()
        filters.setContentsMargins(16, 0, 12, 8)
        filters.setSpacing(8)
        filters.addWidget(self._held, 0, Qt.AlignmentFlag.AlignLeft)
        filters.addWidget(self.filters)
        filters.addWidget(self._flagged)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._provinces_heading)
        layout.addWidget(self.provinces)
        layout.addSpacing(4)
        layout.addWidget(self._heading)
        layout.addLayout(filters)
        layout.addWidget(self._pages, 1)
