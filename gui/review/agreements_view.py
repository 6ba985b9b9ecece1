"""The register of agreements: every signing with all that is known of it, or a matrix of provinces and parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.review.registers.agreements import matrix
from core.review.registers.build import Registers
from core.text.collate import collation_key
from core.wording import say
from gui.parts.numbers import count, day
from gui.review.agreement_list import period, when
from gui.review.cards import Segments
from gui.review.context import Texts
from gui.review.counting import Counting
from gui.review.region import unit_words
from gui.review.register_view import RegisterView, province_of
from gui.review.table import Column, Table
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.registers.agreements import AgreementRow

_NONE = "–"
_PARTIES = 8  # columns of the matrix that have room for a date


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A province with its agreements by the role of the party; `rows` are all of them."""

    unit: str
    cells: Mapping[str, Sequence[AgreementRow]]
    rows: Sequence[AgreementRow]


class AgreementsView(RegisterView):
    """Every signing with all that is known of it."""

    def __init__(self, theme: Theme, counting: Counting, texts: Texts, keys: Mapping[str, str]) -> None:
        columns = (
            Column(say("reviewing.where"), lambda r: province_of(r.province), _by_province, 96, fixed=True),
            Column(say("reviewing.kind"), lambda r: r.kind, lambda r: collation_key(r.kind), 2, soft=True),
            Column(say("reviewing.parties"), lambda r: " · ".join(r.parties), share=5),
            Column(
                say("reviewing.signed_on"),
                lambda r: when(r.signed_on),
                lambda r: r.signed_on or "",
                128,
                soft=True,
                fixed=True,
            ),
            Column(say("reviewing.period"), lambda r: period(r.period), share=96, soft=True, fixed=True),
            Column(say("reviewing.legal_basis"), lambda r: ", ".join(r.legal_basis), share=2, soft=True),
        )
        super().__init__(theme, say("reviewing.view_agreements"), columns, counting, texts, keys)
        self.ways = Segments([say("reviewing.as_list"), say("reviewing.as_matrix")], say("reviewing.ways_about"))
        self.head.row.insertWidget(2, self.ways)
        self._matrix: Table | None = None
        self.ways.changed.connect(lambda _n, on: self.refresh() if on else None)

    def lines(self, registers: Registers) -> Sequence[AgreementRow]:
        return registers.agreements

    def refresh(self) -> None:
        """Show what was counted, as a list or as a matrix."""
        super().refresh()
        as_matrix = self.ways.chosen == 1
        self.table.setVisible(not as_matrix)
        if self._matrix is not None:
            self._matrix.hide()
            self._matrix.deleteLater()
            self._matrix = None
        registers = self.counting.registers
        if as_matrix and registers is not None:
            self._matrix = self._made(registers)
            self.inside.addWidget(self._matrix)
            self._matrix.setFocus()
        self.setFocusProxy(self._matrix or self.table)

    def _made(self, registers: Registers) -> Table:
        """Provinces that have articles by parties; those without an agreement have dashes all along."""
        found = matrix(registers.agreements, self.counting.on, _PARTIES)
        known = {unit.id for unit in found.rows if self.counting.has_articles(unit.id)}

        def cell(role: str) -> Column:
            title = next(words for each, words in found.columns if each == role)
            return Column(title, lambda row: _signed(row.cells[role]))

        columns = [Column(say("reviewing.where"), lambda row: unit_words(row.unit), share=110, fixed=True)]
        table = Table(self.theme, [*columns, *(cell(role) for role, _ in found.columns)], say("reviewing.as_matrix"))
        rows = []
        for unit in found.rows:
            if unit.id in known and (self.region.unit is None or self.region.unit == unit.id):
                cells = {role: found.cells.get((unit.id, role), ()) for role, _ in found.columns}
                every = [r for r in registers.agreements if r.province and self.counting.unit_of(r.province) == unit.id]
                rows.append(MatrixRow(unit.id, cells, every))
        table.horizontalHeader().setFixedHeight(3 * table.fontMetrics().height() + 12)  # names of bodies are long
        table.current_changed.connect(self._show_province)
        table.chosen.connect(lambda _row: self._visit(0))
        table.show_rows(rows, say("reviewing.empty_register"))
        return table

    def _show_province(self, row: Any) -> None:
        """All agreements of a province."""
        if row is None:
            return
        self.side.set_heading(unit_words(row.unit), "" if row.rows else say("reviewing.none_found"))
        words = [f"{when(r.signed_on)}: {' · '.join(r.parties)}" for r in row.rows]
        self.told.setText("\n".join(words))
        self.told.setVisible(bool(words))
        seen = [one for r in row.rows for one in r.seen]
        self.evidence.show_seen(seen)
        self.heading.set_tail(count(len(seen)) if seen else "")

    def _visit(self, at: int) -> None:
        if self._matrix is None:
            super()._visit(at)
        elif stops := self.evidence.stops(say("reviewing.view_agreements")):
            self.visit_requested.emit(stops, max(at, 0))

    def same(self, one: AgreementRow, other: AgreementRow) -> bool:
        return (one.province, one.signed_on, one.roles) == (other.province, other.signed_on, other.roles)

    def describe(self, line: AgreementRow) -> tuple[str, str]:
        return " · ".join(line.parties) or line.kind, " · ".join(
            p for p in (line.kind, province_of(line.province)) if p
        )

    def tell(self, line: AgreementRow | None) -> None:
        said = []
        if line is not None:
            said = [
                f"{say(f'reviewing.{name}')}: {words}"
                for name, words in (
                    ("signed_on", when(line.signed_on)),
                    ("period", period(line.period)),
                    ("legal_basis", ", ".join(line.legal_basis)),
                    ("signers", ", ".join(line.signers)),
                    ("chairs", ", ".join(line.chairs)),
                )
                if words and words != "–"
            ]
        self.told.setText("\n".join(said))
        self.told.setVisible(bool(said))


def _signed(rows: Sequence[AgreementRow]) -> str:
    """The day of the first signing, and how many more there are."""
    if not rows:
        return _NONE
    first = day((rows[0].signed_on or "")[:10]) or "✓"
    return f"{first} +{len(rows) - 1}" if len(rows) > 1 else first


def _by_province(line: AgreementRow) -> object:
    return collation_key(province_of(line.province))
