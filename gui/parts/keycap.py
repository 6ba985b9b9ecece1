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
        self._words: list[QLabel] = []
        for keys, word in hints:
            if any(keys):
                self._words.append(QLabel(word))
                flow.addWidget(_hint([key for key in keys if key], self._words[-1]))

    def set_word(self, number: int, word: str) -> None:
        """Say something else of a key."""
        if number < len(self._words):
            self._words[number].setText(word)


def _hint(keys: list[str], word: QLabel) -> QWidget:
    hint = QWidget()
    layout = QHBoxLayout(hint)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for key in keys:
        layout.addWidget(keycap(key))
    layout.addWidget(word)
    return hint
