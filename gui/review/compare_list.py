"""The articles that several people annotated: how many differences each has, and how many are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.wording import say
from gui.parts.keycap import KeyHints
from gui.parts.numbers import count
from gui.review.head import Head
from gui.review.region import unit_words
from gui.review.table import Column, Table
from gui.theme import Theme


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One article: how many questions there are in all, how many are open, agreed on but not gold yet, and decided."""

    article: bytes
    title: str
    province: str | None
    questions: int
    left: int
    agreed: int
    decided: int


class CompareList(QWidget):
    """Enter opens an article."""

    opened = Signal(bytes)
    policy_requested = Signal()

    def __init__(self, theme: Theme, keys: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column(say("reviewing.article"), lambda r: r.title, share=8),
            Column(say("reviewing.where"), lambda r: unit_words(r.province) if r.province else "", share=3, soft=True),
            Column(
                say("reviewing.asked"), lambda r: count(r.questions), lambda r: r.questions, 2, right=True, soft=True
            ),
            Column(say("reviewing.agreed"), lambda r: count(r.agreed), lambda r: r.agreed, 2, right=True, soft=True),
            Column(
                say("reviewing.decided_count"),
                lambda r: count(r.decided),
                lambda r: r.decided,
                2,
                right=True,
                soft=True,
            ),
            Column(say("reviewing.left"), left_of, lambda r: r.left, share=2, right=True),
        )
        self.head = Head(say("reviewing.compare"))
        self.table = Table(theme, columns, say("reviewing.compare"))
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.table)
        merge = QPushButton(say("reviewing.take_agreed"))
        merge.clicked.connect(self.policy_requested)
        foot = QHBoxLayout()
        hints = KeyHints(
            [
                (("Enter",), say("reviewing.press_compare")),
                ((keys.get("compare:policy", ""),), say("reviewing.take_agreed")),
            ]
        )
        foot.addWidget(hints, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(card, 1)
        layout.addLayout(foot)
        self.head.row.insertWidget(3, merge)
        self.head.filtered.connect(self._filter)
        self.head.left.connect(self.table.setFocus)
        self.table.chosen.connect(lambda row: self.opened.emit(row.article))
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[CompareRow], empty: str) -> None:
        """Show other articles, those with most that is open first."""
        ordered = sorted(rows, key=lambda r: -r.left)
        self.table.show_rows(ordered, empty, lambda a, b: a.article == b.article)
        self._count()

    def go_to(self, article: bytes) -> None:
        """Put the keyboard on an article."""
        self.table.go(self.table.rows.find(lambda row: row.article == article))

    def _filter(self, words: str) -> None:
        self.table.hold_to(words)
        self._count()

    def _count(self) -> None:
        rows = self.table.rows
        left = sum(rows.at(n).left for n in range(rows.rowCount()))
        self.head.show_count(rows.rowCount(), rows.total, say("reviewing.left_in_all", count=count(left)))


def left_of(row: CompareRow) -> str:
    """How many differences are open, a tick where none is."""
    return count(row.left) if row.left else "✓"
