"""The checks: a queue each at the left, their findings, and the sentence of the one that the keyboard is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from core.wording import say
from gui.review.cards import Card
from gui.review.context import Sentence, Texts
from gui.review.counting import Counting
from gui.review.list_view import ListView
from gui.review.queue_list import QueueList, QueueRow
from gui.review.region import Region, unit_words
from gui.review.table import Column
from gui.review.visit import Stop
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.checks.finding import Finding
    from core.review.checks.run import Queued

ALL = ""
"""Stands for every check together."""


class ChecksView(ListView):
    """Enter leads to the sentence; F fixes, X lets pass, without leaving the list."""

    check_changed = Signal(str)

    def __init__(
        self, theme: Theme, counting: Counting, texts: Texts, keys: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        self._counting = counting
        self._keys = keys
        self._region = Region(None, counting.on)
        self._check = ALL
        columns = (
            Column(say("reviewing.what"), lambda q: q.finding.message, share=9),
            Column(say("reviewing.article"), lambda q: counting.titles.get(q.finding.article, ""), share=5, soft=True),
            Column(say("reviewing.where"), self._place, share=3, soft=True),
            Column(say("reviewing.who"), self._who, share=3, soft=True),
        )
        super().__init__(theme, say("reviewing.view_checks"), columns, parent)
        self.checks = QueueList(theme)
        card = Card(say("reviewing.queues"))
        card.body.addWidget(self.checks, 1)
        self.split.insertWidget(0, card)
        self.split.setStretchFactor(0, 2)
        self.split.setSizes([300, 740, 372])
        self._sentence, self._why = Sentence(theme, texts), QLabel(wordWrap=True)
        self._why.setProperty("kind", "soft")
        self._also = QLabel(wordWrap=True)
        self._also.setProperty("kind", "soft")
        for part in (self._sentence, self._also, self._why):
            self.side.body.addWidget(part)
        self.side.body.addStretch(1)
        self.checks.activated.connect(self._open_check)
        self.checks.selectionModel().currentRowChanged.connect(lambda _new, _old: self._follow())
        self.setFocusProxy(self.table)

    def show_check(self, check: str) -> None:
        """Show the findings of one check."""
        self._check = check
        self.refresh()
        row = next((n for n, each in enumerate(self.checks.rows) if each.check == check), 0)
        self.checks.setCurrentIndex(self.checks.model().index(row, 0))
        self.table.go(0)

    def show_region(self, region: Region) -> None:
        """Show only what was found in a region."""
        self._region = region
        self.refresh()

    def refresh(self) -> None:
        """Show what was counted."""
        found = self._counting.open_findings(self._region)
        if self._counting.findings is None:
            self.checks.show_rows([], say("reviewing.not_counted"))
            self.table.show_rows([], say("reviewing.not_counted"))
            self.head.show_count(0, 0)
            return
        counts = Counter(q.finding.check for q in found)
        rows = (
            [QueueRow(ALL, say("reviewing.all_checks"), say("reviewing.queue_order"), len(found), 0)] if found else []
        )
        seen: set[str] = set()
        for each in found:
            one = each.finding
            if one.check not in seen:
                seen.add(one.check)
                rows.append(QueueRow(one.check, one.title, one.message, counts[one.check], one.severity))
        if self._check not in counts:
            self._check = ALL
        at = next((n for n, row in enumerate(rows) if row.check == self._check), 0)
        self.checks.blockSignals(True)
        self.checks.selectionModel().blockSignals(True)
        self.checks.show_rows(rows, say("reviewing.all_looked_at"))
        if rows:
            self.checks.setCurrentIndex(self.checks.model().index(at, 0))
        self.checks.selectionModel().blockSignals(False)
        self.checks.blockSignals(False)
        self._fill(found)

    @property
    def current(self) -> Queued | None:
        """The finding that the keyboard is on."""
        return self.table.current

    def stops(self) -> list[Stop]:
        """The findings shown, as places to go to."""
        rows = self.table.rows
        return [stop_of(rows.at(n)) for n in range(rows.rowCount())]

    def enter_row(self, row: Any) -> None:
        """Go to the sentence."""
        if row is not None:
            self.visit_requested.emit(self.stops(), self.table.currentIndex().row())

    def show_row(self, row: Any) -> None:
        """The sentence of a finding, why it matters, and what can be done about it."""
        if row is None:
            self.side.set_heading(say("reviewing.all_looked_at"))
            self._sentence.show_place(None, None)
            self._why.clear()
            self._also.clear()
            self.side.set_keys([])
            return
        one: Finding = row.finding
        from core.review.checks.registry import check_of

        self.side.set_heading(one.message, self._counting.titles.get(one.article, ""))
        self._sentence.show_place(one.article, one.spans[0] if one.spans else None)
        self._why.setText(check_of(one.check).reason)
        others = {o.article for o in one.others if o.article != one.article}
        also = [self._counting.titles.get(article, "") for article in others]
        if row.also:
            also.append(say("reviewing.also_layers", count=len(row.also)))
        self._also.setText("\n".join(also))
        self._also.setVisible(bool(also))
        hints = [(("Enter",), say("reviewing.press_go"))]
        if one.fix is not None:
            hints.append(((self._keys.get("review:fix", ""),), one.fix.title))
        hints += [((self._keys.get(f"review:{n}", ""),), say(f"reviewing.press_{n}")) for n in ("mute", "next")]
        self.side.set_keys(hints)

    # -- inner

    def _fill(self, found: Sequence[Queued]) -> None:
        shown = [q for q in found if self._check in (ALL, q.finding.check)]
        self.table.show_rows(shown, say("reviewing.all_looked_at"), lambda a, b: a.finding.key == b.finding.key)
        self.show_count(self._region.name if self._region.unit else "")

    def _follow(self) -> None:
        index = self.checks.currentIndex()
        if index.isValid() and index.row() < len(self.checks.rows):
            self._check = self.checks.rows[index.row()].check
            self._fill(self._counting.open_findings(self._region))

    def _open_check(self, check: str) -> None:
        self._check = check
        self.table.setFocus()

    def _place(self, row: Queued) -> str:
        place = self._counting.places.get(row.finding.article)
        return unit_words(place.province) if place and place.province else ""

    def _who(self, row: Queued) -> str:
        names = [self._counting.names.get(f.layer, "") for f in (row.finding, *row.also)]
        return ", ".join(dict.fromkeys(n for n in names if n))


def stop_of(row: Queued) -> Stop:
    """A finding as a place to go to."""
    one = row.finding
    span = one.spans[0] if one.spans else None
    fix = one.fix.title if one.fix else ""
    return Stop(one.article, one.layer, span, f"{one.title}: {one.message}", fix, row, can_mute=True)
