"""The agreement's form at work: from what is asked of it to edits of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core import verbs
from core.model.edit import Edit
from core.model.record import Record, SuggestedRecord
from core.model.span import Span
from core.wording import say
from gui.inspector.record_form import Agreement, RecordForm

if TYPE_CHECKING:
    from gui.live_session import LiveSession
    from gui.main_window import MainWindow


class Recording:
    """Knows which agreement the form shows, and writes what is asked for."""

    def __init__(self, window: MainWindow, live: LiveSession, form: RecordForm) -> None:
        self._window = window
        self._live = live
        self._form = form
        self._at = 0
        form.jump_requested.connect(self._jump)
        form.take_requested.connect(self.take)
        form.text_requested.connect(self._typed)
        form.drop_requested.connect(self._drop)
        form.accept_requested.connect(self.accept)
        form.reject_requested.connect(self.reject)
        form.new_requested.connect(self.new)
        form.other_requested.connect(self._go)
        form.close_requested.connect(self.close)
        live.changed.connect(self._changed)
        live.article_opened.connect(lambda _desk: self._restart())
        live.suggestions_replaced.connect(lambda _desk: self.refresh())

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each command of these calls."""
        form = self._form
        return {
            "record": self.toggle,
            "record_next": lambda: self._when_open(lambda: form.step(1)),
            "record_previous": lambda: self._when_open(lambda: form.step(-1)),
            "record_take": lambda: self._when_open(lambda: self.take(form.active)),
            "record_accept": lambda: self._when_open(self.accept),
        }

    @property
    def records(self) -> list[Agreement]:
        """The agreements of the open article."""
        return verbs.records_of(self._live.desk) if self._live.desk else []

    @property
    def shown(self) -> Agreement | None:
        """The one in the form."""
        records = self.records
        return records[min(self._at, len(records) - 1)] if records else None

    def toggle(self) -> None:
        """Open the form, or close it."""
        if self._window.side.currentWidget() is self._form:
            self.close()
        else:
            self.open()

    def open(self, record: Agreement | None = None) -> None:
        """Show the form: an agreement, else the one that was shown last."""
        records = self.records
        if record in records:
            self._at = records.index(record)
        self._window.side.setCurrentWidget(self._form)
        self._window.side.setFocusProxy(self._form)
        self.refresh()
        if shown := self.shown:
            spans = next((spans for spans in shown.evidence.values() if spans), ())
            if spans:
                self._window.reader.reveal(spans[0])

    def close(self) -> None:
        """Back to the inspector."""
        self._window.side.setCurrentWidget(self._window.inspector)
        self._window.side.setFocusProxy(self._window.inspector)
        self._window.reader.text.setFocus()

    def refresh(self) -> None:
        """Show what there is now."""
        desk = self._live.desk
        if desk and self._window.side.currentWidget() is self._form:
            records = self.records
            self._at = max(0, min(self._at, len(records) - 1))
            self._form.show_record(self.shown, self._live.session.scheme, self._at, len(records), desk.card.published)

    def accept(self) -> None:
        """Take the suggested agreement over."""
        desk, shown = self._live.desk, self.shown
        if desk and isinstance(shown, SuggestedRecord):
            self._write(verbs.accept_record(desk, shown))
            self._window.status.say(say("status.record_accepted"))

    def reject(self) -> None:
        """Say that there is no such agreement."""
        if (desk := self._live.desk) and (shown := self.shown):
            self._write(verbs.reject_record(desk, shown))

    def new(self) -> None:
        """Begin an empty one."""
        if desk := self._live.desk:
            self._write(verbs.new_record(desk))

    def take(self, field: str) -> None:
        """Set a field from what is selected in the article, else from the current mention."""
        desk, shown, reader = self._live.desk, self.shown, self._window.reader
        span = reader.selected_span() or (reader.current.span if reader.current else None)
        if desk is None or shown is None or not field:
            return
        if span is None:
            self._window.status.say(say("status.record_select"))
        elif not self._write(verbs.set_field_from(desk, shown, field, span)):
            self._window.status.say(say("status.record_not_taken"))

    def _typed(self, field: str, text: str) -> None:
        desk, shown = self._live.desk, self.shown
        if desk and shown:
            self._write(verbs.set_field(desk, shown, field, text or None, tuple(shown.evidence.get(field, ()))))

    def _drop(self, field: str, index: int) -> None:
        if (desk := self._live.desk) and (shown := self.shown):
            self._write(verbs.drop_entry(desk, shown, field, index))

    def _go(self, by: int) -> None:
        self._at = (self._at + by) % max(1, len(self.records))
        self.refresh()

    def _jump(self, span: Span) -> None:
        self._window.reader.select_span(span)

    def _write(self, edit: Edit) -> Edit:
        written = self._live.do(edit)
        added = next((i for i in written.added if isinstance(i, Record)), None)
        if added in self.records:
            self._at = self.records.index(added)
            self.refresh()
        return written

    def _changed(self, edit: Edit) -> None:
        if any(isinstance(i, Record) for i in (*edit.removed, *edit.added)):
            self.refresh()

    def _restart(self) -> None:
        self._at = 0
        self.refresh()

    def _when_open(self, call: Callable[[], object]) -> None:
        if self._window.side.currentWidget() is self._form:
            call()
