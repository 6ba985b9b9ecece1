"""What the registers have in common: a table of lines, the evidence of one beside it, and suggestions to merge or split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QWidget

from core.wording import say
from gui.parts.heading import Heading
from gui.review.context import Texts
from gui.review.counting import Counting
from gui.review.evidence import EvidenceTable
from gui.review.list_view import ListView
from gui.review.region import Region, unit_words
from gui.review.table import Column
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.registers.build import Registers


class RegisterView(ListView):
    """A subclass says which lines there are, what is told of one, and what it rests on."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        columns: Sequence[Column],
        counting: Counting,
        texts: Texts,
        keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        self.counting = counting
        self.keys = keys
        self.region = Region(None, counting.on)
        super().__init__(theme, title, columns, parent)
        self.told = QLabel(wordWrap=True)
        self.side.body.addWidget(self.told)
        self.heading = Heading(say("reviewing.evidence"), margin=0)
        self.evidence = EvidenceTable(theme, texts, counting)
        self.side.body.addWidget(self.heading)
        self.side.body.addWidget(self.evidence, 1)
        self.evidence.chosen.connect(lambda _seen: self._visit(self.evidence.currentIndex().row()))

    # -- for the subclass

    def lines(self, registers: Registers) -> Sequence[Any]:
        """All lines."""
        raise NotImplementedError

    def belongs(self, line: Any) -> bool:
        """Whether a line belongs to the region."""
        return self.region.holds(line.province)

    def same(self, one: Any, other: Any) -> bool:
        """Whether two lines are of the same thing, before and after a count."""
        return one.id == other.id

    def describe(self, line: Any) -> tuple[str, str]:
        """The heading of a line and what is said below it."""
        raise NotImplementedError

    def tell(self, line: Any | None) -> None:
        """Show what else is known of a line."""
        self.told.clear()
        self.told.hide()

    def hints(self, line: Any) -> list[tuple[tuple[str, ...], str]]:
        """Keys that do something with a line, besides the usual ones."""
        return []

    # -- what is shown

    def refresh(self) -> None:
        """Show what was counted."""
        registers = self.counting.registers
        if registers is None:
            self.table.show_rows([], say("reviewing.not_counted"))
            self.head.show_count(0, 0)
            return
        shown = [line for line in self.lines(registers) if self.region.unit is None or self.belongs(line)]
        self.table.show_rows(shown, say("reviewing.empty_register"), self.same)
        self.show_count(self.region.name if self.region.unit else "")

    def show_region(self, region: Region) -> None:
        """Show only what belongs to a region."""
        self.region = region
        self.refresh()

    def show_row(self, row: Any) -> None:
        """A line with its evidence."""
        if row is None:
            self.side.set_heading(say("reviewing.empty_register"))
            self.evidence.show_seen(())
            self.heading.set_tail("")
            self.tell(None)
            self.side.set_keys([])
            return
        self.side.set_heading(*self.describe(row))
        self.tell(row)
        self.evidence.show_seen(row.seen)
        self.heading.set_tail(str(len(row.seen)))
        keys = [(("Enter",), say("reviewing.press_evidence")), *self.hints(row)]
        self.side.set_keys([*keys, ((self.keys.get("review:filter", ""),), say("reviewing.press_filter"))])

    def enter_row(self, row: Any) -> None:
        """Go to the first place that a line rests on."""
        self._visit(0)

    def _visit(self, at: int) -> None:
        line = self.table.current
        stops = self.evidence.stops(self.describe(line)[0]) if line is not None else []
        if stops:
            self.visit_requested.emit(stops, max(at, 0))


def province_of(unit: str | None) -> str:
    """A unit's name, empty for none."""
    return unit_words(unit) if unit else ""
