"""What stands where there are no articles, and what to do about it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.wording import say


class EmptyLibrary(QWidget):
    """An empty dataset offers to open files, an empty result to let go of the filters."""

    open_requested = Signal()
    clear_requested = Signal()

    def __init__(self, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._filtered = False
        self._text = QLabel(wordWrap=True)
        self._text.setProperty("kind", "soft")
        self._button = QPushButton()
        self._button.clicked.connect(self._press)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.explain(False)

    def explain(self, filtered: bool) -> None:
        """Say why there is nothing: the filters, or that nothing was opened yet."""
        self._filtered = filtered
        self._text.setText(say("library.nothing_found" if filtered else "library.no_articles"))
        key = "" if filtered else self._keys.get("open_files", "")
        words = say("library.clear_filters" if filtered else "library.open_files")
        self._button.setText(f"{words}  {key}".rstrip())

    def _press(self) -> None:
        (self.clear_requested if self._filtered else self.open_requested).emit()
