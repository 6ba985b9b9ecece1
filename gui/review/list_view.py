"""A table with its filter above it and what belongs to the current row beside it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from gui.review.head import Head
from gui.review.side import Side
from gui.review.table import Column, Table
from gui.theme import Theme


class ListView(QWidget):
    """What the views of the reviewer's page have in common; a subclass fills the side in `show_row`."""

    visit_requested = Signal(object, int)
    """Stops (a list of `Stop`) to look at, and which of them first."""

    def __init__(self, theme: Theme, title: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.head = Head(title)
        self.table = Table(theme, columns, title)
        self.side = Side()
        card = QFrame()
        card.setProperty("kind", "card")
        self.inside = QVBoxLayout(card)
        self.inside.setContentsMargins(1, 6, 1, 6)
        self.inside.addWidget(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(card, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(14)
        self.split.setChildrenCollapsible(False)
        self.split.setProperty("kind", "clear")
        self.split.addWidget(left)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([860, 480])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 14)
        outer.addWidget(self.split)
        self.head.filtered.connect(self._filter)
        self.head.left.connect(self.table.setFocus)
        self.table.current_changed.connect(self.show_row)
        self.table.chosen.connect(self.enter_row)
        self.setFocusProxy(self.table)

    def show_row(self, row: Any) -> None:
        """Show what belongs to a row, None for none."""

    def enter_row(self, row: Any) -> None:
        """A row was entered."""

    def step(self, by: int) -> None:
        """Go on by some rows."""
        self.table.step(by)

    def focus_filter(self) -> None:
        """Put the caret into the filter."""
        self.head.box.setFocus()
        self.head.box.selectAll()

    def show_count(self, more: str = "") -> None:
        """Say how many rows there are."""
        self.head.show_count(self.table.rows.rowCount(), self.table.rows.total, more)

    def _filter(self, words: str) -> None:
        self.table.hold_to(words)
        self.show_count()
