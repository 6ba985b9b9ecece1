"""All commands with their keys, by group, over the window; any key ends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.wording import say
from gui.dialogs.overlay import Overlay
from gui.parts.keycap import keycap
from gui.theme import Theme

_COLUMNS = 3
_SCROLLS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A group's title and its commands: what each is called and its keys, all that there are."""

    title: str
    rows: Sequence[tuple[str, Sequence[str]]]


class KeysOverlay(Overlay):
    """Groups in columns, as evenly filled as they come."""

    def __init__(self, window: QWidget, theme: Theme, groups: Sequence[KeyGroup]) -> None:
        super().__init__(window, theme, 1080)
        self.setAccessibleName(say("dialogs.keys"))
        title = QLabel(say("dialogs.keys"))
        title.setProperty("kind", "title")
        hint = QLabel(say("dialogs.any_key"))
        hint.setProperty("kind", "soft")
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 8)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(hint)
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 0, 24, 20)
        columns.setSpacing(32)
        for column in _columns([g for g in map(_with_keys, groups) if g.rows]):
            columns.addLayout(_column(column), 1)
        self._inside = inside = QWidget()
        inside.setLayout(columns)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addLayout(head)
        self.body.addWidget(self._scroll)

    def place(self) -> None:
        """As high as its rows where the window has room for them."""
        wanted = self._inside.sizeHint().height()
        self._scroll.setMinimumHeight(min(wanted, max(self.height() - 160, 120)))
        super().place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll, any other key ends it, a modifier alone does nothing."""
        key = Qt.Key(event.key())
        bar = self._scroll.verticalScrollBar()
        if key in _SCROLLS and bar.maximum() > 0:
            step = bar.pageStep() if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else 40
            bar.setValue(bar.value() + (step if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -step))
        elif key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr):
            self.end()
        event.accept()


def _with_keys(group: KeyGroup) -> KeyGroup:
    return KeyGroup(group.title, [(title, keys) for title, keys in group.rows if keys])


def _columns(groups: Sequence[KeyGroup]) -> list[list[KeyGroup]]:
    """The groups shared out so that the columns are about equally long, in their order within each."""
    columns: list[list[int]] = [[] for _ in range(_COLUMNS)]

    def length(column: list[int]) -> int:
        return sum(2 + len(groups[n].rows) for n in column)

    for n in sorted(range(len(groups)), key=lambda n: -len(groups[n].rows)):
        min(columns, key=length).append(n)
    filled = sorted(sorted(column) for column in columns if column)
    return [[groups[n] for n in column] for column in filled]


def _column(groups: Sequence[KeyGroup]) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(4)
    for group in groups:
        heading = QLabel(group.title.upper())
        heading.setProperty("kind", "heading")
        heading.setContentsMargins(0, 12, 0, 4)
        layout.addWidget(heading)
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (title, keys) in enumerate(group.rows):
            grid.addWidget(QLabel(title, wordWrap=True), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            caps.addStretch(1)
            for key in keys:
                caps.addWidget(keycap(key))
            grid.addLayout(caps, row, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(grid)
    layout.addStretch(1)
    return layout
