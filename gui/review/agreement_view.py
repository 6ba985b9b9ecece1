"""How far the annotators agree: every figure with what it means, and the disagreements behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from core.model.scheme import Scheme
from core.wording import language, say
from gui.parts.heading import Heading
from gui.parts.numbers import count, decimal
from gui.review.counting import Counting
from gui.review.list_view import ListView
from gui.review.region import Region
from gui.review.table import Column, Table
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.agreement import Agreement, Disagreement, Figure

_MOST = 500  # disagreements listed


class AgreementView(ListView):
    """Enter goes to the disagreements of a figure, and from there to the comparison of the article."""

    compare_requested = Signal(bytes, object)
    """An article to compare, and the span of the question."""

    asked = Signal(object)
    """A `Figure` whose disagreements are wanted; answer with `show_disagreements`."""

    def __init__(self, theme: Theme, scheme: Scheme, counting: Counting, keys: Mapping[str, str]) -> None:
        self._scheme = scheme
        self._counting = counting
        self._keys = keys
        self._region = Region(None, counting.on)
        columns = (
            Column(say("reviewing.measure"), lambda f: say(f"curation.measure_{f.measure}"), share=4),
            Column(say("reviewing.of_label"), self._label, share=3, soft=True),
            Column(say("reviewing.between"), self._between, share=4, soft=True),
            Column(say("reviewing.value"), lambda f: decimal(f.value), lambda f: f.value, 70, right=True, fixed=True),
            Column(say("reviewing.interval"), _interval, share=110, right=True, soft=True, fixed=True),
            Column(say("reviewing.things"), lambda f: count(f.items), lambda f: f.items, 70, True, True, True),
        )
        super().__init__(theme, say("reviewing.view_agreement"), columns)
        self._meaning = QLabel(wordWrap=True)
        self._heading = Heading(say("reviewing.disagreements"), margin=0)
        self.behind = Table(
            theme,
            (
                Column(say("reviewing.words"), lambda d: d.question.words(d.text) or d.title, share=3),
                Column(say("reviewing.difference"), _difference, share=2, soft=True),
                Column(say("reviewing.article"), lambda d: d.title, share=3, soft=True),
            ),
            say("reviewing.disagreements"),
        )
        self.behind.horizontalHeader().hide()
        self.behind.setMinimumHeight(200)
        for part in (self._meaning, self._heading, self.behind):
            self.side.body.addWidget(part)
        self.behind.chosen.connect(lambda d: self.compare_requested.emit(d.article, d.question.span))
        self.side.set_keys([(("Enter",), say("reviewing.press_behind"))])

    def show_region(self, region: Region) -> None:
        """Show the figures of a region."""
        self._region = region
        self.refresh()

    def refresh(self) -> None:
        """Show what was counted."""
        agreement: Agreement | None = self._counting.agreement_of(self._region)
        if agreement is None:
            self.table.show_rows([], say("reviewing.not_counted"))
            self.head.show_count(0, 0)
            return
        figures = [f for f in agreement.figures if f.value is not None]
        figures.sort(key=lambda f: (f.pair is not None, f.label != ""))
        self.table.show_rows(figures, say("reviewing.no_agreement"), _same)
        self.show_count(self._region.name if self._region.unit else "")

    def go_to(self, label: str) -> None:
        """Go to the strict figure of a label, and its disagreements."""
        from core.review.agreement import Measure

        rows = self.table.rows
        self.table.go(rows.find(lambda f: (f.measure, f.label, f.pair) == (Measure.STRICT, label, None)))
        self.behind.setFocus()

    def show_row(self, row: Any) -> None:
        """What a figure means, and what is behind it."""
        if row is None:
            self.side.set_heading(say("reviewing.no_agreement"))
            self._meaning.clear()
            self.show_disagreements(())
            return
        of = self._label(row)
        title = say(f"curation.measure_{row.measure}")
        self.side.set_heading(f"{title} {decimal(row.value)}", " · ".join(p for p in (of, self._between(row)) if p))
        self._meaning.setText(row.meaning(self._counting.names))
        self.asked.emit(row)

    def enter_row(self, row: Any) -> None:
        """Go to the disagreements."""
        self.behind.setFocus()

    def show_disagreements(self, found: Any) -> None:
        """What is behind the current figure."""
        rows = list(found)[:_MOST]
        self.behind.show_rows(rows, say("reviewing.no_differences"))
        self._heading.set_tail(count(len(rows)) if rows else "")

    def _label(self, figure: Figure) -> str:
        label = self._scheme.label(figure.label)
        return label.title[language()] if label else figure.label or say("curation.all_labels")

    def _between(self, figure: Figure) -> str:
        names = self._counting.names
        return " – ".join(names.get(who, "?") for who in figure.pair) if figure.pair else say("reviewing.everybody")


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{decimal(figure.low)} – {decimal(figure.high)}"


def _difference(found: Disagreement) -> str:
    question = found.question
    return say(f"curation.difference_{question.difference}") if question.difference else ""


def _same(one: Figure, other: Figure) -> bool:
    return (one.measure, one.label, one.pair) == (other.measure, other.label, other.pair)
