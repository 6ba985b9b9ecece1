"""The bar at the top: whose program and dataset this is, the one search for everything, and the places."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.wording import say
from gui.parts.fonts import smaller
from gui.parts.rule import rule
from gui.theme import Theme

READ, REVIEW, COMPARE = "read", "review", "compare"

_SEARCH_WIDTH = 560


class TopBar(QFrame):
    """Is told the dataset and the places there are; asks for the palette and for another place."""

    palette_requested = Signal()

    place_requested = Signal(str)
    """`read`, `review` or `compare`."""

    place_changed = Signal(str)
    """Where one is now."""

    def __init__(self, theme: Theme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        brand = QLabel(say("status.brand"))
        brand.setProperty("kind", "accent")
        self._dataset = QLabel()
        self._dataset.setProperty("kind", "soft")
        self._search = SearchField(theme, keys.get("palette", ""))
        self._search.clicked.connect(self.palette_requested)
        self._places = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        right = QHBoxLayout()
        right.setSpacing(4)
        right.addStretch(1)
        for name in (READ, REVIEW, COMPARE):
            right.addWidget(self._place(name))
        left = QHBoxLayout()
        left.setSpacing(16)
        left.addWidget(brand)
        left.addWidget(self._dataset, 1)
        layout = QHBoxLayout()
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self._search, 2)
        layout.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(layout)
        outer.addWidget(rule())
        self.show_places([READ])
        self.set_place(READ)

    def set_dataset(self, name: str) -> None:
        """The file name of the dataset."""
        self._dataset.setText(name)
        self._dataset.setToolTip(name)

    def show_places(self, names: Sequence[str]) -> None:
        """Which places there are to go to."""
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def set_place(self, name: str) -> None:
        """Where one is."""
        self._buttons[name].setChecked(True)
        self.place_changed.emit(name)

    def _place(self, name: str) -> QPushButton:
        button = self._buttons[name] = QPushButton(say(f"status.place_{name}"))
        button.setProperty("kind", "flat")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on: self.place_requested.emit(name))
        self._places.addButton(button)
        return button


class SearchField(QPushButton):
    """Looks like a field and opens the palette, which has the real one."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setAccessibleName(say("status.search"))
        self.setToolTip(key)
        self.setMaximumWidth(_SEARCH_WIDTH)
        self.setMinimumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A button's frame, with the words at the left and the key at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        inside = self.rect().adjusted(12, 0, -12, 0)
        painter.setPen(self._theme.soft)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, say("status.search"))
        painter.setFont(smaller(self.font(), 1))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, self._key)
        painter.end()
