"""The line at the head of the reviewer's page: its views, and what is being counted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from core.wording import say


class ViewBar(QWidget):
    """Asks for a view; is told which one is shown and how far the counting is."""

    view_requested = Signal(str)

    def __init__(self, views: Sequence[str], keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._said = QLabel()
        self._said.setProperty("kind", "soft")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 16, 4)
        layout.setSpacing(4)
        for view in views:
            button = self._buttons[view] = QPushButton(say(f"reviewing.view_{view}"))
            button.setProperty("kind", "flat")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(keys.get(f"review:{view}", ""))
            button.clicked.connect(lambda _on, view=view: self.view_requested.emit(view))
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._said)

    def set_view(self, view: str) -> None:
        """Which view is shown."""
        self._buttons[view].setChecked(True)

    def tell(self, words: str) -> None:
        """Say something at the right, such as how far the counting is."""
        self._said.setText(words)
        self._said.setAccessibleName(words)
