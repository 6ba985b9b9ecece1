"""The window: it places the panels and connects them; `_connect` is the map of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.errors import ResourceError
from core.model.article import ArticleCard
from core.model.library import Filter, Progress, ShelfRow
from core.wording import say
from gui import actions, key_file
from gui.guide import Guide
from gui.inspector.panel import InspectorPanel
from gui.inspector.record_form import RecordForm
from gui.library.panel import LibraryPanel
from gui.menus import Menus
from gui.reader.view import ReaderView
from gui.settings import Settings
from gui.statusbar import StatusBar
from gui.theme import Theme
from gui.topbar import TopBar
from gui.typing_guard import TypingGuard

if TYPE_CHECKING:  # what opens a dataset imports SQLAlchemy, which takes longer than an empty window
    from core.model.edit import Edit
    from core.verbs import Desk
    from gui.article_actions import ArticleActions
    from gui.editing import Editing
    from gui.filing import Filing
    from gui.live_session import LiveSession
    from gui.recording import Recording

_FRAME = 40  # pixels that the system's own frame takes of the height
_REST = 700  # milliseconds without a move before the place is remembered


class MainWindow(QMainWindow):
    """The panels around one dataset. It is built anew for another dataset, theme or language."""

    rebuild_requested = Signal()
    """The theme or the language was changed in the settings."""

    dataset_requested = Signal(object)
    """Another dataset is to be opened: its Path."""

    live: LiveSession | None = None
    editing: Editing
    filing: Filing
    article: ArticleActions
    recording: Recording

    def __init__(self, settings: Settings, theme: Theme, tell: Callable[[QWidget, str], object]) -> None:
        """`tell(window, text)` shows what went wrong."""
        super().__init__()
        self._tell = tell
        self.theme = theme
        self.label_rows: Sequence[actions.Row] = ()
        self._progress: Sequence[Progress] = ()
        self._glanced: dict[bytes, ShelfRow] = {}
        self.ids: Sequence[bytes] = ()  # the articles that the library shows, in order
        self._settings = settings
        self._answers: dict[str, Callable[[], object]] = {}
        self.reader = ReaderView(theme)
        called = {row.name: partial(self._call, row.name) for row in actions.ROWS}
        self.own_keys, wrong = _own_keys()
        rows = actions.with_own_keys(actions.ROWS, self.own_keys)
        self.commands = actions.build(self, self.reader, rows, called)
        keys = actions.shown_keys(self.commands)
        self.top = TopBar(theme, keys)
        self.library = LibraryPanel(theme, self._rows, keys)
        self.inspector = InspectorPanel(theme, keys)
        self.status = StatusBar(theme, keys)
        self.menus = Menus(self, self.commands, settings)
        self.menus.add_choices(self._choose)
        self.form = RecordForm(theme, keys)
        self.side = QStackedWidget()
        self.side.addWidget(self.inspector)
        self.side.addWidget(self.form)
        self.side.setFocusProxy(self.inspector)
        self.guide = Guide(theme, keys)
        self.guide.hide()
        self.guide.close_requested.connect(lambda: self.commands["guide"].trigger())
        self._panels: Sequence[QWidget] = (self.library, self.reader, self.side)
        self._guard = TypingGuard(self.reader.text)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._place()
        if wrong:
            QTimer.singleShot(0, self, lambda: self.tell(wrong))

    def use(self, live: LiveSession) -> None:
        """Work on a dataset: the second half of starting, once the window is painted."""
        from gui.article_actions import ArticleActions
        from gui.editing import Editing
        from gui.filing import Filing
        from gui.likewise import Likewise
        from gui.linking import Linking
        from gui.recording import Recording

        self.live = live
        live.setParent(self)
        self.editing = Editing(self.reader, live, self.status.say)
        self.filing = Filing(live, self)
        self.article = ArticleActions(self, live)
        scheme = live.session.scheme
        linking, likewise = Linking(self.reader, live, self.status.say), Likewise(self, live)
        self.recording = Recording(self, live, self.form)
        parts = (
            self.editing.calls(scheme),
            linking.calls(scheme),
            likewise.calls(),
            self.recording.calls(),
            self.article.calls(),
        )
        self._answers = {name: call for part in parts for name, call in part.items()}
        self.label_rows = actions.label_rows(scheme)
        rows = actions.with_own_keys(self.label_rows, self.own_keys)
        labels = actions.build(self, self.reader, rows, {r.name: partial(self._call, r.name) for r in rows}, scheme)
        self.commands |= labels
        self.menus.add_labels(labels.values())
        self.menus.set_recent(self.dataset_requested.emit, live.session.store.path)
        self.top.set_dataset(live.session.store.path.name)
        self.setWindowTitle(f"{live.session.store.path.name} — Bút Vàng")
        self._connect(live)
        self.refresh_library()
        self._resume()
        self.filing.detect()

    def _connect(self, live: LiveSession) -> None:
        # Facts come down: what happened to the dataset, shown by whoever shows it.
        live.article_opened.connect(self._show)
        live.changed.connect(self.reader.refresh)
        live.changed.connect(self.inspector.refresh)
        live.changed.connect(self._count)
        live.suggestions_replaced.connect(partial(self._show, keep_place=True))
        live.travelled.connect(self.editing.show)
        live.history_moved.connect(self.menus.set_history)
        live.failed.connect(self.tell)
        self.reader.current_changed.connect(self.inspector.set_current)
        self.reader.current_changed.connect(lambda _mention: self._rest.start())
        self.filing.shelf_changed.connect(self.refresh_library)
        self.filing.first_added.connect(self._open_if_idle)
        self.filing.job_started.connect(self.status.job_started)
        self.filing.job_progress.connect(self.status.job_progress)
        self.filing.job_ended.connect(self.status.job_ended)
        self.filing.failed.connect(self.tell)
        self._rest.timeout.connect(self.keep_place)
        # Requests go up: what the person wants, done by whoever can.
        self.library.article_requested.connect(self.open_article)
        self.library.filter_changed.connect(self.refresh_library)
        self.library.open_requested.connect(self.commands["open_folder"].trigger)
        self.inspector.mention_requested.connect(self.reader.set_current)
        self.inspector.relabel_requested.connect(self.editing.label)
        self.inspector.note_requested.connect(self.editing.note)
        self.top.palette_requested.connect(self.commands["palette"].trigger)
        self.status.date_requested.connect(self.article.set_published)
        self.status.encoding_requested.connect(self.article.set_encoding)
        self.status.keys_requested.connect(self.commands["keys"].trigger)
        self.status.cancel_requested.connect(self.filing.cancel)
        self._guard.noticed.connect(lambda: self.status.say(say("status.typing_noticed")))
        self.inspector.record_requested.connect(self.recording.open)
        self.inspector.note_left.connect(self.reader.text.setFocus)

    # -- what the commands call

    def open_article(self, article: bytes) -> None:
        """Open an article and give the reader the keyboard."""
        self.keep_place()
        if self.live:
            self.live.open_article(article)
            self.reader.text.setFocus()

    def add_articles(self, paths: Iterable[Path]) -> None:
        """Import files and folders in the background."""
        self.filing.add(paths)

    def refresh_library(self, only: Filter | None = None) -> None:
        """Ask the dataset anew which articles pass the library's filter."""
        if self.live is None:
            return
        self.ids = self.live.session.shelf.ids(only or self.library.filter)
        self.library.set_articles(self.ids)
        if self.live.desk:
            self.library.set_current(self.live.desk.article.id)
        self._count()

    def keep_place(self) -> None:
        """Remember the article and the caret, to resume there."""
        if self.live and self.live.desk:
            self.live.keep_place(self.reader.caret())

    def tell(self, text: str) -> None:
        """Show what went wrong."""
        self._tell(self, text)

    def next_panel(self, by: int) -> None:
        """Move the keyboard to the next panel."""
        here = next((n for n, p in enumerate(self._panels) if p.isAncestorOf(QApplication.focusWidget() or self)), 1)
        panel = self._panels[(here + by) % len(self._panels)]
        panel.setFocus(Qt.FocusReason.TabFocusReason)

    def show_guide(self) -> None:
        """Show the guideline beside the article in the library's place, or the library again."""
        shown = self.commands["guide"].isChecked()
        sizes = self._splitter.sizes()
        self.guide.read()
        self.guide.setVisible(shown)
        self.library.setVisible(not shown)
        self._panels = (self.guide if shown else self.library, self.reader, self.side)
        left = max(sizes[0], sizes[1])
        self._splitter.setSizes([0, max(left, 320), sizes[2], sizes[3]] if shown else [left, 0, sizes[2], sizes[3]])
        (self.guide if shown else self.reader.text).setFocus()

    # -- inner

    def _call(self, name: str) -> None:
        if name not in self._answers and self.live:  # what opens windows loads much, and is not needed to begin
            from gui.answers import answers

            self._answers |= answers(self)
        if answer := self._answers.get(name):
            answer()

    def glance(self, ids: Sequence[bytes], rows: Iterable[ShelfRow]) -> None:
        """Show articles of a dataset that is about to be opened; of the first ones the rows are known."""
        self._glanced = {row.article: row for row in rows}
        self.library.set_articles(ids)

    def _rows(self, ids: Sequence[bytes]) -> list[ShelfRow]:
        if self.live is None:
            return [self._glanced[id] for id in ids if id in self._glanced]
        desk = self.live.desk
        if desk and list(ids) == [desk.article.id]:  # known without asking the dataset, at every key
            return [desk.row]
        return self.live.session.shelf.rows(ids)

    def _show(self, desk: Desk, keep_place: bool = False) -> None:
        if self.live is None:
            return
        scheme = self.live.session.scheme
        self.reader.show_desk(desk, scheme, keep_place=keep_place)
        self.inspector.show_desk(desk, scheme)
        self.inspector.set_current(self.reader.current)
        self.library.set_current(desk.article.id)
        self._count()
        if not keep_place:
            self._rest.start()

    def _count(self, edit: Edit | None = None) -> None:
        """Progress of the article and of the collection, after an edit or, without one, anew."""
        if self.live is None:
            return
        desk = self.live.desk
        if edit is None or any(isinstance(item, ArticleCard) for item in edit.added):
            from core.provinces.map import name_of  # the map takes a while to load: not before the first paint

            self._progress = self.live.session.shelf.progress()
            self.library.set_progress(self._progress, lambda id: name_of(id) if id else say("library.no_province"))
        self.status.show_desk(desk, self._progress)
        if desk:
            self.library.row_changed(desk.article.id)

    def _resume(self) -> None:
        """Go where the annotator was, else to the first article."""
        if self.live is None:
            return
        place = self.live.place()
        ids = self.live.session.shelf.ids()
        if place and place[0] in ids:
            self.open_article(place[0])
            self.reader.set_caret(place[1])
        elif ids:
            self.open_article(ids[0])

    def _open_if_idle(self, article: bytes) -> None:
        if self.live and self.live.desk is None:
            self.open_article(article)

    def _choose(self, name: str, value: str) -> None:
        self._settings.keep(name, value)
        self.rebuild_requested.emit()

    def _place(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for panel in self._panels:
            self._splitter.addWidget(panel)
        self._splitter.insertWidget(1, self.guide)
        self._splitter.setStretchFactor(2, 1)
        self._splitter.setSizes([272, 0, 832, 336])
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.top, self._splitter, self.status):
            layout.addWidget(widget, widget is self._splitter)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width()), min(900, room.height() - _FRAME))
        self.restoreGeometry(self._settings.shape("geometry"))
        self._splitter.restoreState(self._settings.shape("splitter"))
        self.reader.zoom(self._settings.number("zoom"))

    def save_shape(self) -> None:
        """Remember the window's place and the panels' widths."""
        self._settings.keep("geometry", self.saveGeometry())
        self._settings.keep("splitter", self._splitter.saveState())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_articles(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_place()
        self.save_shape()
        if self.live:
            self.filing.close()
            self.live.close()
        super().closeEvent(event)


def _own_keys() -> tuple[dict[str, tuple[str, ...]], str]:
    """The user's keys, and what is wrong with their file."""
    try:
        return key_file.load(), ""
    except ResourceError as error:
        return {}, str(error)
