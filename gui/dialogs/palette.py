"""Ctrl+K: one box that finds commands, articles and what this article names; accents need not be typed."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QWidget

from core.model.scheme import Scheme
from core.text.fold import fold
from core.verbs import Mention
from core.wording import say
from gui.dialogs.hits import Hit, HitDelegate, HitModel
from gui.dialogs.overlay import Overlay
from gui.parts.index import Index
from gui.parts.numbers import count
from gui.parts.rule import rule
from gui.theme import Theme

_WAIT = 120  # ms before the dataset is asked
_FEWEST = 2  # letters before the dataset is asked
_MOST = 8  # of commands and of mentions, once something is typed
_VISIBLE = 12

_FORWARDED = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Command(NamedTuple):
    """A command: its name in the table of actions, what it is called, its key, and whether it can be given now."""

    name: str
    title: str
    key: str
    enabled: bool


class ArticleHit(NamedTuple):
    """An article that was found: its id, its title and a line about it."""

    article: bytes
    title: str
    line: str


class MentionHit(NamedTuple):
    """A thing that the open article names: its first mention, the words and how often it comes up."""

    mention: Mention
    words: str
    times: int


class Palette(Overlay):
    """Asks for the one thing that was chosen, after it has gone."""

    command_requested = Signal(str)
    article_requested = Signal(bytes)
    mention_requested = Signal(object)
    search_requested = Signal(str)
    """Words to look for in the whole dataset."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        scheme: Scheme | None,
        commands: Sequence[Command],
        articles: Callable[[str], Sequence[ArticleHit]],
        mentions: Sequence[MentionHit] = (),
    ) -> None:
        """`articles` finds articles by words as they are typed; `scheme` is that of the mentions."""
        super().__init__(window, theme, 640)
        self.setAccessibleName(say("status.search"))
        self._find = articles
        self._commands = [_command(c) for c in commands]
        self._mentions = [_mention(m) for m in mentions]
        self._hits = HitModel(self)
        self._box = QLineEdit()
        self._box.setPlaceholderText(say("status.search"))
        self._box.setAccessibleName(say("status.search"))
        self._box.setFrame(False)
        self._box.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._hits)
        self._list.setItemDelegate(HitDelegate(theme, scheme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(say("dialogs.palette_hits"))
        self._nothing = QLabel(say("dialogs.palette_nothing"))
        self._nothing.setProperty("kind", "soft")
        self._nothing.setContentsMargins(16, 8, 16, 12)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._ask)
        self.body.setContentsMargins(8, 8, 8, 8)
        self.body.setSpacing(8)
        for part in (self._box, rule(), self._list, self._nothing):
            self.body.addWidget(part)
        self.setFocusProxy(self._box)
        self._box.textChanged.connect(self._typed)
        self._list.clicked.connect(self._choose)
        self._show([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The box keeps the focus: its arrows move in the list, Enter chooses."""
        if watched is self._box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _FORWARDED:
                QApplication.sendEvent(self._list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._line:
                    self._search(self._line)
                    return True
                self._choose(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._show(self._hits.articles)
        if len(text.strip()) >= _FEWEST:
            self._timer.start()
        else:
            self._timer.stop()
            self._show([])

    def _ask(self) -> None:
        found = self._find(self._box.text().strip())
        self._show([Hit("article", a.article, a.title, a.line) for a in found])

    def _show(self, articles: Sequence[Hit]) -> None:
        words = fold(self._box.text()).split()
        if words:
            hits = [*_best(self._commands, words), *_best(self._mentions, words)]
            hits.sort(key=lambda hit: _distance(hit.folded, words[0]))
        else:
            hits = list(self._commands)
        wider = (
            [Hit("search", line, say("dialogs.palette_search", words=line), "Ctrl+Enter")]
            if (line := self._line)
            else []
        )
        self._hits.show(hits, articles, wider)
        rows = self._hits.rowCount()
        self._list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self._list.setFixedHeight(min(rows, _VISIBLE) * max(self._list.sizeHintForRow(0), 0))
        self._list.setCurrentIndex(self._hits.first_enabled())
        if self.isVisible():
            self.place()

    @property
    def _line(self) -> str:
        return self._box.text().strip()

    def _search(self, line: str) -> None:
        self.end()
        self.search_requested.emit(line)

    def _choose(self, index: Index) -> None:
        hit = self._hits.hit(index)
        if hit is None or not hit.enabled:
            return
        if hit.kind == "search":
            self._search(str(hit.target))
            return
        self.end()
        if hit.kind == "command":
            self.command_requested.emit(hit.target)
        elif hit.kind == "article":
            self.article_requested.emit(hit.target)
        else:
            self.mention_requested.emit(hit.target)


def _command(command: Command) -> Hit:
    return Hit("command", command.name, command.title, command.key, enabled=command.enabled)


def _mention(hit: MentionHit) -> Hit:
    return Hit("mention", hit.mention, hit.words, f"{count(hit.times)}×", label=hit.mention.label)


def _best(hits: Sequence[Hit], words: Sequence[str]) -> list[Hit]:
    """Those that have all the words, first those that begin with them, then those with a word that does."""
    found = [hit for hit in hits if all(word in hit.folded for word in words)]
    return sorted(found, key=lambda hit: _distance(hit.folded, words[0]))[:_MOST]


def _distance(text: str, word: str) -> int:
    return 0 if text.startswith(word) else 1 if f" {word}" in text else 2
