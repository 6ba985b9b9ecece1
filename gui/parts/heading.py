"""The small heading of a part of a panel, with a figure at its right."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget


class Heading(QWidget):
    """Words in small capitals, and a tail such as a count."""

    def __init__(self, text: str, margin: int = 16, parent: QWidget | None = None) -> None:
        """`margin` is the room at the left, in pixels."""
        super().__init__(parent)
        self._text = QLabel(text.upper())
        self._text.setProperty("kind", "heading")
        self._text.setContentsMargins(0, 2, 0, 0)  # the hook of Ỉ is higher than the typeface says of its letters
        self._tail = QLabel()
        self._tail.setProperty("kind", "heading")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(margin, 8, 12, 4)
        layout.addWidget(self._text)
        layout.addStretch(1)
        layout.addWidget(self._tail)

    def set_tail(self, text: str) -> None:
        """The figure at the right."""
        self._tail.setText(text)
