"""The bar at the bottom: how far the article and its province are, whether all is saved, and the work in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.text.odd import odd
from core.wording import say
from gui.jobline import JobLine
from gui.parts.numbers import count, day
from gui.parts.rule import rule
from gui.theme import Theme

if TYPE_CHECKING:  # not before the first paint
    from core.model.article import ArticleCard
    from core.model.library import Progress
    from core.verbs import Desk

_LEAST = 320  # pixels
_SAID = 6000  # ms that a message stays
_ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1258": "Windows-1258"}


class StatusBar(QFrame):
    """Is told the desk, the progress and the jobs; asks for a date, an encoding, the keys, or to stop a job."""

    date_requested = Signal()
    encoding_requested = Signal()
    keys_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._waits = ""
        self._items = _words()
        self._saved = _words()
        self._said = _words()
        self._elsewhere = ""
        self._collection = _words()
        self._encoding = _button(say("status.encoding_hint"))
        self._date = _button(_with_key(say("status.date_hint"), keys.get("set_published", "")))
        self._keys = _button(say("status.keys_hint"))
        self._keys.setText(f"{keys.get('keys', '')} {say('status.keys')}".strip())
        self._job = JobLine()
        self._silence = QTimer(self, singleShot=True, interval=_SAID)
        self._silence.timeout.connect(self._said.clear)
        self._encoding.clicked.connect(self.encoding_requested)
        self._date.clicked.connect(self.date_requested)
        self._keys.clicked.connect(self.keys_requested)
        self._job.cancel_requested.connect(self.cancel_requested)
        self.job_started = self._job.start
        self.job_progress = self._job.progress
        layout = QHBoxLayout()
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(4)
        for part in (self._items, self._saved, self._encoding, self._date):
            layout.addWidget(part)
        layout.addWidget(self._said, 1)
        for part in (self._job, self._collection, self._keys):
            layout.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rule())
        outer.addLayout(layout)
        self.show_desk(None, [])

    def minimumSizeHint(self) -> QSize:
        """Narrow: what is said and the work in the background must not push the window wider than its screen."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def show_desk(self, desk: Desk | None, progress: Sequence[Progress]) -> None:
        """Show an article's figures and card, and how far its province is; None where nothing is open."""
        if self._elsewhere:
            desk = None
        for part in (self._items, self._saved, self._encoding, self._date, self._collection):
            part.setVisible(desk is not None)
        self._saved.setVisible(desk is not None or bool(self._elsewhere))
        if desk is None:
            self._items.setVisible(bool(self._elsewhere))
            self._items.setText(self._elsewhere)
            return
        accepted, left = desk.counts
        self._items.setText(say("status.items", done=count(accepted), total=count(accepted + left)))
        self.set_saved(True)
        self._encoding.setText(_encoding_of(desk.card))
        strange = len(odd(desk.article.text))
        if strange:
            self._encoding.setText(f"{self._encoding.text()} · {say('status.odd', count=count(strange))}")
        self._encoding.setToolTip(say("status.odd_hint") if strange else say("status.encoding_hint"))
        self._date.setText(_date_of(desk.card))
        self._collection.setText(_collection(desk, progress))

    def show_elsewhere(self, text: str, hint: str = "") -> None:
        """Say what is reviewed in place of the article's figures, and a hint; an empty text means that one reads again."""
        self._elsewhere = text
        self.show_desk(None, [])
        self._collection.setVisible(bool(hint))
        self._collection.setText(hint)

    def set_saved(self, saved: bool) -> None:
        """Whether all that was decided is on disk: it always is, but where writing failed."""
        words = say("status.saved" if saved else "status.unsaved")
        self._saved.setText(f"○ {self._waits}" if self._waits else ("● " if saved else "○ ") + words)
        kind = "soft" if saved and not self._waits else "danger"
        if self._saved.property("kind") != kind:
            self._saved.setProperty("kind", kind)
            self._saved.style().polish(self._saved)

    def set_waiting(self, text: str) -> None:
        """What is said instead of *saved* while something waits for a server; empty where nothing does."""
        self._waits = text
        self.set_saved(True)

    def say(self, text: str) -> None:
        """Say something for a few seconds."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._silence.start()

    def job_ended(self, text: str) -> None:
        """The work is over; `text` says what came of it."""
        self._job.stop()
        self.say(text)


def _words() -> QLabel:
    label = QLabel()
    label.setProperty("kind", "soft")
    label.setContentsMargins(8, 0, 8, 0)  # as the buttons beside it
    return label


def _button(hint: str) -> QPushButton:
    button = QPushButton()
    button.setProperty("kind", "flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(hint)
    button.setAccessibleDescription(hint)
    return button


def _with_key(hint: str, key: str) -> str:
    return f"{hint} ({key})" if key else hint


def _encoding_of(card: ArticleCard) -> str:
    encoding = card.sources[0].encoding if card.sources else ""
    return f"{_ENCODINGS.get(encoding.lower(), encoding)} · NFC".removeprefix(" · ")


def _date_of(card: ArticleCard) -> str:
    if not card.published:
        return say("status.no_date")
    from core.model.annotation import PERSON

    by = "person" if card.published_by == PERSON else "rule"
    return say(f"status.date_by_{by}", date=day(card.published))


def _collection(desk: Desk, progress: Sequence[Progress]) -> str:
    """How far the article's province is, else the whole dataset."""
    from core.provinces.map import (
        name_of,  # the map of the provinces takes a while to load: not before the first article
    )

    province = desk.card.province or desk.detection.province
    here = next((p for p in progress if p.province == province), None) if province else None
    if here and province:
        return say("status.province", name=name_of(province), done=count(here.done), total=count(here.total))
    done, total = sum(p.done for p in progress), sum(p.total for p in progress)
    return say("status.collection", done=count(done), total=count(total))
