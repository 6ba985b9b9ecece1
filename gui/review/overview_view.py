"""The overview: the map of tiles, the figures and charts of what is chosen on it, what to look at, and how far people agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.model.scheme import Scheme
from core.provinces.map import tiles
from core.review.overview import Area
from core.wording import language, say
from gui.parts.numbers import count, decimal
from gui.review.agreement_list import AgreementList
from gui.review.cards import Card, Figures, Segments
from gui.review.charts import Bar, BarChart, LineChart
from gui.review.counting import AFTER, BEFORE, Counting
from gui.review.legend import Legend
from gui.review.map_looks import COLOURS, map_looks, strict
from gui.review.queue_list import QueueList, QueueRow
from gui.review.region import Region
from gui.review.tile_map import TileMap
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.agreement import Agreement
    from core.review.registers.build import Registers

CHARTS = ("days", "labels", "sources", "people")
_SOURCES = 8  # bars of sources and people


class OverviewView(QWidget):
    """Told by `Counting`; asks for a region to be entered, a queue, or the disagreements of a label to be opened."""

    region_changed = Signal(object)
    """A `Region`: what the figures are of."""
    entered = Signal(object)
    """A `Region` whose articles are to be read."""
    check_requested = Signal(str)
    """The id of the check whose findings are to be shown."""
    label_requested = Signal(object)
    """The label whose disagreements are to be shown."""
    agreement_requested = Signal(object)
    """An `AgreementRow` whose article is to be read."""

    def __init__(self, theme: Theme, scheme: Scheme, counting: Counting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme = scheme
        self._counting = counting
        self.region = Region(None, counting.on)
        self.map = TileMap(theme, say("reviewing.map"))
        self._legend = Legend(theme)
        self.maps = Segments(["63", "34"], say("reviewing.maps_about"))
        self.colours = Segments([say(f"reviewing.colour_{c}") for c in COLOURS], say("reviewing.colours_about"))
        self.charts = Segments([say(f"reviewing.chart_{c}") for c in CHARTS], say("reviewing.charts_about"))
        self._figures = Figures()
        self.line = LineChart(theme, say("reviewing.chart_days"))
        self.bars = BarChart(theme, say("reviewing.chart_labels"))
        self._stack = QStackedWidget()
        self.agreements = AgreementList(theme)
        self.queue = QueueList(theme)
        self.agreed = BarChart(theme, say("reviewing.agreement"))
        self._lay_out()
        self.map.show_tiles(tiles(counting.on))
        self.maps.choose(0 if counting.on == BEFORE else 1)
        self.map.chosen_changed.connect(self._choose)
        self.map.entered.connect(lambda unit: self.entered.emit(Region(unit, self._counting.on)))
        self.maps.changed.connect(lambda _n, on: self._change_map() if on else None)
        self.colours.changed.connect(lambda _n, on: self._colour() if on else None)
        self.charts.changed.connect(lambda _n, on: self._chart() if on else None)
        self.queue.activated.connect(self.check_requested)
        self.agreed.activated.connect(self.label_requested)
        self.agreements.activated.connect(self.agreement_requested)
        counting.counted.connect(self.refresh)
        self.setFocusProxy(self.map)

    def refresh(self, part: str = "") -> None:
        """Show what was counted."""
        self._colour()
        self._figure()
        self._chart()
        if part in ("", "checks", "places"):
            self._queue()
        if part in ("", "agreement"):
            self._agree()
        if part in ("", "registers", "places"):
            self._agreements()

    # -- the parts

    def _choose(self, unit: str | None) -> None:
        self.region = Region(unit, self._counting.on)
        self._figure()
        self._chart()
        self._queue()
        self._agree()
        self._agreements()
        self.region_changed.emit(self.region)

    def _change_map(self) -> None:
        self._counting.on = (BEFORE, AFTER)[self.maps.chosen]
        self.map.show_tiles(tiles(self._counting.on))
        self.region = Region(self.map.chosen, self._counting.on)
        self.refresh()
        self.region_changed.emit(self.region)

    def _colour(self) -> None:
        """Colour the map by what was chosen."""
        looks, ends = map_looks(self._counting, COLOURS[self.colours.chosen])
        self.map.show_looks(looks)
        self._legend.show_ends(*ends)

    def _figure(self) -> None:
        """The big figures of the region."""
        found = self._counting.overview
        area = self.region.area(found) if found else Area()
        on = say("reviewing.map_before" if self._counting.on == BEFORE else "reviewing.map_after")
        self._about.set_heading(self.region.name, on)
        figures = [
            (count(area.articles), say("reviewing.figure_articles"), say("reviewing.figure_articles_about")),
            (count(area.finished), say("reviewing.figure_done"), say("reviewing.figure_done_about")),
        ]
        if area.items or (found and found.whole):
            which = "gold" if found and found.gold else "items"
            figures.append(
                (count(area.items), say(f"reviewing.figure_{which}"), say(f"reviewing.figure_{which}_about"))
            )
        agreed = strict(self._agreement())
        if agreed is not None:
            figures.append((decimal(agreed), say("reviewing.figure_agreed"), say("reviewing.figure_agreed_about")))
        if self._counting.findings is not None:
            open_ones = len(self._counting.open_findings(self.region))
            figures.append((count(open_ones), say("reviewing.figure_problems"), say("reviewing.figure_problems_about")))
        self._figures.show_figures(figures)

    def _agreement(self) -> Agreement | None:
        return self._counting.agreement_of(self.region)

    def _chart(self) -> None:
        """The chart that was chosen, of the region."""
        found = self._counting.overview
        area = self.region.area(found) if found else Area()
        chart = CHARTS[self.charts.chosen]
        self._stack.setCurrentWidget(self.line if chart == "days" else self.bars)
        if chart == "days":
            self.line.show_days(dict(area.days), area.articles)
            return
        self.bars.title = say(f"reviewing.chart_{chart}")
        self.bars.setAccessibleName(self.bars.title)
        self.bars.show_bars(self._bars(chart, area), say("reviewing.nothing_yet"))

    def _bars(self, chart: str, area: Area) -> Sequence[Bar]:
        theme = self._theme
        if chart == "labels":
            most = max(area.labels.values(), default=1)
            known = [label for label in self._scheme.labels if label.name in area.labels]
            other = sorted(set(area.labels) - {label.name for label in known})
            rows = [(label.title[language()], area.labels[label.name], theme.label(label)) for label in known]
            rows += [(name, area.labels[name], theme.label(None)) for name in other]
            return [Bar(name, n / most, count(n), colour) for name, n, colour in rows]
        if chart == "sources":
            rows = Counter(area.sources).most_common(_SOURCES)
            return [Bar(name, n / rows[0][1], count(n), theme.accent) for name, n in rows]
        names = self._counting.overview.names if self._counting.overview else {}
        most = max((work.items for work in area.work.values()), default=0) or 1
        people = sorted(area.work.items(), key=lambda pair: -pair[1].items)[:_SOURCES]
        return [
            Bar(
                names.get(who, "?"),
                work.items / most,
                say("reviewing.work", done=count(work.finished), items=count(work.items)),
                theme.accent,
            )
            for who, work in people
        ]

    def _queue(self) -> None:
        """What there is to look at, a row for each check."""
        if self._counting.findings is None:
            self.queue.show_rows([], say("reviewing.not_counted"))
            return
        rows: dict[str, QueueRow] = {}
        for finding in (each.finding for each in self._counting.open_findings(self.region)):
            row = rows.get(finding.check)
            rows[finding.check] = (
                QueueRow(finding.check, finding.title, finding.message, 1, finding.severity)
                if row is None
                else row.more()
            )
        self.queue.show_rows(list(rows.values()), say("reviewing.all_looked_at"))

    def _agree(self) -> None:
        """How far the annotators agree, label by label."""
        agreement = self._agreement()
        self._agree_card.set_heading(
            say("reviewing.agreement"),
            say("reviewing.agreement_of", count=count(agreement.articles)) if agreement and agreement.articles else "",
        )
        bars = []
        if agreement is not None:
            from core.review.agreement import Measure

            for label in self._scheme.labels:
                figure = agreement.of(Measure.STRICT, label.name)
                if figure is not None and figure.value is not None:
                    colour, name = self._theme.label(label), label.title[language()]
                    bars.append(Bar(name, figure.value, decimal(figure.value), colour, label.name, figure.meaning()))
        self.agreed.show_bars(bars, say("reviewing.no_agreement"))

    def _agreements(self) -> None:
        """The agreements that were signed in the region."""
        registers = self._counting.registers
        if registers is None:
            self._signed.set_heading(say("reviewing.agreements"))
            self.agreements.show_rows([], say("reviewing.not_counted"))
            return
        rows = [row for row in registers.agreements if self.region.holds(row.province)]
        places = {row.province for row in rows}
        self._signed.set_heading(
            say("reviewing.agreements"), say("reviewing.signed", count=count(len(rows)), places=count(len(places)))
        )
        left = self._without(registers) if self.region.unit is None else 0
        tail = say("reviewing.without", count=count(left)) if left else ""
        self.agreements.show_rows(rows, say("reviewing.no_agreements"), tail)

    def _without(self, registers: Registers) -> int:
        """Of how many units that have articles no agreement is known."""
        from core.review.registers.agreements import matrix

        without = matrix(registers.agreements, self._counting.on).without
        return sum(self._counting.has_articles(unit.id) for unit in without)

    def _lay_out(self) -> None:
        map_card = Card(say("reviewing.provinces"))
        map_card.corner.addWidget(self.maps)
        row = QHBoxLayout()
        row.addWidget(self.colours)
        row.addStretch(1)
        map_card.body.addLayout(row)
        map_card.body.addWidget(self.map, 1)
        map_card.body.addWidget(self._legend)
        self._about = Card("")
        chart = QHBoxLayout()
        chart.addWidget(self.charts)
        chart.addStretch(1)
        for page in (self.line, self.bars):
            self._stack.addWidget(page)
        self._about.body.addWidget(self._figures)
        self._about.body.addLayout(chart)
        self._about.body.addWidget(self._stack, 1)
        self._signed = Card(say("reviewing.agreements"))
        self._signed.body.addWidget(self.agreements, 1)
        queue = Card(say("reviewing.queue"))
        queue.set_heading(say("reviewing.queue"), say("reviewing.queue_order"))
        queue.body.addWidget(self.queue, 1)
        self._agree_card = Card(say("reviewing.agreement"))
        self._agree_card.body.addWidget(self.agreed)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 14, 14, 14)
        grid.setSpacing(14)
        middle, right = QVBoxLayout(), QVBoxLayout()
        for column in (middle, right):
            column.setSpacing(14)
        middle.addWidget(self._about, 2)
        middle.addWidget(self._signed, 3)
        right.addWidget(queue, 1)
        right.addWidget(self._agree_card)
        grid.addWidget(map_card, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addLayout(right, 0, 2)
        for column, stretch in enumerate((42, 56, 40)):
            grid.setColumnStretch(column, stretch)
