"""Cards made of facts under one heading; they are kept and filled anew, for making widgets takes longer than a key press."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.model.scheme import Scheme
from gui.parts.facts import Fact, FactRows
from gui.parts.heading import Heading
from gui.theme import Theme


class FactCards(QWidget):
    """As many cards as there is something to say about; nothing, with its heading, where there is none."""

    mention_requested = Signal(object)

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = Heading(title, 12)
        self._cards: list[tuple[QFrame, FactRows]] = []
        self._stack = QVBoxLayout()
        self._stack.setContentsMargins(12, 0, 12, 4)
        self._stack.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addLayout(self._stack)

    def show_cards(self, cards: Sequence[Sequence[Fact]], scheme: Scheme | None) -> None:
        """Fill a card with each list of facts."""
        self.setVisible(bool(cards))
        if scheme is None:
            return
        while len(self._cards) < len(cards):
            self._cards.append(self._card())
        for number, (frame, rows) in enumerate(self._cards):
            frame.setVisible(number < len(cards))
            if number < len(cards):
                rows.set_facts(cards[number], scheme)

    def set_tail(self, text: str) -> None:
        """The figure beside the heading."""
        self._heading.set_tail(text)

    def _card(self) -> tuple[QFrame, FactRows]:
        frame = QFrame()
        frame.setProperty("kind", "card")
        rows = FactRows(self._theme)
        rows.activated.connect(self.mention_requested)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(rows)
        self._stack.addWidget(frame)
        return frame, rows
