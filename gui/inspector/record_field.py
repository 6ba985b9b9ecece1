"""One field of an agreement: a line to type in, or entries one below the other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from core.model.scheme import Scheme
from core.model.span import Span
from core.verbs.records import DATES
from core.wording import say
from gui.inspector.values import value_words
from gui.parts.facts import Fact, FactRows
from gui.theme import Theme

_LABELS = {"parties": "AGENCY", "signers": "OFFICIAL", "chairs": "OFFICIAL", "legal_basis": "DOCUMENT"}


class RecordField(QFrame):
    """A title with the ways to the article at its right; below it what a subclass shows."""

    jump_requested = Signal(object)
    take_requested = Signal(str)
    text_requested = Signal(str, str)
    drop_requested = Signal(str, int)

    def __init__(
        self, field: str, value: Any, evidence: Sequence[Span], theme: Theme, scheme: Scheme, published: str | None
    ) -> None:
        super().__init__()
        self.field = field
        self.evidence = evidence
        self.title = say(f"inspector.field_{field}")
        self._theme, self._scheme, self._published = theme, scheme, published
        self._name = QLabel(self.title)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._name, 1)
        if evidence:
            jump = _button(say("inspector.field_show"), say("inspector.field_show_about", field=self.title))
            jump.clicked.connect(lambda _on: self.jump_requested.emit(self.evidence[0]))
            head.addWidget(jump)
        take = _button(say("inspector.field_take"), say("inspector.field_take_about", field=self.title))
        take.clicked.connect(lambda _on: self.take_requested.emit(self.field))
        head.addWidget(take)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 4, 12, 4)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.fill(value)

    def fill(self, value: Any) -> None:
        """Show the value."""

    def set_active(self, active: bool) -> None:
        """Say that the key for the selection is about this field."""
        kind = "accent" if active else "soft"
        if self._name.property("kind") != kind:
            self._name.setProperty("kind", kind)
            self._name.style().unpolish(self._name)
            self._name.style().polish(self._name)


class TextField(RecordField):
    """A line; a date stands in it in words (chiều 28/7/2021), is checked as one types, and what was understood shown."""

    def fill(self, value: Any) -> None:
        """Show the value."""
        self._before = str(value or "")
        self._line = QLineEdit(self._worded(self._before))
        self._line.setAccessibleName(self.title)
        self._line.editingFinished.connect(self._typed)
        self.setFocusProxy(self._line)
        self.body.addWidget(self._line)
        if self.field in DATES:
            self._words = QLabel(wordWrap=True)
            self.body.addWidget(self._words)
            self._line.textChanged.connect(self._check)
            self._check()

    def _worded(self, value: str) -> str:
        """A date's value in words where these are read back as the same value, else as it is."""
        if self.field not in DATES or not value:
            return value
        from core.timex.values import value_of

        words = value_words(value)
        found = value_of(words, self._published)
        return words if found and found.value == value else value

    def _value(self) -> str | None:
        """What was typed, a time in words as its value; None where it is none."""
        text = self._line.text().strip()
        if self.field not in DATES or not text:
            return text
        from core.timex.values import check, value_of  # the grammar of times loads when first used

        found = None if check(text) else value_of(text, self._published)
        return text if check(text) else found.value if found else None

    def _typed(self) -> None:
        value = self._value()
        if value is not None and value != self._before:
            self._before = value
            self.text_requested.emit(self.field, value)

    def _check(self) -> None:
        value = self._value()
        wrong = value is None
        words = say("dialogs.value_wrong") if value is None else value_words(value) if value else ""
        self._words.setText(words)
        self._words.setVisible(bool(words) and words != self._line.text())
        self._words.setProperty("kind", "danger" if wrong else "soft")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)


class ListField(RecordField):
    """Entries, each leading to where it stands; Del takes one out."""

    def fill(self, value: Any) -> None:
        """Show the entries."""
        entries = list(value) if isinstance(value, (list, tuple)) else []
        if not entries:
            nothing = QLabel(say("inspector.field_empty"))
            nothing.setProperty("kind", "faint")
            self.body.addWidget(nothing)
        for number, entry in enumerate(entries):
            span = self.evidence[number] if len(self.evidence) == len(entries) else None
            self.body.addLayout(self._entry(number, str(entry), span))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del on an entry takes it out."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self.drop_requested.emit(self.field, watched.property("entry"))
            return True
        return super().eventFilter(watched, event)

    def _entry(self, number: int, words: str, span: Span | None) -> QHBoxLayout:
        row = FactRows(self._theme)
        row.set_facts([Fact(words, label=_LABELS.get(self.field), target=span)], self._scheme)
        row.setProperty("entry", number)
        row.activated.connect(self.jump_requested)
        row.installEventFilter(self)
        drop = _button("×", say("inspector.field_drop", words=words))
        drop.clicked.connect(lambda _on: self.drop_requested.emit(self.field, number))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(row, 1)
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        if number == 0:
            self.setFocusProxy(row if span else drop)
        return line


def _button(words: str, about: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "link")
    button.setAutoDefault(False)
    button.setToolTip(about)
    button.setAccessibleName(about)
    return button
