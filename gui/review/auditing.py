"""Auditing: a sample is drawn, its articles are looked at one by one, and what is wrong in them is marked."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import ButVangError
from core.model.annotation import Suggestion
from core.model.ids import GOLD_LAYER
from core.review.audit import Fault, Method, draw, error_rate, judge, judged, samples
from core.review.scope import EVERYTHING
from core.wording import say
from gui.parts.numbers import count
from gui.review.audit_view import AuditRow, AuditView, SampleDialog, stop_words

if TYPE_CHECKING:
    from core.review.audit import Sample
    from gui.review.room import Room


class Auditing:
    """Works on the newest sample, and on the article of it that one looks at."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._faults: list[Fault] = []
        self._at: bytes | None = None

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each of these commands calls."""
        return {"review:sample": self.draw}

    @property
    def row(self) -> AuditRow | None:
        """The article of a sample that one looks at."""
        visit = self._room.way.visit
        source = visit.stop.source if visit is not None else None
        return source if isinstance(source, AuditRow) else None

    def fill(self, view: AuditView) -> None:
        """Show the newest sample."""
        store = self._room.live.session.store
        try:
            drawn = samples(store)
            if not drawn:
                view.show_sample([], None)
                return
            sample: Sample = drawn[-1]
            found = {one.article: one for one in judged(store, sample)}
            rate = error_rate(store, sample)
        except ButVangError as error:
            self._room.window.tell(str(error))
            return
        view.show_sample([AuditRow(sample, article, found.get(article)) for article in sample.articles], rate)

    def draw(self) -> None:
        """Draw a sample of the region, after asking how large and how."""
        room = self._room
        session, region = room.live.session, room.overview.region
        names = {id: name for id, name in room.counting.names.items() if id != session.annotator.id}
        gold = {GOLD_LAYER: say("reviewing.gold")} if room.counting.overview and room.counting.overview.gold else {}
        own = {session.annotator.id: session.annotator.name}
        dialog = SampleDialog(room.window, gold | names | own, say("reviewing.sample_from", name=region.name))
        if not dialog.exec():
            return
        checks: dict[bytes, int] = {}
        for each in room.counting.findings or ():
            checks[each.finding.article] = checks.get(each.finding.article, 0) + 1
        try:
            draw(
                session.store,
                session.annotator.id,
                dialog.size_chosen,
                dialog.layer,
                region.scope or EVERYTHING,
                method=dialog.method,
                seed=random.randrange(2**31),
                checks=checks if dialog.method is Method.RISK else None,
            )
        except ButVangError as error:
            room.window.tell(str(error))
            return
        room.live.tell_history()
        room.show("audit")
        if isinstance(room.view, AuditView):
            self.fill(room.view)
            room.view.table.go(0)

    def mark(self) -> None:
        """What is current, or selected, is wrong; once more, and it is not."""
        row, reader = self.row, self._room.window.reader
        if row is None:
            return
        self._begin(row)
        current, selected = reader.current, reader.selected_span()
        if current is not None:
            kind = "missed" if isinstance(current, Suggestion) else "spurious"
            fault = Fault(current.span, current.label, kind)
        elif selected is not None:
            fault = Fault(selected, "", "missed")
        else:
            self._room.window.status.say(say("reviewing.audit_choose"))
            return
        if fault in self._faults:
            self._faults.remove(fault)
        else:
            self._faults.append(fault)
        self._room.way.say_stop(stop_words(row, len(self._faults)))
        self._room.window.status.say(say("reviewing.auditing", count=count(len(self._faults))))

    def finish(self) -> None:
        """The article has been looked at: what was marked is kept, and the next one comes."""
        row, room = self.row, self._room
        if row is None:
            return
        self._begin(row)
        session = room.live.session
        try:
            written = judge(session.store, session.annotator.id, row.sample, row.article, self._faults)
        except ButVangError as error:
            room.window.tell(str(error))
            return
        room.live.take_in(written)
        self._at = None
        view = room.made("audit")
        if isinstance(view, AuditView):
            self.fill(view)
        room.way.row_gone()

    def _begin(self, row: AuditRow) -> None:
        """Faults are of one article at a time; those that were kept of it are where one begins."""
        if self._at != row.article:
            self._at = row.article
            self._faults = list(row.judged.faults) if row.judged else []
