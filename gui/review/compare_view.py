"""One article as several people annotated it: the text with its lanes, the list of what is open, and a key for each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from core.model.scheme import Scheme
from core.model.span import Span
from core.wording import say
from gui.parts.keycap import KeyHints, keycap
from gui.parts.numbers import count
from gui.review.cards import Card
from gui.review.compare_text import CompareText
from gui.review.table import Column, Table
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.questions import Question


@dataclass(frozen=True, slots=True)
class Offer:
    """What a key would do about a question: its command, and the answer in words with who gave it."""

    command: str
    words: str
    who: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the list: open, or decided as `done` says."""

    question: Question
    words: str
    kind: str
    done: str = ""


class CompareView(QWidget):
    """Is told the rows and offers; asks for a row and for what an offer does."""

    question_changed = Signal(object)
    """The `Row` that the keyboard is on, or None."""
    pressed = Signal(str)
    """A command whose offer was clicked."""

    def __init__(self, theme: Theme, scheme: Scheme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._scheme, self._keys = theme, scheme, keys
        self.text = CompareText(theme, scheme)
        self._title, self._people = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._title.setProperty("kind", "title")
        self._people.setProperty("kind", "soft")
        self.table = Table(
            theme,
            (
                Column(say("reviewing.words"), lambda r: r.words, share=5),
                Column(say("reviewing.difference"), lambda r: r.done or r.kind, share=3, soft=True),
            ),
            say("reviewing.differences"),
        )
        self.table.horizontalHeader().hide()
        self._left = Card(say("reviewing.differences"))
        self._left.body.addWidget(self.table, 1)
        self._answers = Card("")
        self._offers = QVBoxLayout()
        self._offers.setSpacing(6)
        self._reason, self._before = QLabel(wordWrap=True), QLabel(wordWrap=True)
        for label in (self._reason, self._before):
            label.setProperty("kind", "soft")
        self._answers.body.addLayout(self._offers)
        self._answers.body.addWidget(self._reason)
        self._answers.body.addWidget(self._before)
        names = ("next", "reason", "policy", "anonymous", "articles")
        self._answers.body.addWidget(
            KeyHints([((keys.get(f"compare:{name}", ""),), say(f"reviewing.press_compare_{name}")) for name in names])
        )
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 14, 14)
        column.setSpacing(12)
        head = QFrame()
        head.setProperty("kind", "card")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(4)
        inside.addWidget(self._title)
        inside.addWidget(self._people)
        column.addWidget(head)
        column.addWidget(self._answers)
        column.addWidget(self._left, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setProperty("kind", "clear")
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.addWidget(self.text)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([960, 440])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        self.table.current_changed.connect(self.question_changed)
        self.table.chosen.connect(lambda _row: self.text.setFocus())
        self.setFocusProxy(self.table)

    def show_head(self, title: str, people: str) -> None:
        """What the article is called, and whose answers the letters are."""
        self._title.setText(title)
        self._people.setText(people)

    def show_rows(self, rows: Sequence[Row], left: int, stay: int | None = None) -> None:
        """Show the questions on which people differ, open ones first; `stay` is the row for the keyboard."""
        self._left.set_heading(
            say("reviewing.differences"), say("reviewing.left_of", left=count(left), all=count(len(rows)))
        )
        self.table.show_rows(rows, say("reviewing.no_differences"))
        if stay is not None:
            self.table.go(min(stay, len(rows) - 1))

    def show_offers(self, title: str, offers: Sequence[Offer], reason: str, before: str) -> None:
        """Show what can be answered to the current question, and the reason that will be recorded."""
        while (item := self._offers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._answers.set_heading(title)
        for offer in offers:
            self._offers.addWidget(self._line(offer))
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._before.setText(before)
        self._before.setVisible(bool(before))

    def show_span(self, span: Span | None, label: str) -> None:
        """Ring the words of the current question."""
        self.text.show_current(span, label)

    def _line(self, offer: Offer) -> QWidget:
        line = _OfferLine()
        line.pressed.connect(lambda: self.pressed.emit(offer.command))
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(keycap(self._keys.get(offer.command, "")), 0, Qt.AlignmentFlag.AlignTop)
        label = self._scheme.label(offer.label) if offer.label else None
        if label is not None:
            badge = QLabel(label.code)
            badge.setProperty("kind", "badge")
            badge.setStyleSheet(self._theme.badge(label))
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(QLabel(offer.words, wordWrap=True), 1, Qt.AlignmentFlag.AlignTop)
        if offer.who:
            who = QLabel(offer.who)
            who.setProperty("kind", "soft")
            row.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
        line.setAccessibleName(f"{offer.words} {offer.who}".strip())
        return line


class _OfferLine(QFrame):
    """An answer that can be clicked; its key is the usual way."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "offer")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
