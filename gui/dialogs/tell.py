"""Saying something and asking something, in a small window with the program's own words on its buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from core.wording import say
from gui.dialogs.small import SmallDialog


def tell(parent: QWidget | None, text: str) -> None:
    """Say something, such as what went wrong, until it is acknowledged."""
    message_box(parent, text).exec()


def ask(parent: QWidget | None, question: str, yes: str = "", no: str = "", danger: bool = False) -> bool:
    """Ask a question; `yes` and `no` are what the answers are called. Esc is no; Enter is yes unless it is a danger."""
    return question_box(parent, question, yes, no, danger).exec() == SmallDialog.DialogCode.Accepted


def message_box(parent: QWidget | None, text: str) -> SmallDialog:
    """The window of `tell`."""
    box = _box(parent, text)
    _button(box, say("dialogs.close")).clicked.connect(box.accept)
    return box


def question_box(
    parent: QWidget | None, question: str, yes: str = "", no: str = "", danger: bool = False
) -> SmallDialog:
    """The window of `ask`."""
    box = _box(parent, question)
    refuse = _button(box, no or say("dialogs.no"))
    agree = _button(box, yes or say("dialogs.yes"), "danger" if danger else "primary")
    agree.clicked.connect(box.accept)
    refuse.clicked.connect(box.reject)
    default = refuse if danger else agree
    default.setAutoDefault(True)
    default.setFocus()
    return box


def _box(parent: QWidget | None, text: str) -> SmallDialog:
    box = SmallDialog(parent, say("status.brand"), 440)
    words = QLabel(text, wordWrap=True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.body.addWidget(words)
    box.setAccessibleDescription(text)
    return box


def _button(box: SmallDialog, text: str, kind: str = "") -> QPushButton:
    button = QPushButton(text)
    if kind:
        button.setProperty("kind", kind)
    box.add_button(button)
    return button
