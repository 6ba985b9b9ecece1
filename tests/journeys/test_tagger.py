"""The tagger is trained from the menu, shown beside the rules, and then used or not."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from core.learning import is_on, kept
from gui.dialogs.tagger import TaggerDialog


def choose_button(words: str) -> None:
    """Press the button of that name in the next window about the tagger."""

    def press(tries: int = 300) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TaggerDialog):
            if tries:
                QTimer.singleShot(20, lambda: press(tries - 1))
            return
        button = next((b for b in dialog.findChildren(QPushButton) if b.text() == words), None)
        button.click() if button else dialog.reject()

    QTimer.singleShot(0, press)


def test_the_tagger_is_trained_shown_and_used(person, samples: Path):
    person.start(samples)
    for _ in range(6):
        person.answer("1")
        person.press("Ctrl+D")
    store = person.window.live.session.store
    assert kept(store) is None
    choose_button("Học từ bài đã xong")
    person.window.commands["tagger"].trigger()
    choose_button("Dùng")  # shown again when the training is done
    person.wait()
    assert kept(store) is not None
    assert is_on(store)
    assert person.told == []
