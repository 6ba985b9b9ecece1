"""The sign-off sheet of what is reviewed: gathered in the background, shown, printed, signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from core.errors import ButVangError
from core.review.scope import EVERYTHING
from core.wording import say
from gui.dialogs.note import NoteDialog
from gui.review.signoff_dialog import SignoffDialog

if TYPE_CHECKING:
    from core.review.signoff import SignoffSheet
    from gui.review.room import Room


class Signing:
    """Ctrl+P: of the region that is chosen on the map."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def calls(self) -> dict[str, Callable[[], object]]:
        """What this command calls."""
        return {"review:signoff": self.prepare}

    def prepare(self) -> None:
        """Gather the sheet, then show it."""
        room = self._room
        store, region = room.live.session.store, room.overview.region
        scope = region.scope or EVERYTHING

        def work() -> Iterator[SignoffSheet]:
            from core.review.signoff import prepare
            from core.review.signoff.checking import open_checks

            checks = ()
            for step in open_checks(store, scope):
                checks = step.checks or checks
            for made in prepare(store, scope, region.name, checks=checks):
                if made.sheet is not None:
                    yield made.sheet

        room.window.status.say(say("reviewing.preparing"))
        room.counting.ask("signoff", work, lambda sheets: self._show(sheets[-1]) if sheets else None)

    def _show(self, sheet: SignoffSheet) -> None:
        from core.review.signoff import page

        room = self._room
        SignoffDialog(
            room.window, f"{say('reviewing.signoff')} {sheet.title}", page(sheet), lambda: self._sign(sheet)
        ).exec()

    def _sign(self, sheet: SignoffSheet) -> str:
        """Sign; the page with the signature on it."""
        from dataclasses import replace

        from core.review.signoff import page, sign
        from core.review.signoff.signing import signatures

        room = self._room
        session = room.live.session
        dialog = NoteDialog(room.window, "")
        dialog.setWindowTitle(say("reviewing.sign_title"))
        if dialog.exec():
            try:
                room.live.take_in(sign(session.store, session.annotator.id, sheet, dialog.note))
                sheet = replace(sheet, signatures=tuple(signatures(session.store, sheet.scope)))
            except ButVangError as error:
                room.window.tell(str(error))
        return page(sheet)
