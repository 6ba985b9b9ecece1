"""The session as the window has it: requests come in as calls, facts go out as signals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core import verbs
from core.errors import Away, ButVangError, Conflict
from core.model.article import ArticleCard, State
from core.model.edit import Edit
from core.people import Annotator, me
from core.session import Session
from core.standing import Rule
from core.store.server import Server, Target
from core.teams.opening import open_store
from core.verbs import Desk

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.team import Team

_PAUSE, _SLICE = 25, 0.008  # loading the memory: milliseconds between two slices, seconds of one
_AFTER = 200  # milliseconds after an edit or an opening, before it goes on


class LiveSession(QObject):
    """A `Session` whose changes are announced. Every edit is on disk before it is announced."""

    article_opened = Signal(object)
    """A `Desk`: another article is on it."""

    changed = Signal(object)
    """An `Edit` of the open article, as written."""

    travelled = Signal(object)
    """An `Edit` that undo or redo wrote on the open article, after it was announced."""

    rewritten = Signal(object)
    """A list of every `Edit` that undo or redo wrote, of whichever article and layer, or of the dataset itself."""

    suggestions_replaced = Signal(object)
    """A `Desk`: the same article, with suggestions and values found anew."""

    history_moved = Signal(str, str)
    """Names of what undo would take back and redo do again; empty where there is nothing."""

    failed = Signal(str)
    """What went wrong, in words; nothing was changed."""

    def __init__(self, dataset: Target, annotator: Annotator | None = None, parent: QObject | None = None) -> None:
        """Open a dataset as this user, making it where it is not there. Raises StoreError or ResourceError."""
        super().__init__(parent)
        store = open_store(dataset)
        self.session = Session(store, annotator or me())
        self.team = _team_of(self, store)
        self._shown: Desk | None = None
        self._loading: Iterator[tuple[int, int]] | None = None
        self._idle = QTimer(self, interval=_PAUSE)
        self._idle.timeout.connect(self._remember)
        self._soon = QTimer(self, singleShot=True, interval=0)  # after the article's paint
        self._soon.timeout.connect(self.tell_history)

    def close(self) -> None:
        """Let go of the dataset."""
        self._idle.stop()
        self._soon.stop()
        if self.team:
            self.team.close()
        self.session.store.close()

    @property
    def desk(self) -> Desk | None:
        """The article on the desk."""
        return self.session.desk

    def open_article(self, article: bytes, layer: bytes | None = None) -> None:
        """Put an article on the desk, as the layer of someone else has it where one is named."""
        try:
            desk = self.session.open(article, layer)
        except ButVangError as error:
            self.failed.emit(str(error))
            return
        self._shown = desk
        self.article_opened.emit(desk)
        self._soon.start()
        if self._loading is None:
            self._loading = self.session.remember()
            self._idle.start()
        self._wait()

    def do(self, edit: Edit, batch: bytes | None = None) -> Edit:
        """Write an edit and announce it; the edit as written, empty where nothing was to change or nothing could be written."""
        try:
            written = self.session.apply(edit, batch)
        except ButVangError as error:
            self._fail(error)
            return Edit(edit.name)
        self._wait()
        if written:
            self.changed.emit(written)
            self._show_suggestions()
            self.history_moved.emit(written.name, "")
        return written

    def write(self, edit: Edit) -> Edit:
        """Write an edit of any article and layer or of the dataset itself; empty where nothing changed or could be written."""
        try:
            written = self.session.write(edit)
        except ButVangError as error:
            self._fail(error)
            return Edit(edit.name)
        if written:
            self._announce([written])
        return written

    def undo(self) -> None:
        """Take back the last edit, in whichever article it was."""
        self._travel(self.session.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._travel(self.session.redo)

    def publish(self, date: str | None) -> None:
        """Set the publication date; dates follow it."""
        try:
            written = self.session.publish(date)
        except ButVangError as error:
            self._fail(error)
            return
        if written:
            self._announce([written])

    def change_card(self, name: str, **fields: Any) -> bool:
        """Change the open article's card: province, state, flag or note."""
        return self.desk is not None and bool(self.do(verbs.change_card(self.desk, name, **fields)))

    def finish(self, done: bool = True) -> bool:
        """Mark the open article as done, or as not done."""
        return self.change_card("done" if done else "reopen", state=State.DONE if done else State.STARTED)

    def next_undone(self, among: Sequence[bytes]) -> bytes | None:
        """The next of some articles after the open one that is not done; None where there is none."""
        try:
            return self.session.next_undone(among, self.desk.article.id if self.desk else None)
        except ButVangError as error:
            self._fail(error)
            return None

    def take_in(self, edit: Edit) -> None:
        """Announce an edit that a batch has written."""
        self._announce(self.session.take_in([edit]))

    def look_again(self) -> None:
        """Show the open article as the dataset has it now, at the same place."""
        if self.desk is None:
            return
        try:
            self.session.open(self.desk.article.id, self.desk.layer.id)
        except ButVangError as error:
            self.failed.emit(str(error))
            return
        self._show_suggestions(anew=True)
        self.tell_history()

    def keep_rule(self, rule: Rule, batch: bytes | None = None) -> bool:
        """Keep a standing rule; suggestions follow it at once. It is undone with the edits of its batch."""
        return self._rule(lambda: self.session.keep_rule(rule, batch))

    def drop_rule(self, rule: Rule) -> bool:
        """Keep a standing rule no longer."""
        return self._rule(lambda: self.session.drop_rule(rule))

    def switch_tagger(self, on: bool) -> None:
        """Use the dataset's tagger, or no longer; the open article's suggestions follow."""
        try:
            self.session.switch_tagger(on)
        except ButVangError as error:
            self._fail(error)
            return
        self._show_suggestions()

    def place(self) -> tuple[bytes, int] | None:
        """Where this annotator was: article and caret."""
        return self.session.store.bookmark(self.session.annotator.id)

    def keep_place(self, caret: int) -> None:
        """Remember the open article and the caret in it."""
        if self.desk:
            try:
                self.session.store.keep_bookmark(self.session.annotator.id, self.desk.article.id, caret)
            except ButVangError as error:
                self.failed.emit(str(error))

    def _rule(self, change: Callable[[], Edit]) -> bool:
        try:
            written = change()
        except ButVangError as error:
            self._fail(error)
            return False
        self._show_suggestions()
        self.tell_history()
        return bool(written)

    def _travel(self, step: Callable[[], list[Edit]]) -> None:
        try:
            edits = step()
        except ButVangError as error:
            self._fail(error)
            return
        here = (self.desk.article.id, self.desk.layer.id) if self.desk else None
        away = [e for e in edits if (e.article, e.layer) != here]
        elsewhere = next((e for e in reversed(away) if e.article), None)  # a dataset's own records have no article
        if elsewhere and len(away) == len(edits):
            self.open_article(elsewhere.article, elsewhere.layer)  # show what was taken back
        else:
            self._announce(edits)
        if back := next((e for e in reversed(edits) if e.article), None):
            self.travelled.emit(back)
        self.rewritten.emit(edits)

    def _announce(self, edits: list[Edit]) -> None:
        desk = self.desk
        for edit in edits:
            if desk and edit.article == desk.article.id and edit.layer == desk.layer.id:
                self.changed.emit(edit)
        self._show_suggestions(any(_dates_moved(edit) for edit in edits))
        self.tell_history()

    def _show_suggestions(self, anew: bool = False) -> None:
        """Announce what is suggested now, where the memory or a new publication date made it something else."""
        if anew or self.desk is not self._shown:
            self._shown = self.desk
            self.suggestions_replaced.emit(self.desk)

    def tell_history(self) -> None:
        """Announce what undo and redo would do now."""
        history = self.session.history
        try:
            undo, redo = history.next_undo(), history.next_redo()
        except Away:
            undo = redo = None
        self.history_moved.emit(undo.name if undo else "", redo.name if redo else "")

    def _wait(self) -> None:
        """Let what is done by hand go before the loading of the memory."""
        if self._idle.isActive():
            self._idle.start(_AFTER)

    def _remember(self) -> None:
        """Load a little more of the memory, and then show what it changes in the open article."""
        self._idle.setInterval(_PAUSE)
        until = perf_counter() + _SLICE
        try:
            while self._loading and perf_counter() < until:
                if next(self._loading, None) is None:
                    self._idle.stop()
                    self._show_suggestions()
                    return
        except ButVangError as error:
            self._idle.stop()
            self.failed.emit(str(error))

    def _fail(self, error: ButVangError) -> None:
        self.failed.emit(str(error))
        if isinstance(error, Conflict) and self.desk:
            self.open_article(self.desk.article.id, self.desk.layer.id)  # show what is there now


def _team_of(live: LiveSession, store: Store) -> Team | None:
    """The others, where the dataset is on a server."""
    if not isinstance(store.path, Server):
        return None
    from core.teams.store import TeamStore
    from gui.team import Team

    return Team(live, store) if isinstance(store, TeamStore) else None


def _dates_moved(edit: Edit) -> bool:
    """Whether an edit gave the article another publication date."""
    dates = {i.published for side in (edit.removed, edit.added) for i in side if isinstance(i, ArticleCard)}
    return len(dates) > 1 or (bool(dates - {None}) and not edit.removed)
