"""The backups of a dataset: made, looked at and restored, with what would be lost said before."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from core.errors import ButVangError
from core.store.backup import Backup, Contents
from core.store.merge_words import moment_words
from core.wording import say
from gui.dialogs.small import SmallDialog
from gui.dialogs.tell import ask
from gui.parts.numbers import count, decimal


class BackupsDialog(SmallDialog):
    """`chosen` is the backup to restore, once that was confirmed."""

    def __init__(
        self,
        parent: QWidget | None,
        backups: Callable[[], Sequence[Backup]],
        contents: Callable[[Path], Contents],
        present: Contents,
        make: Callable[[], object],
    ) -> None:
        super().__init__(parent, say("backup.title"), 720)
        self.chosen: Backup | None = None
        self._backups, self._contents, self._present, self._make = backups, contents, present, make
        self._shown: Sequence[Backup] = ()
        self._held: Contents | None = None
        about = QLabel(say("backup.about"), wordWrap=True)
        about.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("backup.title"))
        self._list.setFixedWidth(260)
        self._list.setMinimumHeight(260)
        self._holds, self._lost = QLabel(wordWrap=True), QLabel(wordWrap=True)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._holds)
        right.addWidget(self._lost)
        right.addStretch(1)
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(self._list)
        parts.addLayout(right, 1)
        self.body.addWidget(about)
        self.body.addLayout(parts)
        make_one, close = QPushButton(say("backup.make")), QPushButton(say("dialogs.close"))
        self._restore = QPushButton(say("backup.restore_this"))
        self._restore.setProperty("kind", "danger")
        for button, act in ((make_one, self.make), (close, self.reject), (self._restore, self.restore)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.add_button(button)
        self._list.currentRowChanged.connect(lambda _row: self._show())
        self._load()
        self._list.setFocus()

    def make(self) -> None:
        """Make a backup now."""
        try:
            self._make()
        except ButVangError as error:
            self._holds.setText(str(error))
            return
        self._load()

    def restore(self) -> None:
        """Ask whether the marked backup should take the dataset's place."""
        if self._held and ask(
            self, f"{self._lost.text()}\n\n{say('backup.sure')}", say("backup.restore_yes"), danger=True
        ):
            self.chosen = self._shown[self._list.currentRow()]
            self.accept()

    def _load(self) -> None:
        self._shown = self._backups()
        self._list.clear()
        size = 1_000_000
        self._list.addItems([f"{b.made:%d/%m/%Y %H:%M}   {decimal(b.size / size, 1)} MB" for b in self._shown])
        self._list.setCurrentRow(0)
        self._show()

    def _show(self) -> None:
        row = self._list.currentRow()
        self._held = None
        self._holds.setText("" if self._shown else say("backup.none_yet"))
        self._lost.clear()
        if 0 <= row < len(self._shown):
            try:
                self._held = held = self._contents(self._shown[row].path)
                last = moment_words(held.last) if held.last else "–"
                facts = {"articles": count(held.articles), "done": count(held.done), "decisions": count(held.decisions)}
                self._holds.setText(say("backup.holds", last=last, **facts))
                self._lost.setText(_lost_words(self._present, held))
            except ButVangError as error:
                self._holds.setText(str(error))
        self._restore.setEnabled(self._held is not None)


def _lost_words(now: Contents, held: Contents) -> str:
    """What is in the dataset and not in the backup."""
    if now.entries <= held.entries:
        return say("backup.nothing_lost")
    more = count(now.entries - held.entries), count(max(now.articles - held.articles, 0))
    since = moment_words(held.last) if held.last else "–"
    return say("backup.lost", entries=more[0], articles=more[1], since=since)
