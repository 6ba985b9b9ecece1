"""An agreement as a form: each field with its words, a way to where they stand, and a way to set them from the article."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.model.record import Record, SuggestedRecord
from core.model.scheme import Scheme
from core.verbs.records import LISTS
from core.wording import say
from gui.inspector.record_field import ListField, RecordField, TextField
from gui.parts.heading import Heading
from gui.parts.keycap import KeyHints
from gui.theme import Theme

Agreement = Record | SuggestedRecord


class RecordForm(QScrollArea):
    """Shows one agreement of several; asks for everything that should become of it."""

    jump_requested = Signal(object)
    """A `Span` to show."""

    take_requested = Signal(str)
    """A field to be set from what is selected in the article."""

    text_requested = Signal(str, str)
    """A field and what was typed into it."""

    drop_requested = Signal(str, int)
    """A field and which of its entries goes."""

    accept_requested = Signal()
    reject_requested = Signal()
    new_requested = Signal()
    other_requested = Signal(int)
    """How many agreements on."""

    close_requested = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._fields: list[RecordField] = []
        self.active = ""
        self.setObjectName("record")
        self.setProperty("kind", "panel")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(say("inspector.record"))

    def show_record(self, record: Agreement | None, scheme: Scheme, at: int, count: int, published: str | None) -> None:
        """Show one agreement, `at` of `count`; None where the article has none."""
        fields = scheme.records.get("agreement", ()) if record else ()
        if self.active not in fields:
            self.active = fields[0] if fields else ""
        focused = next((f.field for f in self._fields if f.isAncestorOf(self.focusWidget() or self)), None)
        place = self.verticalScrollBar().value()
        if old := self.takeWidget():
            old.removeEventFilter(self)
            old.deleteLater()
        self._fields = [self._field(record, name, scheme, published) for name in fields] if record else []
        self.setWidget(self._inside(record, at, count))
        self.verticalScrollBar().setValue(place)
        self._show_active()
        if focused and (same := next((f for f in self._fields if f.field == focused), None)):
            same.setFocus()

    def step(self, by: int) -> None:
        """Make the next field the active one, and show where its words stand."""
        names = [field.field for field in self._fields]
        if names:
            self.active = names[(names.index(self.active) + by) % len(names)]
            self._show_active()
            field = next(f for f in self._fields if f.field == self.active)
            self.ensureWidgetVisible(field, 0, 24)
            if field.evidence:
                self.jump_requested.emit(field.evidence[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field that has the keyboard is the active one; Esc leaves the form."""
        if event.type() == QEvent.Type.FocusIn:
            name = next((f.field for f in self._fields if f is watched or f.isAncestorOf(watched)), None)  # type: ignore[arg-type]
            if name and name != self.active:
                self.active = name
                self._show_active()
        elif event.type() == QEvent.Type.KeyPress and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
            return True
        return super().eventFilter(watched, event)

    # -- inner

    def _field(self, record: Agreement, name: str, scheme: Scheme, published: str | None) -> RecordField:
        kind = ListField if name in LISTS else TextField
        field = kind(name, record.fields.get(name), record.evidence.get(name, ()), self._theme, scheme, published)
        field.jump_requested.connect(self.jump_requested)
        field.take_requested.connect(self.take_requested)
        field.text_requested.connect(self.text_requested)
        field.drop_requested.connect(self.drop_requested)
        for part in field.findChildren(QWidget):
            part.installEventFilter(self)
        return field

    def _show_active(self) -> None:
        for field in self._fields:
            field.set_active(field.field == self.active)

    def _inside(self, record: Agreement | None, at: int, count: int) -> QWidget:
        inside = QWidget()
        inside.setProperty("kind", "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 4, 0, 12)
        layout.setSpacing(0)
        layout.addLayout(self._head(record, at, count))
        layout.addLayout(self._actions(record))
        if record is None:
            nothing = QLabel(say("inspector.record_none"), wordWrap=True)
            nothing.setProperty("kind", "soft")
            nothing.setContentsMargins(12, 8, 12, 8)
            layout.addWidget(nothing)
        for field in self._fields:
            layout.addWidget(field)
        names = (("record_next", "record_previous"), ("record_take",), ("record_accept",), ("record",))
        words = ("record_key_fields", "record_key_take", "record_key_accept", "record_key_close")
        rows = [
            (tuple(self._keys.get(n, "") for n in group), say(f"inspector.{w}"))
            for group, w in zip(names, words, strict=True)
        ]
        hints = KeyHints(rows)
        hints.setContentsMargins(12, 12, 12, 0)
        layout.addWidget(hints)
        layout.addStretch(1)
        return inside

    def _head(self, record: Agreement | None, at: int, count: int) -> QHBoxLayout:
        state = say("inspector.suggested" if isinstance(record, SuggestedRecord) else "inspector.accepted")
        title = say("inspector.record")
        heading = Heading(f"{title} {at + 1}/{count} · {state}" if record else title, 12)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 4)
        row.setSpacing(0)
        row.addWidget(heading, 1)
        if count > 1:
            for by, words, name in ((-1, "‹", "record_before"), (1, "›", "record_after")):
                row.addWidget(self._button(words, lambda by=by: self.other_requested.emit(by), "flat", name))
        row.addWidget(self._button("×", self.close_requested.emit, "flat", "record_close"))
        return row

    def _actions(self, record: Agreement | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 12)
        row.setSpacing(8)
        if isinstance(record, SuggestedRecord):
            row.addWidget(self._button(say("inspector.record_accept"), self.accept_requested.emit, "primary"))
        if record is not None:
            row.addWidget(self._button(say("inspector.record_reject"), self.reject_requested.emit, "danger"))
        row.addStretch(1)
        row.addWidget(self._button(say("inspector.record_new"), self.new_requested.emit, "flat"))
        return row

    def _button(self, words: str, pressed: Callable[[], object], kind: str, name: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        if name:
            button.setAccessibleName(say(f"inspector.{name}"))
            button.setToolTip(say(f"inspector.{name}"))
        button.clicked.connect(lambda _on: pressed())
        return button
