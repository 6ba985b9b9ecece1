"""The window: it has the panels and what the commands call; `connections.py` says who hears of what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent

from gui import actions
from gui.connections import connect
from gui.settings import READING
from gui.shell import Shell

if TYPE_CHECKING:  # loaded after the first paint; what opens a dataset imports SQLAlchemy, longer than an empty window
    from core.model.scheme import Scheme
    from core.verbs import Desk
    from gui.editing import Editing
    from gui.filing import Filing
    from gui.guide import Guide
    from gui.inspector.panel import InspectorPanel
    from gui.inspector.record_form import RecordForm
    from gui.live_session import LiveSession
    from gui.reader.view import ReaderView
    from gui.recording import Recording

_LATER = 1000  # milliseconds after an article is shown, when what is seldom needed is loaded


class MainWindow(Shell):
    """The panels around one dataset. It is built anew for another dataset, theme or language."""

    live: LiveSession | None = None
    reader: ReaderView
    inspector: InspectorPanel
    editing: Editing
    filing: Filing

    def furnish(self) -> None:
        """The reader, the inspector and the commands: what the first paint can do without."""
        from gui.inspector.panel import InspectorPanel
        from gui.reader.view import ReaderView
        from gui.typing_guard import TypingGuard

        self.reader = ReaderView(self.theme)
        self.inspector = InspectorPanel(self.theme, self.keys)
        self.commands = self._build(self._rows)
        self.menus.fill(self.commands)
        self.menus.add_choices(self._choose)
        self.guard = TypingGuard(self.reader.text)
        self.side.addWidget(self.inspector)
        self.side.setFocusProxy(self.inspector)
        self.panels.put_reader(self.reader)
        self.reader.zoom(self._settings.number("zoom"))
        self._set_reading()

    def use(self, live: LiveSession) -> None:
        """Work on a dataset, in a window that is furnished."""
        from gui.editing import Editing
        from gui.filing import Filing
        from gui.linking import Linking

        self.live = live
        live.setParent(self)
        self.editing = Editing(self.reader, live, self.status.say)
        self.filing = Filing(live, self)
        scheme = live.session.scheme
        self._answers = {**self.editing.calls(scheme), **Linking(self.reader, live, self.status.say).calls(scheme)}
        self._answers |= self.places.use(self)
        labels = actions.with_own_keys(actions.label_rows(scheme), self.own_keys)
        self._rows = (*labels, *self._rows)
        self.commands |= self._build(labels, scheme)
        self.menus.add_labels([self.commands[row.name] for row in labels])
        self.menus.set_recent(self.dataset_requested.emit, live.session.store.path)
        self.top.set_dataset(live.session.store.path.name)
        self.setWindowTitle(f"{live.session.store.path.name} — Bút Vàng")
        connect(self, live)
        self.stock.use(live)
        self._resume()
        self.filing.detect()
        QTimer.singleShot(_LATER, self, self._load_answers)

    @cached_property
    def guide(self) -> Guide:
        """The guideline beside the article."""
        from gui.guide import Guide

        guide = Guide(self.theme, self.keys)
        guide.close_requested.connect(self.commands["guide"].trigger)
        self.panels.put_guide(guide)
        return guide

    @cached_property
    def form(self) -> RecordForm:
        """The agreement's form, in the inspector's place where it is asked for."""
        from gui.inspector.record_form import RecordForm

        form = RecordForm(self.theme, self.keys)
        self.side.addWidget(form)
        return form

    @cached_property
    def recording(self) -> Recording:
        """The form at work."""
        from gui.recording import Recording

        assert self.live is not None
        return Recording(self, self.live, self.form)

    # -- what the commands call

    def open_article(self, article: bytes) -> None:
        """Open an article and give the reader the keyboard."""
        self.keep_place()
        if self.live:
            self.live.open_article(article)
            self.reader.text.setFocus()

    def add_articles(self, paths: Iterable[Path]) -> None:
        """Import files and folders in the background."""
        from gui.dialogs.columns import columns_known
        from gui.dialogs.encoding import encoding_of

        wanted = columns_known(self, paths)
        go, encoding = encoding_of(self, wanted)
        if wanted and go:
            self.filing.add(wanted, encoding)

    def refresh_library(self) -> None:
        """Ask the dataset anew what the library shows."""
        self.stock.refresh()

    def keep_place(self) -> None:
        """Remember the article and the caret, to resume there."""
        if self.live and self.live.desk:
            self.live.keep_place(self.reader.caret())

    def show_guide(self) -> None:
        """Show the guideline beside the article in the library's place, or the library again."""
        self.guide.read()
        self.panels.show_guide(self.commands["guide"].isChecked())

    def show_desk(self, desk: Desk, keep_place: bool = False) -> None:
        """Show an article; with `keep_place` the one that is shown, as it is now."""
        if self.live is None:
            return
        scheme = self.live.session.scheme
        self.reader.show_desk(desk, scheme, keep_place=keep_place)
        self.inspector.show_desk(desk, scheme)
        self.inspector.set_current(self.reader.current)
        self.library.set_current(desk.article.id)
        self.stock.soon.start()
        if not keep_place:
            here = self.live.place()
            if here is None or here[0] != desk.article.id:
                self.keep_place()  # at once: whatever happens next, one comes back to this article
            self.rest.start()

    def open_if_idle(self, article: bytes) -> None:
        """Open an article where none is open."""
        if self.live and self.live.desk is None:
            self.open_article(article)

    # -- inner

    def _call(self, name: str) -> None:
        if self.live is None:  # its dataset could not be opened: another one may
            from gui.answers import without_dataset

            self._answers = without_dataset(self)
        elif name not in self._answers:
            if name.startswith(("review:", "compare:")):
                self._answers |= self.places.answers()
            else:
                self._load_answers()
        if answer := self._answers.get(name):
            answer()

    def _load_answers(self) -> None:
        """What the other commands call: it loads much, and is not needed to begin."""
        if self.live and not self._all_answers:
            from gui.answers import answers

            self._answers |= answers(self)
            self._all_answers = True

    def _build(self, rows: Iterable[actions.Row], scheme: Scheme | None = None) -> dict[str, QAction]:
        """Actions of commands."""
        called = {row.name: partial(self._call, row.name) for row in rows}
        homes = {actions.Where.WINDOW: self, actions.Where.READER: self.reader, **self.places.homes}
        return actions.build(homes, rows, called, scheme)

    def _resume(self) -> None:
        """Go where the annotator was, else to the first article."""
        if self.live is None:
            return
        place, shelf = self.live.place(), self.live.session.shelf
        if place and shelf.rows([place[0]]):
            self.open_article(place[0])
            self.reader.set_caret(place[1])
        elif first := shelf.ids(most=1):
            self.open_article(first[0])

    def _choose(self, name: str, value: str) -> None:
        self._settings.keep(name, value)
        if name in READING:
            self._set_reading()
        else:
            self.rebuild_requested.emit()

    def _set_reading(self) -> None:
        from gui.reader.measures import Reading

        column, lead, justify = (self._settings.reading(name) for name in ("column", "lead", "justify"))
        self.reader.set_reading(Reading(column, lead, bool(justify)))

    def save_shape(self) -> None:
        """Remember the window's place, the panels' widths and the zoom."""
        super().save_shape()
        if self.commands:
            self._settings.keep("zoom", self.reader.zoom_steps)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_articles(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_place()
        self.save_shape()
        if self.live:
            self.stock.close()
            self.filing.close()
            self.places.close_room()
            self.live.close()
        super().closeEvent(event)
