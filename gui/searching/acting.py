"""What is done to all that was found but its exceptions: labelled, flagged, exported; each one batch in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.batch import Step, export_to
from core.identical import Replayed
from core.paths import default_dataset
from core.result_set import flag_all, mark_all
from core.review.search.kwic import Hit
from core.store.dataset_io import layers
from core.wording import language, say
from gui.dialogs.export import ExportDialog
from gui.dialogs.note import NoteDialog
from gui.dialogs.tell import ask
from gui.parts.numbers import count
from gui.searching.lines import Lines

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.searching.view import SearchView

_Found = Mapping[bytes, Sequence[Hit]]


class Acting:
    """Works for one view."""

    def __init__(self, window: MainWindow, view: SearchView, lines: Lines) -> None:
        self._window = window
        self._view = view
        self._lines = lines
        view.list.label_wanted.connect(self.label)
        view.list.flag_wanted.connect(self.flag)
        view.list.export_wanted.connect(self.export)
        view.save_requested.connect(self.save)

    def label(self, label: str) -> None:
        """Give all of them a label, once that was confirmed."""
        live = self._window.live
        if live is None or not self._view.list.rows.hits:
            return
        session = live.session
        known = session.scheme.label(label)
        title = known.title[language()] if known else label
        if ask(self._window, say("search.label_all", number=self._number(), label=title), say("search.do_label")):
            self._run(
                "marking_found", lambda found: mark_all(session.store, session.look, session.annotator, found, label)
            )

    def flag(self) -> None:
        """Flag all of them, with a note."""
        live = self._window.live
        if live is None or not self._view.list.rows.hits:
            return
        session = live.session
        dialog = NoteDialog(self._window, "")
        dialog.setWindowTitle(say("search.flag_all", number=self._number()))
        if dialog.exec():
            note = dialog.note
            self._run(
                "flagging_found", lambda found: flag_all(session.store, session.look, session.annotator, found, note)
            )

    def export(self) -> None:
        """Export their articles."""
        live = self._window.live
        if live is None or not self._view.list.rows.hits:
            return
        store, path = live.session.store, live.session.store.path
        beside = path if isinstance(path, Path) else default_dataset().with_name(path.name)
        labels = [(label.name, label.title[language()]) for label in store.scheme().labels]
        dialog = ExportDialog(
            beside, self._window, layers(store), labels, say("search.export_these", number=self._number())
        )
        if wish := dialog.wish():

            def export(found: _Found) -> Iterator[Step]:
                only = replace(wish.selection, articles=frozenset(found))
                return export_to(store, wish.format, wish.target, only, wish.layers, wish.split)

            self._run("exporting", export)

    def save(self, line: str) -> None:
        """Keep a line under a name."""
        dialog = NoteDialog(self._window, "")
        dialog.setWindowTitle(say("search.save_as"))
        if line.strip() and dialog.exec() and dialog.note:
            self._lines.save(dialog.note, line)
            self._window.status.say(say("search.saved", name=dialog.note))

    # -- inner

    def _number(self) -> str:
        number = self._view.number_meant
        return count(number) if number is not None else say("search.all_found")

    def _run(self, name: str, do: Callable[[_Found], Iterator[Step]]) -> None:
        """Gather what is meant, also what is not shown yet, and do it."""
        stream, meant = self._view.stream, self._view.list.rows.meant()
        hits = iter([list(self._view.list.rows.hits)]) if stream.complete else stream.hits(stream.line)

        def work() -> Iterator[Step]:
            found: dict[bytes, list[Hit]] = {}
            for number, of_article in enumerate(hits):
                for hit in of_article:
                    if meant(hit):
                        found.setdefault(hit.article, []).append(hit)
                if number % 64 == 0:
                    yield Step(0, 0)  # may be cancelled
            yield from do(found)

        self._window.filing.run(name, work, self._take_in)

    def _take_in(self, step: Step) -> None:
        if isinstance(step, Replayed) and step.edit and self._window.live:
            self._window.live.take_in(step.edit)
