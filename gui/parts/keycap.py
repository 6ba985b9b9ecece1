"""Keys as they stand on a keyboard, with what they do."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.parts.flow import FlowLayout


def keycap(text: str) -> QLabel:
    """One key."""
    cap = QLabel(text)
    cap.setProperty("kind", "keycap")
    return cap


class KeyHints(QWidget):
    """Keys and what each does, side by side and wrapped."""

    def __init__(self, hints: Iterable[tuple[tuple[str, ...], str]], parent: QWidget | None = None) -> None:
        """`hints` are keys and a word; those without any key are left out."""
        super().__init__(parent)
        flow = FlowLayout(self, gap=12, line_gap=6)
        for keys, word in hints:
            if any(keys):
                flow.addWidget(_hint([key for key in keys if key], word))


def _hint(keys: list[str], word: str) -> QWidget:
    hint = QWidget()
    layout = QHBoxLayout(hint)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for key in keys:
        layout.addWidget(keycap(key))
    layout.addWidget(QLabel(word))
    return hint
