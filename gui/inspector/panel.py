"""The inspector at the right: the current mention, who that is, the agreements, and all mentions of the article."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.model.annotation import Annotation
from core.model.edit import Edit
from core.model.record import Record, SuggestedRecord
from core.model.scheme import Scheme
from core.verbs import Desk, Mention, records_of
from core.wording import say
from gui.inspector.agreements import Agreement, agreement_facts, concerns
from gui.inspector.cards import FactCards
from gui.inspector.groups import Groups
from gui.inspector.history_view import HistoryView
from gui.inspector.mention_card import MentionCard
from gui.inspector.mention_list import MentionList
from gui.inspector.people import People
from gui.inspector.person_facts import person_facts
from gui.parts.heading import Heading
from gui.parts.numbers import count
from gui.theme import Theme

_MOST_PEOPLE = 3


class InspectorPanel(QScrollArea):
    """Is told the desk, its edits and which mention is current; asks for labels, notes and other mentions."""

    mention_requested = Signal(object)
    """A `Mention` to go to."""

    relabel_requested = Signal(str)
    """The name of the label that the current mention should have."""

    note_requested = Signal(object, bool, str)
    """An annotation, the flag and the note that it should have."""

    record_requested = Signal(object)
    """An agreement to show as a form."""

    note_left = Signal()
    """The note is typed; the keyboard is free."""

    def __init__(self, theme: Theme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._scheme: Scheme | None = None
        self._current: Mention | None = None
        self._groups: Groups | None = None  # made when the desk is shown
        self._people: People | None = None
        self._later = QTimer(
            self, singleShot=True, interval=0
        )  # after the reader's paint, once for all that a key changed
        self._later.timeout.connect(self._show)
        self._records: list[Agreement] = []
        self._card = MentionCard(theme, keys)
        self._persons = FactCards(say("inspector.person"), theme)
        self._agreements = FactCards(say("inspector.agreements"), theme)
        self._heading = Heading(say("inspector.all_mentions"), 12)
        self._list = MentionList(theme)
        self.history = HistoryView()
        self._lay_out()
        self.setFocusProxy(self._list)
        for part in (self._card, self._persons, self._agreements, self._list):
            part.mention_requested.connect(self._go)
        self._card.relabel_requested.connect(self.relabel_requested)
        self._card.note_requested.connect(self._ask_note)
        self._card.note_left.connect(self.note_left)
        self._show()

    def show_desk(self, desk: Desk | None, scheme: Scheme | None) -> None:
        """Show another article, or the same with other suggestions; None shows that nothing is open."""
        same = desk and self._desk and desk.article.id == self._desk.article.id
        self._desk, self._scheme = desk, scheme
        self._groups = self._people = None
        self._current = self._still(self._current) if same else None
        self._later.start()

    def refresh(self, edit: Edit) -> None:
        """Take in an edit that is already in the layer; the current mention stays the one at its place."""
        if self._desk is None:
            return
        if self._groups is not None:
            self._list.refresh(self._groups.refresh(edit))  # at once: its rows are the groups themselves
        self._current = self._still(self._current)
        if any(isinstance(item, Record) for item in (*edit.removed, *edit.added)):
            self._records = records_of(self._desk)
        self._later.start()

    def set_current(self, mention: Mention | None) -> None:
        """Show the mention that the reader is at."""
        if mention != self._current:
            self._current = mention
            self._later.start()

    def edit_note(self) -> None:
        """Type the note of the current mention."""
        self._later.stop()
        self._show()
        self._card.edit_note()

    def _still(self, mention: Mention | None) -> Mention | None:
        """What stands now where a mention stood, or where the same annotation went."""
        if mention is None or self._desk is None:
            return None
        there = self._desk.standing(mention.span, mention.label)
        if there is None and isinstance(mention, Annotation):
            moved = self._desk.layer.get(mention.id)
            return self._desk.standing(moved.span, moved.label) if isinstance(moved, Annotation) else None
        return there

    def _show(self) -> None:
        """Bring everything up to date."""
        desk, scheme = self._desk, self._scheme
        if self._groups is None:
            self._groups = Groups(desk, scheme) if desk and scheme else None
            self._people = People(self._groups, scheme) if self._groups and scheme else None
            self._records = records_of(desk) if desk else []
            self._list.show_groups(self._groups, scheme)
        self._show_count()
        self._show_current()

    def _go(self, target: object) -> None:
        if isinstance(target, (Record, SuggestedRecord)):
            self.record_requested.emit(target)
        else:
            self.mention_requested.emit(target)

    def _ask_note(self, mention: Mention, flag: bool, note: str) -> None:
        if there := self._still(mention):  # an edit may have overtaken what the card shows
            self.note_requested.emit(there, flag, note)

    def _show_count(self) -> None:
        there = self._groups is not None and len(self._groups) > 0
        self._heading.setVisible(there)
        self._list.setVisible(there)
        self._heading.set_tail(count(len(self._groups)) if self._groups else "")

    def _show_agreements(self) -> None:
        """In full where there is one, or where the current mention has a part in it."""
        groups, records = self._groups, self._records
        alone = len(records) == 1
        cards = (
            [agreement_facts(groups, r, alone or concerns(groups, r, self._current)) for r in records] if groups else []
        )
        self._agreements.show_cards(cards, self._scheme)
        self._agreements.set_tail("" if alone else count(len(records)))

    def _show_current(self) -> None:
        groups, mention = self._groups, self._current
        self._card.show_mention(groups, self._scheme, mention)
        people = self._people.around(mention) if self._people and mention else []
        facts = [person_facts(groups, person) for person in people[:_MOST_PEOPLE]] if groups else []
        self._persons.show_cards(facts, self._scheme)
        self._show_agreements()
        self.history.show_mention(self._desk, mention)
        self._list.set_current(mention, groups.key_of(mention) if groups and mention else None)

    def _lay_out(self) -> None:
        self.setObjectName("inspector")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("kind", "panel")
        self.setProperty("kind", "panel")
        card = QVBoxLayout()
        card.setContentsMargins(12, 12, 12, 4)
        card.addWidget(self._card)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(0)
        layout.addLayout(card)
        for part in (self.history, self._persons, self._agreements, self._heading, self._list):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(inside)
