"""Doing it again: to the next like it, or to all like it in the article, its province or the dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from core import verbs
from core.identical import Hit, Replayed, hits, next_like, replay_all, replay_here, search, taking_back, where
from core.model.ids import new_id
from core.model.span import Span
from core.standing import rule_from
from core.verbs import Deed, Verb
from core.wording import say
from gui.dialogs.rules import RulesDialog
from gui.dialogs.same import Offer, SameOverlay, Scope

if TYPE_CHECKING:
    from core.batch import Step
    from gui.background import Job
    from gui.live_session import LiveSession
    from gui.main_window import MainWindow

_LONG = 24  # edits of a batch that are taken back in the background


class Likewise:
    """Commands about what is like the current mention, and the standing rules that come of them."""

    def __init__(self, window: MainWindow, live: LiveSession) -> None:
        self._window = window
        self._live = live
        self._search: Job | None = None

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each command of these calls."""
        return {
            "repeat": self.repeat,
            "same": self.same,
            "same_as_last": lambda: self.same(last=True),
            "rules": self.rules,
            "undo": lambda: self.travel(redo=False),
            "redo": lambda: self.travel(redo=True),
        }

    def repeat(self) -> None:
        """Do the last deed to the next like it in the article, and go there."""
        editing, desk, reader = self._window.editing, self._live.desk, self._window.reader
        deed = editing.deed
        if desk is None or deed is None:
            self._window.status.say(say("status.no_deed"))
            return
        here = Span(reader.caret(), reader.caret() + 1)
        place = editing.place or here
        learned = Deed(Verb.ACCEPT, deed.result, deed.words)  # the memory may suggest by now what the deed was to make
        found = [(d, hit) for d in (deed, learned) if (hit := next_like(desk, d, place))]
        if deed.verb in (Verb.REJECT, Verb.MOVE):
            found = [(d, hit) for d, hit in found if d is deed]
        if not found:
            self._window.status.say(say("status.no_next", words=deed.words))
            return
        done, hit = min(found, key=lambda pair: (pair[1].span < place, pair[1].span))
        self._live.do(verbs.replay(desk, done, hit.span))
        editing.place = hit.span
        reader.set_current(desk.standing(hit.after, deed.result))
        reader.reveal(hit.after)

    def same(self, last: bool = False) -> None:
        """Show all that is like the current mention; with `last`, what the last deed would be done to."""
        desk, current, deed = self._live.desk, self._window.reader.current, self._window.editing.deed
        if desk is None:
            return
        offers = []
        if current is not None:
            words = " ".join(current.span.of(desk.article.text).split())
            offers = [Deed(verb, current.label, words) for verb in (Verb.ACCEPT, Verb.REJECT)]
        if deed is not None and deed not in offers:
            offers.append(deed)
        if not offers or (last and deed is None):
            self._window.status.say(say("status.no_deed"))
            return
        chosen = offers.index(deed) if last and deed else 0
        scheme = self._live.session.scheme
        overlay = SameOverlay(
            self._window, self._window.theme, scheme, [Offer.of(o, scheme) for o in offers], chosen, self._scopes()
        )
        overlay.search_requested.connect(lambda deed, scope, case: self._look(overlay, deed, scope, case))
        overlay.apply_requested.connect(self._apply)
        overlay.closed.connect(self._stop)
        overlay.open()
        overlay.start()

    def rules(self) -> None:
        """Show the standing rules, to be removed."""
        session = self._live.session
        RulesDialog(self._window, session.scheme, lambda: session.standing.rules, self._live.drop_rule).exec()

    def travel(self, redo: bool) -> None:
        """Undo or redo; a long batch in the background."""
        history = self._live.session.history
        entry = history.next_redo() if redo else history.next_undo()
        if entry is None or history.size(entry) <= _LONG:
            (self._live.redo if redo else self._live.undo)()
        else:
            self._window.filing.run("taking_back", lambda: taking_back(history, redo), self._take_in)

    # -- inner

    def _scopes(self) -> list[Scope]:
        desk = self._live.desk
        province = (desk.card.province or desk.detection.province) if desk else None
        if province is None:
            return [Scope.ARTICLE, Scope.DATASET]
        return [Scope.ARTICLE, Scope.PROVINCE, Scope.DATASET]

    def _look(self, overlay: SameOverlay, deed: Deed, scope: Scope, case: bool) -> None:
        self._stop()
        desk, session = self._live.desk, self._live.session
        if desk is None:
            return
        if scope is Scope.ARTICLE:
            overlay.add(hits(desk, deed, case, desk.card.title))
            overlay.finish()
            return
        province = (desk.card.province or desk.detection.province) if scope is Scope.PROVINCE else None
        articles = where(session.store, session.annotator, deed, province)
        job = self._window.filing.run(
            "searching", lambda: search(session.store, session.look, deed, articles, case), overlay.take
        )
        job.ended.connect(lambda _error: overlay.finish() if job is self._search else None)
        self._search = job

    def _stop(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _apply(self, deed: Deed, chosen: Sequence[Hit], case: bool, keep: bool) -> None:
        self._stop()
        rule = rule_from(deed, case) if keep else None
        batch = new_id()
        places: dict[bytes, list[Span]] = {}
        for hit in chosen:
            places.setdefault(hit.article, []).append(hit.span)
        desk = self._live.desk
        if places and not (desk and set(places) == {desk.article.id}):
            job = self._replay(deed, places, batch)
            if rule:
                job.ended.connect(lambda _error: self._live.keep_rule(rule, batch))
        else:  # decisions first: a rule would hide what they are about
            if desk and places:
                self._live.do(replay_here(desk, deed, places[desk.article.id]), batch)
            if rule:
                self._live.keep_rule(rule, batch)
        self._window.status.say(say("status.done_same", count=len(chosen)))

    def _replay(self, deed: Deed, places: Mapping[bytes, Sequence[Span]], batch: bytes) -> Job:
        session = self._live.session
        return self._window.filing.run(
            "replaying",
            lambda: replay_all(session.store, session.look, session.annotator, deed, places, batch),
            self._take_in,
        )

    def _take_in(self, step: Step) -> None:
        if isinstance(step, Replayed) and step.edit:
            self._live.take_in(step.edit)
