"""Who is who: what is proposed is accepted or refused by one key, any lines can be merged, and a line split."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.review.grouping import decisions
from core.review.grouping.decisions import Of
from core.wording import say
from gui.review.registers_views import AgenciesView, OfficialsView

if TYPE_CHECKING:
    from core.model.edit import Edit
    from gui.review.room import Room


class Grouping:
    """Works on the lines that are selected in the register of officials or of bodies."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each of these commands calls."""
        return {"review:merge": self.merge, "review:apart": self.keep_apart, "review:split": self.split}

    @property
    def _view(self) -> OfficialsView | AgenciesView | None:
        view = self._room.view
        return view if isinstance(view, (OfficialsView, AgenciesView)) else None

    @property
    def _of(self) -> Of:
        return Of.PERSON if isinstance(self._view, OfficialsView) else Of.BODY

    def merge(self) -> None:
        """Make one of the lines selected, or of the line with the one that is proposed."""
        view = self._view
        if view is None:
            return
        chosen = view.chosen
        if len(chosen) > 1:
            members, names = [line.members for line in chosen], [line.name for line in chosen]
        else:
            proposal = view.proposal(chosen[0]) if chosen else None
            if proposal is None:
                self._room.window.status.say(say("reviewing.choose_two"))
                return
            members, names = list(proposal.members), list(proposal.names)
        self._write(decisions.merge(self._me, self._of, members), say("reviewing.merged", names=", ".join(names)))

    def keep_apart(self) -> None:
        """They are not one, and nobody is asked again."""
        view = self._view
        line = view.table.current if view is not None else None
        proposal = view.proposal(line) if view is not None and line is not None else None
        if proposal is not None:
            one, other = proposal.members[:2]
            said = say("reviewing.kept_apart", names=", ".join(proposal.names))
            self._write(decisions.distinct(self._me, self._of, one, other), said)

    def split(self) -> None:
        """The mention that is chosen in the evidence is somebody else; of a body, the wording that came last."""
        view = self._view
        line = view.table.current if view is not None else None
        if view is None or line is None or len(line.members) < 2:
            self._room.window.status.say(say("reviewing.nothing_to_split"))
            return
        member = line.members[-1]
        if isinstance(view, OfficialsView):
            seen = view.evidence.current
            at = next((n for n, each in enumerate(line.seen) if each is seen), None)
            if at is None:
                self._room.window.status.say(say("reviewing.nothing_to_split"))
                return
            member = line.members[at]
        self._write(decisions.split(self._me, self._of, [member]), say("reviewing.was_split", name=line.name))

    @property
    def _me(self) -> bytes:
        return self._room.live.session.annotator.id

    def _write(self, edit: Edit, said: str) -> None:
        if edit and self._room.live.write(edit):
            self._room.window.status.say(said)
            self._room.counting.regroup()
