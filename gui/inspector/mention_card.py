"""The card of the current mention: what it is, why one thinks so, and what can be pressed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model.annotation import Suggestion
from core.model.scheme import Scheme
from core.verbs import Mention
from core.wording import language, say
from gui.inspector.groups import Groups
from gui.inspector.label_keys import LabelKeys
from gui.inspector.mention_facts import mention_facts, state_words
from gui.inspector.note_line import NoteLine
from gui.parts.badge import Badge, code_and_colour
from gui.parts.facts import FactRows
from gui.parts.keycap import KeyHints
from gui.theme import Theme

_LONGEST = 240  # code points of a surface that are shown

_BORDERS = ("start_left", "end_right")


class MentionCard(QFrame):
    """One mention, or what to press while there is none."""

    relabel_requested = Signal(str)
    mention_requested = Signal(object)
    note_requested = Signal(object, bool, str)
    note_left = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._theme = theme
        self._badge = Badge(theme)
        self._state = QLabel()
        self._state.setProperty("kind", "soft")
        self._surface = QLabel(wordWrap=True)
        self._surface.setProperty("kind", "title")
        self._surface.setTextFormat(Qt.TextFormat.PlainText)
        self._labels = LabelKeys(theme)
        self._facts = FactRows(theme)
        self._note = NoteLine(keys.get("flag", ""))
        self._hint = QLabel(say("inspector.nothing"), wordWrap=True)
        self._hint.setProperty("kind", "soft")
        self._suggestion_keys = KeyHints(_suggestion_hints(keys))
        self._annotation_keys = KeyHints(_annotation_hints(keys))
        self._idle_keys = KeyHints(_idle_hints(keys))
        self._same = KeyHints([((keys.get("same", ""),), say("inspector.key_same", count=""))])
        self._lay_out()
        self._labels.relabel_requested.connect(self.relabel_requested)
        self._facts.activated.connect(self.mention_requested)
        self._note.note_requested.connect(self.note_requested)
        self._note.left.connect(self.note_left)
        self.edit_note = self._note.edit
        self._show_parts(None)

    def show_mention(self, groups: Groups | None, scheme: Scheme | None, mention: Mention | None) -> None:
        """Show a mention of the desk that `groups` are of."""
        if groups is None or scheme is None or mention is None:
            self._show_parts(None)
            return
        label = scheme.label(mention.label)
        title = label.title[language()] if label else mention.label
        code, colour = code_and_colour(scheme, self._theme, mention.label)
        self._badge.show_label(code, colour, isinstance(mention, Suggestion))
        self._state.setText(f"{title} · {state_words(mention)}")
        surface = groups.surface(mention)
        self._surface.setText(surface if len(surface) <= _LONGEST else surface[:_LONGEST].rstrip() + "…")
        self._labels.show_label(scheme, mention.label)
        self._facts.set_facts(mention_facts(groups, scheme, mention), scheme)
        self._note.show_mention(mention)
        group = groups.of(mention)
        self._same.set_word(0, say("inspector.key_same", count=len(group.mentions) if group else 1))
        self._show_parts(mention)

    def _show_parts(self, mention: Mention | None) -> None:
        for part in (self._badge, self._state, self._surface, self._labels, self._facts):
            part.setVisible(mention is not None)
        self._note.setVisible(mention is not None and not isinstance(mention, Suggestion))
        self._hint.setVisible(mention is None)
        self._same.setVisible(mention is not None)
        self._idle_keys.setVisible(mention is None)
        self._suggestion_keys.setVisible(isinstance(mention, Suggestion))
        self._annotation_keys.setVisible(mention is not None and not isinstance(mention, Suggestion))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._badge)
        head.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        for part in (self._surface, self._labels, self._facts, self._note, self._hint):
            layout.addWidget(part)
        for hints in (self._suggestion_keys, self._annotation_keys, self._same, self._idle_keys):
            layout.addWidget(hints)


def _borders(keys: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    return tuple(keys.get(name, "") for name in _BORDERS), say("inspector.key_borders")


def _suggestion_hints(keys: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    return [*_named(keys, "accept", "reject"), _borders(keys), *_named(keys, "next_open")]


def _annotation_hints(keys: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    return [*_named(keys, "reject"), _borders(keys), *_named(keys, "next_open", "undo")]


def _idle_hints(keys: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    return _named(keys, "next_open", "accept_all", "done_next", "undo")


def _named(keys: Mapping[str, str], *names: str) -> list[tuple[tuple[str, ...], str]]:
    return [((keys.get(name, ""),), say(f"inspector.key_{name}")) for name in names]
