"""What is done about a finding: put right as the check suggests, or let pass with a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import ButVangError
from core.model.edit import Edit
from core.wording import say
from gui.dialogs.note import NoteDialog
from gui.review.checks_view import ChecksView

if TYPE_CHECKING:
    from core.review.checks.run import Queued
    from gui.review.room import Room


class Passing:
    """Works on the finding that one is at, in the list or above the article."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each of these commands calls."""
        return {"review:fix": self.fix, "review:mute": self.mute}

    @property
    def current(self) -> Queued | None:
        """The finding that one is at."""
        room = self._room
        if room.way.visit is not None:
            source = room.way.visit.stop.source
            return source if room.way.visit.stop.can_mute else None  # pyright: ignore[reportReturnType]
        return room.view.current if isinstance(room.view, ChecksView) else None

    def fix(self) -> None:
        """Put it right in every layer that says it, by the verbs that a person uses."""
        queued, room = self.current, self._room
        if queued is None or queued.finding.fix is None:
            room.window.status.say(say("reviewing.no_fix"))
            return
        from core.review.checks.fixing import desk_of, edit_of

        written = False
        for finding in (queued.finding, *queued.also):
            if finding.fix is None:
                continue
            try:
                desk = desk_of(room.live.session.store, finding.article, finding.layer)
            except ButVangError as error:
                room.window.tell(str(error))
                return
            edit: Edit = edit_of(desk, finding.fix)
            written |= bool(edit) and bool(room.live.write(edit))
        if written:
            room.window.status.say(say("reviewing.fixed", what=queued.finding.fix.title))
            self._gone(queued)
        else:
            room.window.status.say(say("reviewing.fix_gone"))

    def mute(self) -> None:
        """Let it stand, saying why."""
        queued, room = self.current, self._room
        if room.auditing.row is not None:
            room.auditing.mark()
            return
        if queued is None:
            return
        dialog = NoteDialog(room.window, "")
        dialog.setWindowTitle(say("reviewing.mute_title"))
        if not dialog.exec():
            return
        from core.review.checks.muting import mute

        edit = mute(room.live.session.annotator.id, queued.finding, dialog.note)
        if not edit:
            room.window.status.say(say("reviewing.note_needed"))
        elif room.live.write(edit):
            self._gone(queued)

    def _gone(self, queued: Queued) -> None:
        self._room.counting.looked_at(queued)
        self._room.way.row_gone()
