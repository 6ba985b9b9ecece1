"""The way from a list to the sentences that it speaks of: a line above the article says where one is, and leads on and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.model.span import Span
from core.wording import say
from gui.parts.keycap import keycap
from gui.parts.numbers import count
from gui.parts.rule import rule


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to look at: an article as a layer has it, a span (None: the whole article), and what is said of it.

    `fix` is what F would do, in words; `source` the row of the list that it came from.
    """

    article: bytes
    layer: bytes | None
    span: Span | None
    words: str
    fix: str = ""
    source: object = None
    can_mute: bool = False


class VisitBar(QWidget):
    """Shown above the article while one looks at the stops of a list."""

    pressed = Signal(str)
    """The name of a command whose button was clicked."""

    def __init__(self, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._keys = keys
        self._where, self._words, self._layer = QLabel(), QLabel(wordWrap=True), QLabel()
        self._where.setProperty("kind", "accent")
        self._layer.setProperty("kind", "soft")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: dict[str, tuple[QWidget, QPushButton]] = {}
        hints = QWidget()
        row = QHBoxLayout(hints)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for name in ("back", "next", "fix", "mute", "accept", "return"):
            row.addWidget(self._hint(name))
        row.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._where)
        top.addWidget(self._words, 1)
        top.addWidget(self._layer)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 6, 16, 6)
        inner.setSpacing(4)
        inner.addLayout(top)
        inner.addWidget(hints)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(inner)
        outer.addWidget(rule())
        self.hide()

    def show_stop(
        self, stop: Stop, number: int, total: int, whose: str, in_review: bool, audited: bool = False
    ) -> None:
        """Show where one is; `whose` is the layer's annotator where it is someone else's."""
        self._where.setText(f"{count(number)}/{count(total)}")
        self._words.setText(stop.words)
        self.setAccessibleName(stop.words)
        self._layer.setText(say("reviewing.layer_of", name=whose) if whose else "")
        self._say("fix", stop.fix)
        self._say("mute", say("reviewing.press_fault") if audited else "")
        self._say("accept", say("reviewing.press_judged") if audited else "")
        shown = {"fix": bool(stop.fix), "mute": stop.can_mute or audited, "next": total > 1}
        shown |= {"accept": in_review, "return": in_review and not audited}
        for name, wanted in shown.items():
            self._buttons[name][0].setVisible(wanted)
        self.show()

    def _say(self, name: str, words: str) -> None:
        self._buttons[name][1].setText(words or say(f"reviewing.press_{name}"))

    def _hint(self, name: str) -> QWidget:
        hint = QWidget()
        layout = QHBoxLayout(hint)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if key := self._keys.get(f"review:{name}", ""):
            layout.addWidget(keycap(key))
        button = QPushButton(say(f"reviewing.press_{name}"))
        button.setProperty("kind", "link")
        button.clicked.connect(lambda: self.pressed.emit(f"review:{name}"))
        layout.addWidget(button)
        self._buttons[name] = hint, button
        return hint


class Visit:
    """The stops of a list and where one is among them."""

    def __init__(self, stops: Sequence[Stop], at: int, view: str) -> None:
        self.stops = stops
        self.at = at
        self.view = view

    @property
    def stop(self) -> Stop:
        """Where one is."""
        return self.stops[self.at]

    def step(self, by: int) -> bool:
        """Go on; False beyond an end."""
        if 0 <= self.at + by < len(self.stops):
            self.at += by
            return True
        return False
