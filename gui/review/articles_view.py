"""Articles and their states: sent to review, accepted, returned with a note that is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from core.model.article import State
from core.review.overview import RANKS
from core.review.overview_cards import CardRow
from core.wording import say
from gui.parts.numbers import day
from gui.review.cards import Segments
from gui.review.counting import Counting
from gui.review.list_view import ListView
from gui.review.region import Region, unit_words
from gui.review.table import Column
from gui.review.visit import Stop
from gui.theme import Theme

if TYPE_CHECKING:
    from core.verbs.states import Remark

_SHOWN: tuple[tuple[str, frozenset[State]], ...] = (
    ("all", frozenset(State)),
    ("done", frozenset({State.DONE})),
    ("in_review", frozenset({State.IN_REVIEW})),
    ("returned", frozenset({State.RETURNED})),
    ("accepted", frozenset({State.ACCEPTED})),
)


class ArticlesView(ListView):
    """Enter reads an article as its annotator has it; S, A and R bring those chosen into another state."""

    def __init__(
        self,
        theme: Theme,
        counting: Counting,
        rows: Callable[[Callable[[list[CardRow]], object]], object],
        thread: Callable[[CardRow], list[Remark]],
        keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """`rows` asks the dataset anew and hands the rows over, `thread` tells what was said of an article."""
        self._counting = counting
        self._ask = rows
        self._thread = thread
        self._keys = keys
        self._region = Region(None, counting.on)
        columns = (
            Column(say("reviewing.article"), lambda r: r.title, share=8),
            Column(say("reviewing.where"), self._place, share=3, soft=True),
            Column(say("reviewing.published"), self._published, self._published_key, share=2, soft=True, right=True),
            Column(say("reviewing.who"), lambda r: r.who, share=3),
            Column(say("reviewing.state"), lambda r: say(f"library.state_{r.state}"), state_rank, share=3),
        )
        super().__init__(theme, say("reviewing.view_articles"), columns, parent)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.states = Segments([say(f"library.state_{name}") for name, _ in _SHOWN], say("reviewing.states_about"))
        self.head.row.insertWidget(2, self.states)
        self._said = QLabel(wordWrap=True)
        self.side.body.addWidget(self._said)
        self.side.body.addStretch(1)
        self.states.changed.connect(lambda _n, on: self._fill() if on else None)
        self._rows: list[CardRow] = []

    def show_region(self, region: Region) -> None:
        """Show only the articles of a region."""
        self._region = region
        self._fill()

    def refresh(self) -> None:
        """Ask the dataset anew."""
        self._ask(self._take)

    def _take(self, rows: list[CardRow]) -> None:
        self._rows = rows
        self._fill()

    @property
    def chosen(self) -> list[CardRow]:
        """The rows that are selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return [self.table.rows.at(n) for n in rows]

    def enter_row(self, row: Any) -> None:
        """Read the article as its annotator has it."""
        rows = self.table.rows
        stops = [
            Stop(r.article, r.layer, None, f"{say(f'library.state_{r.state}')} · {r.title}", source=r)
            for r in (rows.at(n) for n in range(rows.rowCount()))
        ]
        self.visit_requested.emit(stops, self.table.currentIndex().row())

    def show_row(self, row: Any) -> None:
        """What was said of an article."""
        if row is None:
            self.side.set_heading(say("reviewing.no_article"))
            self._said.clear()
            self.side.set_keys([])
            return
        self.side.set_heading(row.title, f"{row.who} · {say(f'library.state_{row.state}')}")
        self._said.setText("\n\n".join(told(r, self._counting.names) for r in self._thread(row)) or row.note)
        hints = [(("Enter",), say("reviewing.press_read"))]
        hints += [
            ((self._keys.get(f"review:{name}", ""),), say(f"reviewing.press_{name}"))
            for name in ("send", "accept", "return")
        ]
        self.side.set_keys(hints)

    # -- inner

    def _fill(self) -> None:
        states, places = _SHOWN[self.states.chosen][1], self._counting.places
        shown = [
            r
            for r in self._rows
            if r.state in states
            and (self._region.unit is None or ((p := places.get(r.article)) and self._region.holds(p.province)))
        ]
        self.table.show_rows(
            shown, say("reviewing.no_article"), lambda a, b: (a.article, a.layer) == (b.article, b.layer)
        )
        self.show_count(self._region.name if self._region.unit else "")

    def _place(self, row: CardRow) -> str:
        place = self._counting.places.get(row.article)
        return unit_words(place.province) if place and place.province else ""

    def _published(self, row: CardRow) -> str:
        return day(self._published_key(row))

    def _published_key(self, row: CardRow) -> str:
        place = self._counting.places.get(row.article)
        return (place.published or "") if place else ""


def state_rank(row: CardRow) -> int:
    """How far an article is."""
    return RANKS.index(row.state)


def told(remark: Remark, names: Mapping[bytes, str]) -> str:
    """A remark as it is read: who, when, what became of the article, and the words."""
    try:
        at = datetime.fromisoformat(remark.at).astimezone()
        when = f"{at.day}/{at.month}/{at.year} {at.hour}:{at.minute:02}"
    except ValueError:
        when = remark.at
    state = f" · {say(f'library.state_{remark.state}')}" if remark.state else ""
    return f"{names.get(remark.by, '?')} · {when}{state}\n{remark.text}"
