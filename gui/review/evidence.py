"""The places that a line of a register rests on, by date: each as its words with the sentence around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.wording import say
from gui.parts.numbers import day
from gui.review.context import Texts
from gui.review.counting import Counting
from gui.review.table import Column, Table
from gui.review.visit import Stop
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.seen import Seen

_SHOWN = 60  # code points of context on each side


class EvidenceTable(Table):
    """`stops` are the places, as the way through them wants them."""

    def __init__(self, theme: Theme, texts: Texts, counting: Counting, parent: QWidget | None = None) -> None:
        def words(seen: Seen) -> str:
            if seen.span is None:
                return counting.titles.get(seen.article, "")
            before, there, after = texts.around(seen.article, seen.span, _SHOWN)
            return f"{before.lstrip()}{there}{after}"

        super().__init__(
            theme,
            (
                Column(
                    say("reviewing.published"),
                    lambda s: day(s.published),
                    lambda s: s.published or "",
                    104,
                    True,
                    fixed=True,
                ),
                Column(say("reviewing.evidence"), words, share=4),
            ),
            say("reviewing.evidence"),
            parent,
        )
        self.horizontalHeader().hide()
        self.setMinimumHeight(150)

    def show_seen(self, seen: Sequence[Seen]) -> None:
        """Show other places."""
        self.show_rows(seen, say("reviewing.no_evidence"))

    def stops(self, about: str) -> list[Stop]:
        """The places, each said to be `about` something."""
        rows = [self.rows.at(n) for n in range(self.rows.rowCount())]
        return [Stop(s.article, s.layer, s.span, f"{about} · {s.words}", source=s) for s in rows]
