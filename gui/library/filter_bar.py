"""The search box and the states above the articles."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.model.article import FINISHED, State
from core.wording import say

_WAIT = 150  # ms: a search for each word rather than for each letter

_STATES: tuple[tuple[str, frozenset[State]], ...] = (
    ("all", frozenset()),
    ("new", frozenset({State.NEW})),
    ("started", frozenset({State.STARTED, State.RETURNED})),
    ("done", FINISHED),
)


class FilterBar(QWidget):
    """Words, and one of four states."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QLineEdit()
        self._box.setPlaceholderText(say("library.search"))
        self._box.setAccessibleName(say("library.search"))
        self._box.setClearButtonEnabled(True)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self.changed)
        self._box.textChanged.connect(lambda _text: self._timer.start())
        self._box.returnPressed.connect(self._at_once)
        self._states = QButtonGroup(self)
        segments = QHBoxLayout()
        segments.setSpacing(4)
        for number, (name, _state) in enumerate(_STATES):
            button = QPushButton(say(f"library.state_{name}"))
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._states.addButton(button, number)
            segments.addWidget(button)
        self._states.idClicked.connect(lambda _number: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._box)
        layout.addLayout(segments)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self._box.text().strip()

    @property
    def states(self) -> frozenset[State]:
        """The states that are shown, none for all."""
        return _STATES[self._states.checkedId()][1]

    def focus_search(self) -> None:
        """Put the caret into the search box, its words selected."""
        self._box.setFocus()
        self._box.selectAll()

    def clear(self) -> None:
        """Neither words nor a state."""
        self._box.clear()
        self._states.button(0).setChecked(True)
        self._at_once()

    def _at_once(self) -> None:
        self._timer.stop()
        self.changed.emit()
