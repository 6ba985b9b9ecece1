"""The cards of the overview: a title with a quieter tail, and what is in them; big figures with a word below each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class Card(QFrame):
    """A rounded frame with a heading; `body` takes what is in it, `corner` what stands at the right of the heading."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title = QLabel(title)
        font = QFont(self.title.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.tail = QLabel()
        self.tail.setProperty("kind", "soft")
        self.corner = QHBoxLayout()
        self.corner.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.tail)
        head.addStretch(1)
        head.addLayout(self.corner)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.body.addLayout(head)

    def set_heading(self, title: str, tail: str = "") -> None:
        """Another heading, and what is said beside it."""
        self.title.setText(title)
        self.tail.setText(f"· {tail}" if tail else "")


class Segments(QWidget):
    """A few words side by side, one of which is chosen."""

    def __init__(self, words: Sequence[str], about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for number, word in enumerate(words):
            button = QPushButton(word)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleDescription(about)
            self.group.addButton(button, number)
            layout.addWidget(button)
        self.changed = self.group.idToggled

    @property
    def chosen(self) -> int:
        """The number of the word that is chosen."""
        return self.group.checkedId()

    def choose(self, number: int) -> None:
        """Choose another word."""
        self.group.button(number % len(self.group.buttons())).setChecked(True)


class Figures(QWidget):
    """Big numbers in a row, each with a word below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(0)
        self._labels: list[tuple[QLabel, QLabel]] = []

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """Show numbers, their words, and what each means (a tool tip)."""
        while len(self._labels) < len(figures):
            number, word = QLabel(), QLabel()
            font = QFont(number.font())
            font.setPixelSize(24)
            font.setWeight(QFont.Weight.DemiBold)
            number.setFont(font)
            word.setProperty("kind", "soft")
            column = len(self._labels)
            self._grid.setColumnStretch(column, 0)
            self._grid.setColumnStretch(column + 1, 1)
            self._grid.addWidget(number, 0, column)
            self._grid.addWidget(word, 1, column)
            self._labels.append((number, word))
        for n, (number, word) in enumerate(self._labels):
            shown = figures[n] if n < len(figures) else ("", "", "")
            number.setText(shown[0])
            word.setText(shown[1])
            for label in (number, word):
                label.setVisible(n < len(figures))
                label.setToolTip(shown[2])
