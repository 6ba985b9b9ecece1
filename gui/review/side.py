"""The panel beside a table: a heading, a quieter line, what belongs to the row, and the keys that do something with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.parts.keycap import KeyHints


class Side(QFrame):
    """`body` takes the parts; keys stand at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._title, self._soft = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._title.setProperty("kind", "title")
        self._soft.setProperty("kind", "soft")
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.body.addWidget(self._title)
        self.body.addWidget(self._soft)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(16, 0, 16, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._foot)
        self._hints: QWidget | None = None
        self._shown: Sequence[tuple[tuple[str, ...], str]] = ()

    def set_heading(self, title: str, soft: str = "") -> None:
        """What the row is."""
        self._title.setText(title)
        self._soft.setText(soft)
        self._soft.setVisible(bool(soft))

    def set_keys(self, hints: Sequence[tuple[tuple[str, ...], str]]) -> None:
        """The keys that do something with the row."""
        if hints == self._shown:
            return
        self._shown = hints
        if self._hints is not None:
            self._hints.hide()
            self._hints.deleteLater()
        self._hints = KeyHints(hints)
        self._foot.addWidget(self._hints)
