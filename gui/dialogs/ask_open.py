"""What becomes of suggestions that are still open when an article is marked as done."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.wording import say
from gui.dialogs.key_button import KeyButton
from gui.dialogs.small import SmallDialog
from gui.parts.numbers import count


class OpenChoice(StrEnum):
    """What to do with them."""

    ACCEPT = "accept"
    REJECT = "reject"
    LEAVE = "leave"


_KEYS = {"1": OpenChoice.ACCEPT, "2": OpenChoice.REJECT, "3": OpenChoice.LEAVE}


class AskOpen(SmallDialog):
    """Four answers, a key for each: 1, 2, 3, and Esc to go back."""

    chosen = Signal(str)
    """The answer, when it is given; Esc gives none."""

    def __init__(self, parent: QWidget | None, left: int) -> None:
        """`left` is how many suggestions are open."""
        super().__init__(parent, say("dialogs.ask_open_title"), 360)
        self.choice: OpenChoice | None = None
        question = QLabel(say("dialogs.ask_open", count=count(left)), wordWrap=True)
        question.setProperty("kind", "title")
        self.body.addWidget(question)
        answers = QVBoxLayout()
        answers.setSpacing(8)
        for key, choice in _KEYS.items():
            button = KeyButton(key, say(f"dialogs.open_{choice.value}"))
            button.clicked.connect(lambda _on, choice=choice: self._choose(choice))
            answers.addWidget(button)
        back = KeyButton("Esc", say("dialogs.go_back"))
        back.clicked.connect(self.reject)
        answers.addWidget(back)
        self.body.addLayout(answers)
        back.setFocus()  # an Enter too many, after accepting the last one seen, decides nothing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits answer, and Enter presses the button that has the focus."""
        focused = self.focusWidget()
        if choice := _KEYS.get(event.text()):
            self._choose(choice)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, KeyButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _choose(self, choice: OpenChoice) -> None:
        self.choice = choice
        self.chosen.emit(choice.value)
        self.accept()
