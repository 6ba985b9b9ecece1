"""Bringing articles into another state: sent to review, accepted, returned with a note, answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.model.article import State
from core.review.states import move
from core.verbs import states
from core.wording import say
from gui.dialogs.note import NoteDialog
from gui.parts.numbers import count
from gui.review.articles_view import ArticlesView
from gui.topbar import READ

if TYPE_CHECKING:
    from gui.review.room import Room


class Stating:
    """Works on the rows selected in the list of articles, else on the article that one is at."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each of these commands calls."""
        return {
            "review:send": partial(self.bring, State.IN_REVIEW),
            "review:accept": partial(self.bring, State.ACCEPTED),
            "review:return": self.give_back,
            "review:answer": self.answer,
        }

    @property
    def chosen(self) -> Sequence[tuple[bytes, bytes]]:
        """Articles with their layers."""
        room = self._room
        if room.places.place == READ:
            desk = room.live.desk
            return [(desk.article.id, desk.layer.id)] if desk else []
        view = room.view
        if isinstance(view, ArticlesView):
            return [(row.article, row.layer) for row in view.chosen]
        queued = room.passing.current
        return [(queued.finding.article, queued.finding.layer)] if queued else []

    def bring(self, state: State, note: str = "") -> None:
        """Bring them into a state; those from which no way leads there stay as they are."""
        room, moved, chosen = self._room, 0, self.chosen
        if room.auditing.row is not None and state is State.ACCEPTED:
            room.auditing.finish()
            return
        store, me = room.live.session.store, room.live.session.annotator.id
        by_layer: dict[bytes, list[bytes]] = {}
        for article, layer in chosen:
            by_layer.setdefault(layer, []).append(article)
        for layer, articles in by_layer.items():
            for step in move(store, me, layer, articles, state, note):
                if step.error is not None:
                    room.window.tell(str(step.error))
                    return
                if step.edit:
                    moved += 1
                    room.live.take_in(step.edit)
        name = say(f"library.state_{state}")
        if moved:
            room.counting.stale = True
            room.window.status.say(say("reviewing.moved", count=count(moved), state=name))
            room.refresh_articles()
            room.window.stock.refresh()
            if room.way.visit is not None:
                room.way.row_gone()
        elif chosen:
            room.window.status.say(say("reviewing.not_moved", state=name))

    def give_back(self) -> None:
        """Return them, saying why."""
        if not self.chosen:
            return
        dialog = NoteDialog(self._room.window, "")
        dialog.setWindowTitle(say("reviewing.return_title"))
        if dialog.exec():
            if dialog.note.strip():
                self.bring(State.RETURNED, dialog.note)
            else:
                self._room.window.status.say(say("reviewing.note_needed"))

    def answer(self) -> None:
        """Answer the reviewer of the open article, and hand it in again."""
        room = self._room
        desk = room.live.desk
        if desk is None or room.places.place != READ or desk.card.state is not State.RETURNED:
            room.window.status.say(say("reviewing.not_returned"))
            return
        said = [remark.text for remark in states.thread(desk.layer.items)]
        dialog = NoteDialog(room.window, "")
        dialog.setWindowTitle(say("reviewing.answer_title", said=said[-1] if said else ""))
        if dialog.exec() and (edit := states.answer(desk.layer, room.live.session.annotator.id, dialog.note)):
            room.live.write(edit)
            room.window.stock.refresh()
