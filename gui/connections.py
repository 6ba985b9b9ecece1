"""Who hears of what in the window: the map of the program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.wording import say

if TYPE_CHECKING:
    from gui.live_session import LiveSession
    from gui.main_window import MainWindow


def connect(window: MainWindow, live: LiveSession) -> None:
    """Connect the panels of a window with the dataset that it works on, once."""
    # Facts come down: what happened to the dataset, shown by whoever shows it.
    live.article_opened.connect(window.show_desk)
    live.changed.connect(window.reader.refresh)
    live.changed.connect(window.inspector.refresh)
    live.changed.connect(window.stock.count)
    live.suggestions_replaced.connect(partial(window.show_desk, keep_place=True))
    live.travelled.connect(window.editing.show)
    live.rewritten.connect(window.stock.rewritten)
    live.history_moved.connect(window.menus.set_history)
    live.failed.connect(window.tell)
    if live.team:
        live.team.rows_changed.connect(window.stock.others_changed)
        live.team.waiting_changed.connect(window.status.set_waiting)
        live.team.said.connect(window.status.say)
        live.team.start()
    window.reader.current_changed.connect(window.inspector.set_current)
    window.reader.current_changed.connect(lambda _mention: window.rest.start())
    window.filing.shelf_changed.connect(window.stock.refresh)
    window.filing.first_added.connect(window.open_if_idle)
    window.filing.job_started.connect(window.status.job_started)
    window.filing.job_progress.connect(window.status.job_progress)
    window.filing.job_ended.connect(window.status.job_ended)
    window.filing.failed.connect(window.tell)
    window.filing.corrected.connect(partial(_offer, window, live))
    window.rest.timeout.connect(window.keep_place)
    # Requests go up: what the person wants, done by whoever can.
    window.library.article_requested.connect(window.open_article)
    window.library.filter_changed.connect(window.stock.refresh)
    window.library.open_requested.connect(window.commands["open_folder"].trigger)
    window.inspector.mention_requested.connect(window.reader.set_current)
    window.inspector.relabel_requested.connect(window.editing.label)
    window.inspector.note_requested.connect(window.editing.note)
    window.top.palette_requested.connect(window.commands["palette"].trigger)
    window.status.date_requested.connect(window.commands["set_published"].trigger)
    window.status.encoding_requested.connect(window.commands["set_encoding"].trigger)
    window.status.keys_requested.connect(window.commands["keys"].trigger)
    window.status.cancel_requested.connect(window.filing.cancel)
    window.guard.noticed.connect(lambda: window.status.say(say("status.typing_noticed")))
    window.inspector.record_requested.connect(lambda record: window.recording.open(record))
    window.inspector.note_left.connect(window.reader.text.setFocus)


def _offer(window: MainWindow, live: LiveSession, pairs: list[tuple[bytes, bytes]]) -> None:
    from gui.keeping import offer_carrying  # loads what few imports need

    offer_carrying(window, live, pairs)
