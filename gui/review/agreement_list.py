"""The agreements that were signed, as the overview shows them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.wording import say
from gui.parts.numbers import day
from gui.review.region import unit_words
from gui.review.table import Column, Table
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.registers.agreements import AgreementRow

_NONE = "–"


def columns() -> list[Column]:
    """Where, when, who, how long, on what ground."""
    return [
        Column(say("reviewing.where"), lambda r: unit_words(r.province) if r.province else _NONE, share=84, fixed=True),
        Column(say("reviewing.signed_on"), _day, lambda r: r.signed_on or "", share=92, fixed=True),
        Column(say("reviewing.parties"), lambda r: " · ".join(r.parties) or _NONE, share=3),
        Column(say("reviewing.period"), lambda r: period(r.period), share=92, fixed=True),
        Column(say("reviewing.legal_basis"), lambda r: _listed(r.legal_basis), share=2),
    ]


class AgreementList(QWidget):
    """The table, and below it where none was found."""

    activated = Signal(object)
    """An `AgreementRow` that was entered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table(theme, columns(), say("reviewing.agreements"))
        self._tail = QLabel(wordWrap=True)
        self._tail.setProperty("kind", "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._tail)
        self.table.chosen.connect(self.activated)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: "Sequence[AgreementRow]", empty: str, tail: str = "") -> None:
        """Show other agreements, and what is to be said below them."""
        self.table.show_rows(rows, empty)
        self._tail.setText(tail)
        self._tail.setVisible(bool(tail))


def _day(row: "AgreementRow") -> str:
    return day((row.signed_on or "")[:10]) or _NONE


def when(value: Any) -> str:
    """A day as offices write it, with its part of the day; a dash where it is not known."""
    if not value:
        return _NONE
    text = str(value)
    part = {"TMO": "morning", "TAF": "afternoon", "TEV": "evening"}.get(text[10:])
    return f"{say(f'reviewing.{part}')} {day(text[:10])}" if part else day(text)


def period(value: Any) -> str:
    """A period as its two ends: 2021–2025."""
    if not value:
        return _NONE
    if isinstance(value, (list, tuple)):
        return "–".join(str(one) for one in value)
    return str(value).replace("/", "–")


def _listed(value: Any) -> str:
    if not value:
        return _NONE
    return ", ".join(str(one) for one in value) if isinstance(value, (list, tuple)) else str(value)
