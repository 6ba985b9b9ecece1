"""Audit samples: the articles that were drawn, what was found in each, and the error rate that this makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLabel, QRadioButton, QSpinBox, QWidget

from core.review.audit import Judged, Method, Sample
from core.review.signoff.page import rate_in_words
from core.wording import say
from gui.dialogs.small import SmallDialog
from gui.parts.numbers import count, decimal
from gui.review.counting import Counting
from gui.review.list_view import ListView
from gui.review.region import Region, unit_words
from gui.review.table import Column
from gui.review.visit import Stop
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.audit import Rate


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One article of a sample, with what was found in it; None where nobody has looked yet."""

    sample: Sample
    article: bytes
    judged: Judged | None


class AuditView(ListView):
    """Enter looks at an article; there X marks what is wrong, A says that it has been looked at."""

    def __init__(self, theme: Theme, counting: Counting, keys: Mapping[str, str]) -> None:
        self._counting = counting
        self._keys = keys
        self._rows: list[AuditRow] = []
        columns = (
            Column(say("reviewing.article"), lambda r: counting.titles.get(r.article, ""), share=6),
            Column(say("reviewing.where"), self._place, share=2, soft=True),
            Column(say("reviewing.chance"), lambda r: decimal(r.sample.chances[r.article]), None, 90, True, True, True),
            Column(say("reviewing.looked_at"), _found, _found_key, 130, right=True, fixed=True),
        )
        super().__init__(theme, say("reviewing.view_audit"), columns)
        self._rate = QLabel(wordWrap=True)
        self.side.body.addWidget(self._rate)
        self.side.body.addStretch(1)

    def show_region(self, region: Region) -> None:
        """A sample is of the region that it was drawn from, whatever is chosen now."""

    def show_sample(self, rows: list[AuditRow], rate: Rate | None) -> None:
        """Show the articles of a sample, and the error rate so far."""
        self._rows = rows
        self.table.show_rows(rows, say("reviewing.no_sample"), lambda a, b: a.article == b.article)
        self.show_count()
        names = self._counting.names
        if rows:
            sample = rows[0].sample
            at = datetime.fromtimestamp(sample.at / 1000)
            facts = {"day": f"{at.day}/{at.month}/{at.year}", "who": names.get(sample.layer, say("reviewing.gold"))}
            about = say(
                f"reviewing.sample_{sample.method}", size=count(len(rows)), all=count(sample.population), **facts
            )
            self.side.set_heading(say("reviewing.sample"), about)
            self._rate.setText(rate_in_words(rate) if rate else "")
        else:
            self.side.set_heading(say("reviewing.no_sample"))
            self._rate.clear()
        keys = [(("Enter",), say("reviewing.press_read"))] if rows else []
        self.side.set_keys([*keys, ((self._keys.get("review:sample", ""),), say("reviewing.press_sample"))])

    def enter_row(self, row: Any) -> None:
        """Look at an article."""
        stops = [Stop(r.article, r.sample.layer, None, stop_words(r, 0), source=r) for r in self._rows]
        at = next((n for n, r in enumerate(self._rows) if r.article == row.article), 0)
        self.visit_requested.emit(stops, at)

    def _place(self, row: AuditRow) -> str:
        place = self._counting.places.get(row.article)
        return unit_words(place.province) if place and place.province else ""


class SampleDialog(SmallDialog):
    """`size`, `method` and `layer` are what was chosen, once it was accepted."""

    def __init__(self, parent: QWidget | None, layers: Mapping[bytes, str], where: str) -> None:
        super().__init__(parent, say("actions.review_sample").rstrip("…"), 420)
        self.size_chosen, self.method, self.layer = 20, Method.RANDOM, b""
        soft = QLabel(where, wordWrap=True)
        soft.setProperty("kind", "soft")
        self._size = QSpinBox()
        self._size.setRange(1, 100_000)
        self._size.setValue(20)
        self._size.setAccessibleName(say("reviewing.sample_size"))
        self._methods = {method: QRadioButton(say(f"reviewing.method_{method}")) for method in Method}
        self._methods[Method.RANDOM].setChecked(True)
        self._layers = QComboBox()
        self._layers.setAccessibleName(say("reviewing.sample_layer"))
        for id, name in layers.items():
            self._layers.addItem(name, id)
        for part in (soft, QLabel(say("reviewing.sample_size")), self._size, *self._methods.values()):
            self.body.addWidget(part)
        self.body.addWidget(QLabel(say("reviewing.sample_layer")))
        self.body.addWidget(self._layers)
        self.add_usual_buttons(say("reviewing.draw"))
        self._size.setFocus()
        self._size.selectAll()

    def accept(self) -> None:
        """Keep what was chosen."""
        self.size_chosen = self._size.value()
        self.method = next(method for method, button in self._methods.items() if button.isChecked())
        self.layer = bytes(self._layers.currentData())
        super().accept()


def stop_words(row: AuditRow, faults: int) -> str:
    """What is said above an article that is audited."""
    return say("reviewing.auditing", count=count(faults)) if faults else say("reviewing.auditing_none")


def _found(row: AuditRow) -> str:
    if row.judged is None:
        return "–"
    return say("reviewing.faults", count=count(len(row.judged.faults)), items=count(row.judged.items))


def _found_key(row: AuditRow) -> int:
    return -1 if row.judged is None else len(row.judged.faults)
