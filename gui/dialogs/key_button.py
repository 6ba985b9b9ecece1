"""A button that shows its key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.parts.keycap import keycap


class KeyButton(QPushButton):
    """A key cap and words, at the left of a wide button."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        cap = keycap(key)
        cap.setMinimumWidth(28)
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 12, 6)
        self._row.setSpacing(12)
        for label in (cap, QLabel(text)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(label)
        self._row.addStretch(1)

    def sizeHint(self) -> QSize:
        """What its row needs."""
        return self._row.sizeHint()
