"""All that is like one mention: a concordance in which exceptions are ticked off before one decision is made for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from core.batch import Step
from core.identical import Found, Hit
from core.model.scheme import Scheme
from core.standing import Verdict, rule_from
from core.verbs import Deed, Verb
from core.wording import language, say
from gui.dialogs.concordance import Concordance
from gui.dialogs.overlay import Overlay
from gui.parts.keycap import KeyHints
from gui.parts.numbers import count
from gui.parts.rule import rule
from gui.theme import Theme

_MOST = 24  # letters of a mention on a button


class Scope(StrEnum):
    """Where is looked."""

    ARTICLE = "article"
    PROVINCE = "province"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done to all, and what that is called."""

    deed: Deed
    title: str
    rule: str

    @classmethod
    def of(cls, deed: Deed, scheme: Scheme) -> "Offer":
        """The offer of a deed, in the words of a scheme; `rule` is empty where no rule can come of it."""

        def title(name: str) -> str:
            label = scheme.label(name)
            return label.title[language()] if label else name

        kept = rule_from(deed)
        never = kept is not None and kept.verdict is Verdict.NEVER
        words = say(
            "dialogs.rule_never" if never else "dialogs.rule_always", words=deed.words, label=title(deed.result)
        )
        verb = say(f"dialogs.same_{deed.verb}", label=title(deed.to)) if deed.verb is Verb.RELABEL else None
        return cls(deed, verb or say(f"dialogs.same_{deed.verb}"), words if kept else "")

    def called(self, others: Sequence["Offer"]) -> str:
        """Its title, with its words where another is called the same."""
        alike = any(o.title == self.title and o.deed.words != self.deed.words for o in others)
        return f"{self.title}: “{shorten(self.deed.words, _MOST, placeholder='…')}”" if alike else self.title


class SameOverlay(Overlay):
    """Asks for a search at each change of its choices, and for the decision when Enter is pressed."""

    search_requested = Signal(object, object, bool)
    """A `Deed`, a `Scope`, and whether capitals count."""

    apply_requested = Signal(object, object, bool, bool)
    """A `Deed`, the chosen `Hit`s, whether capitals count, and whether it is kept as a rule."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        scheme: Scheme,
        offers: Sequence[Offer],
        chosen: int,
        scopes: Sequence[Scope],
    ) -> None:
        super().__init__(window, theme, 1040)
        self._offers = offers
        self._searching = False
        self.setAccessibleName(say("dialogs.same"))
        self._title = QLabel()
        self._title.setProperty("kind", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setProperty("kind", "soft")
        self._verbs = _chips([offer.called(offers) for offer in offers], chosen)
        self._scopes = _chips([say(f"dialogs.scope_{scope}") for scope in scopes], 0)
        self._scope_values = scopes
        self._case = QCheckBox(say("dialogs.same_case"))
        self._keep = QCheckBox()
        self.list = Concordance(theme, scheme)
        self._nothing = QLabel(say("dialogs.same_nothing"))
        self._nothing.setProperty("kind", "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._apply = QPushButton()
        self._apply.setProperty("kind", "primary")
        self._cancel = QPushButton(say("dialogs.cancel"))
        self.setFocusProxy(self.list)
        self._lay_out()
        self.list.installEventFilter(self)
        self.list.ticks_changed.connect(self._tell)
        self._apply.clicked.connect(self._do)
        self._cancel.clicked.connect(self.end)
        self._case.toggled.connect(self.start)
        for group in (self._verbs, self._scopes):
            group.idClicked.connect(lambda _id: self.start())

    @property
    def offer(self) -> Offer:
        """What would be done."""
        return self._offers[self._verbs.checkedId()]

    def start(self) -> None:
        """Look anew."""
        deed = self.offer.deed
        scope = self._scope_values[self._scopes.checkedId()]
        self._title.setText(f"“{deed.words}”")
        self._keep.setText(say("dialogs.same_keep", rule=self.offer.rule))
        self._keep.setVisible(bool(self.offer.rule))
        self._keep.setChecked(False)
        self._searching = True
        self.list.clear(deed.result, titles=scope is not Scope.ARTICLE)
        self._tell()
        self.search_requested.emit(deed, scope, self._case.isChecked())

    def take(self, step: Step) -> None:
        """A step of the search."""
        if isinstance(step, Found):
            self.add(step.hits)

    def add(self, found: Sequence[Hit]) -> None:
        """More lines."""
        self.list.add(found)
        self._tell()

    def finish(self) -> None:
        """The search is over."""
        self._searching = False
        self._tell()

    def place(self) -> None:
        """Nearly as high as the window: the list takes what the rest leaves."""
        super().place()
        card = self.card.geometry()
        card.setHeight(min(640, self.height() - card.y() - 48))
        self.card.setGeometry(card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list means it; Esc ends."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
        return super().eventFilter(watched, event)

    def _do(self) -> None:
        chosen, keep = self.list.chosen, self._keep.isVisible() and self._keep.isChecked()
        if self._searching or not (chosen or keep):
            return
        self.end()
        self.apply_requested.emit(self.offer.deed, chosen, self._case.isChecked(), keep)

    def _tell(self) -> None:
        chosen = len(self.list.chosen)
        words = say("dialogs.same_count", hits=count(len(self.list.hits)), chosen=count(chosen))
        self._count.setText(f"{words} …" if self._searching else words)
        self._apply.setText(f"{self.offer.title} ({count(chosen)})")
        self._apply.setEnabled(not self._searching)
        nothing = not self._searching and not self.list.hits
        self.list.setVisible(not nothing)
        self._nothing.setVisible(nothing)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        choices = QHBoxLayout()
        choices.setContentsMargins(20, 0, 20, 12)
        choices.setSpacing(4)
        for button in self._verbs.buttons():
            choices.addWidget(button)
        choices.addSpacing(20)
        for button in self._scopes.buttons():
            choices.addWidget(button)
        choices.addStretch(1)
        choices.addWidget(self._case)
        keep = QHBoxLayout()
        keep.setContentsMargins(20, 12, 20, 0)
        keep.addWidget(self._keep)
        keep.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(8)
        space = say("dialogs.key_space")
        hints = [
            ((space,), say("dialogs.same_space")),
            (("A",), say("dialogs.same_all")),
            (("Enter",), say("dialogs.do")),
        ]
        foot.addWidget(KeyHints(hints), 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._cancel)
        foot.addWidget(self._apply)
        self.body.addLayout(head)
        self.body.addLayout(choices)
        self.body.addWidget(rule())
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(rule())
        self.body.addLayout(keep)
        self.body.addLayout(foot)


def _chips(titles: Sequence[str], chosen: int) -> QButtonGroup:
    """Choices of which one is taken."""
    group = QButtonGroup()
    for number, title in enumerate(titles):
        chip = QPushButton(title)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setChecked(number == chosen)
        chip.setAutoDefault(False)
        group.addButton(chip, number)
    return group
