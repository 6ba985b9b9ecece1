"""Every command as a row: name, group, keys and where they work. Wordings are in `resources/i18n/actions.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from core.wording import language, say

if TYPE_CHECKING:
    from core.model.scheme import Scheme


class Where(Enum):
    """Where a command's keys work."""

    WINDOW = "window"
    READER = "reader"
    REVIEW = "review"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Row:
    """A command. `keys` are in Qt's portable form, the first being the one that is shown."""

    name: str
    group: str
    keys: tuple[str, ...] = ()
    where: Where = Where.WINDOW
    checkable: bool = False
    checked: bool = False


_READ, _REVIEW, _COMPARE = Where.READER, Where.REVIEW, Where.COMPARE

ROWS: tuple[Row, ...] = (
    Row("new_dataset", "file", ("Ctrl+N",)),
    Row("open_dataset", "file", ("Ctrl+Shift+O",)),
    Row("open_server", "file"),
    Row("open_files", "file", ("Ctrl+O",)),
    Row("open_folder", "file", ("Ctrl+Alt+O",)),
    Row("import_layers", "file"),
    Row("export", "file", ("Ctrl+E",)),
    Row("tagger", "file"),
    Row("quit", "file", ("Ctrl+Q",)),
    Row("undo", "edit", ("Ctrl+Z",)),
    Row("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Row("accept", "decide", ("Return", "Enter"), _READ),
    Row("reject", "decide", ("Del",), _READ),
    Row("repeat", "decide", ("F5", "Ctrl+Shift+R"), _READ),
    Row("same", "decide", ("G", "Ctrl+Shift+G"), _READ),
    Row("same_as_last", "decide", ("Shift+G", "Shift+F5"), _READ),
    Row("accept_paragraph", "decide", ("P", "Ctrl+Shift+P"), _READ),
    Row("reject_paragraph", "decide", ("Shift+P", "Ctrl+Shift+Del"), _READ),
    Row("accept_label", "decide", ("Y", "Ctrl+Shift+Y"), _READ),
    Row("reject_label", "decide", ("Shift+Y",), _READ),
    Row("accept_sure", "decide", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
    Row("accept_all", "decide", ("Ctrl+Return", "Ctrl+Enter")),
    Row("flag", "decide", ("?", "F4"), _READ),
    Row("note", "decide", ("Shift+F4",), _READ),
    Row("value", "decide", ("F8", "V"), _READ),
    Row("record", "record", ("Ctrl+R",)),
    Row("record_next", "record", ("Alt+Down",)),
    Row("record_previous", "record", ("Alt+Up",)),
    Row("record_take", "record", ("E", "Ctrl+Shift+E"), _READ),
    Row("record_accept", "record", ("Ctrl+Alt+Return", "Ctrl+Alt+Enter")),
    Row("rules", "decide"),
    Row("done_next", "decide", ("Ctrl+D", "F9")),
    Row("reopen", "decide"),
    Row("start_left", "border", ("[", "Alt+Shift+Left"), _READ),
    Row("start_right", "border", ("{", "Alt+Shift+Right"), _READ),
    Row("end_right", "border", ("]", "Alt+Right"), _READ),
    Row("end_left", "border", ("}", "Alt+Left"), _READ),
    Row("start_left_5", "border", ("Ctrl+[",), _READ),
    Row("start_right_5", "border", ("Ctrl+{",), _READ),
    Row("end_right_5", "border", ("Ctrl+]",), _READ),
    Row("end_left_5", "border", ("Ctrl+}",), _READ),
    Row("start_left_phrase", "border", ("Alt+[",), _READ),
    Row("start_right_phrase", "border", ("Alt+{",), _READ),
    Row("end_right_phrase", "border", ("Alt+]",), _READ),
    Row("end_left_phrase", "border", ("Alt+}",), _READ),
    Row("whole_phrase", "border", ("\\", "Ctrl+Shift+\\"), _READ),
    Row("split", "border", ("T", "Ctrl+Shift+T"), _READ),
    Row("merge", "border", ("M", "Ctrl+Shift+M"), _READ),
    Row("wrap", "border", ("B", "Ctrl+Shift+B"), _READ),
    Row("link:HOLDS", "link", ("H", "Ctrl+Shift+H"), _READ),
    Row("link:AT", "link", ("L", "Ctrl+Shift+L"), _READ),
    Row("link:DURING", "link", ("K", "Ctrl+Shift+K"), _READ),
    Row("unlink", "link", ("U", "Ctrl+Del"), _READ),
    Row("next_open", "go", ("Tab",), _READ),
    Row("previous_open", "go", ("Shift+Tab",), _READ),
    Row("next_mention", "go", ("Ctrl+Right", "."), _READ),
    Row("previous_mention", "go", ("Ctrl+Left", ","), _READ),
    Row("cycle", "go", ("`", "F7"), _READ),
    Row("next_article", "go", ("Ctrl+PgDown",)),
    Row("previous_article", "go", ("Ctrl+PgUp",)),
    Row("next_panel", "go", ("F6",)),
    Row("previous_panel", "go", ("Shift+F6",)),
    Row("find", "go", ("Ctrl+F",)),
    Row("search", "go", ("Ctrl+Shift+F",)),
    Row("palette", "go", ("Ctrl+K",)),
    Row("place_read", "go", ("F10",)),
    Row("place_review", "go", ("F11",)),
    Row("place_compare", "go", ("F12",)),
    Row("set_published", "article", ("F2",)),
    Row("set_province", "article", ("F3",)),
    Row("flag_article", "article"),
    Row("note_article", "article"),
    Row("set_encoding", "article"),
    Row("history", "article", checkable=True),
    Row("left_over", "article"),
    Row("dataset:merge", "dataset"),
    Row("dataset:conflicts", "dataset"),
    Row("dataset:packages", "dataset"),
    Row("dataset:bundle", "dataset"),
    Row("dataset:backups", "dataset"),
    Row("dataset:who", "dataset"),
    Row("dataset:erase", "dataset"),
    Row("zoom_in", "view", ("Ctrl++", "Ctrl+=")),
    Row("zoom_out", "view", ("Ctrl+-",)),
    Row("zoom_reset", "view", ("Ctrl+0",)),
    Row("skip_boilerplate", "view", checkable=True),
    Row("codes", "view", checkable=True),
    Row("review:overview", "review", ("1", "Alt+1"), _REVIEW),
    Row("review:articles", "review", ("2", "Alt+2"), _REVIEW),
    Row("review:checks", "review", ("3", "Alt+3"), _REVIEW),
    Row("review:officials", "review", ("4", "Alt+4"), _REVIEW),
    Row("review:agencies", "review", ("5", "Alt+5"), _REVIEW),
    Row("review:documents", "review", ("6", "Alt+6"), _REVIEW),
    Row("review:agreements", "review", ("7", "Alt+7"), _REVIEW),
    Row("review:agreement", "review", ("8", "Alt+8"), _REVIEW),
    Row("review:audit", "review", ("9", "Alt+9"), _REVIEW),
    Row("review:search", "review", ("0", "Alt+0"), _REVIEW),
    Row("review:back", "review", ("Esc",), _REVIEW),
    Row("review:next", "review", ("J",), _REVIEW),
    Row("review:previous", "review", ("Shift+J",), _REVIEW),
    Row("review:fix", "review", ("F",), _REVIEW),
    Row("review:mute", "review", ("X",), _REVIEW),
    Row("review:send", "review", ("S",), _REVIEW),
    Row("review:accept", "review", ("A",), _REVIEW),
    Row("review:return", "review", ("R",), _REVIEW),
    Row("review:answer", "review"),
    Row("review:merge", "review", ("G",), _REVIEW),
    Row("review:split", "review", ("T",), _REVIEW),
    Row("review:apart", "review", ("K",), _REVIEW),
    Row("review:colour", "review", ("C",), _REVIEW),
    Row("review:map", "review", ("M",), _REVIEW),
    Row("review:chart", "review", ("D",), _REVIEW),
    Row("review:filter", "review", ("/",), _REVIEW),
    Row("review:refresh", "review", ("F5",), _REVIEW),
    Row("review:svg", "review", ("Ctrl+Shift+S",), _REVIEW),
    Row("review:png", "review", ("Ctrl+Alt+S",), _REVIEW),
    Row("review:sample", "review", ("N",), _REVIEW),
    Row("review:signoff", "review", ("Ctrl+P",)),
    Row("compare:first", "compare", ("1", "Alt+1"), _COMPARE),
    Row("compare:second", "compare", ("2", "Alt+2"), _COMPARE),
    Row("compare:third", "compare", ("3", "Alt+3"), _COMPARE),
    Row("compare:both", "compare", ("B",), _COMPARE),
    Row("compare:own", "compare", ("O",), _COMPARE),
    Row("compare:neither", "compare", ("0", "N"), _COMPARE),
    Row("compare:reason", "compare", ("R",), _COMPARE),
    Row("compare:next", "compare", ("J", "Tab"), _COMPARE),
    Row("compare:previous", "compare", ("Shift+J", "Shift+Tab"), _COMPARE),
    Row("compare:policy", "compare", ("M",), _COMPARE),
    Row("compare:anonymous", "compare", ("A",), _COMPARE, checkable=True),
    Row("compare:articles", "compare", ("Esc",), _COMPARE),
    Row("manual", "help", ("F1",)),
    Row("tour", "help"),
    Row("guide", "help", ("Shift+F1",), checkable=True),
    Row("keys", "help", ("Ctrl+F1",)),
    Row("change_keys", "help"),
    Row("news", "help"),
    Row("about", "help"),
)

GROUPS = (
    "file",
    "dataset",
    "edit",
    "decide",
    "border",
    "link",
    "record",
    "go",
    "article",
    "review",
    "compare",
    "view",
    "help",
)
"""The menus, in order."""


def label_rows(scheme: Scheme) -> list[Row]:
    """Commands for each label of the dataset, by its digit: one that gives it, one that shows or hides its mentions."""
    give = [Row(f"label:{label.name}", "decide", (label.key, f"Alt+{label.key}"), _READ) for label in scheme.labels]
    show = [Row(f"show:{x.name}", "view", (f"Ctrl+{x.key}",), checkable=True, checked=True) for x in scheme.labels]
    return [*give, *show]


def with_own_keys(rows: Iterable[Row], own: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows with the user's keys; a shipped key that the user gave to another command goes from its own."""
    rows = list(rows)
    if not own:
        return rows
    taken = [
        (QKeySequence(key).toString(), row.where) for row in (*ROWS, *rows) if row.name in own for key in own[row.name]
    ]
    return [
        replace(row, keys=tuple(own[row.name]))
        if row.name in own
        else replace(row, keys=tuple(key for key in row.keys if not _is_taken(key, row.where, taken)))
        for row in rows
    ]


def together(one: Where, other: Where) -> bool:
    """Whether there is a place where keys of both work, so that they cannot be the same."""
    return one is other or Where.WINDOW in (one, other)


def _is_taken(key: str, where: Where, taken: Iterable[tuple[str, Where]]) -> bool:
    portable = QKeySequence(key).toString()
    return any(other == portable and together(where, there) for other, there in taken)


def title_of(name: str, scheme: Scheme | None = None) -> str:
    """What a command is called."""
    kind, _, rest = name.partition(":")
    if kind in ("label", "show"):
        label = scheme.label(rest) if scheme else None
        title = label.title[language()] if label else rest
        return title if kind == "label" else say("actions.show", label=title)
    return say(f"actions.{name.replace(':', '_')}")


def build(
    homes: Mapping[Where, QWidget],
    rows: Iterable[Row],
    called: Mapping[str, Callable[[], object]],
    scheme: Scheme | None = None,
) -> dict[str, QAction]:
    """The rows as actions that call `called[name]`, each in its home; KeyError for a row that nothing answers to."""
    actions: dict[str, QAction] = {}
    for row in rows:
        home = homes[row.where]
        action = QAction(title_of(row.name, scheme), home)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut if row.where is Where.WINDOW else inside)
        action.setCheckable(row.checkable)
        action.setChecked(row.checked)
        answer = called[row.name]
        action.triggered.connect(lambda _checked=False, answer=answer: answer())
        home.addAction(action)
        actions[row.name] = action
    return actions


def key_text(keys: QKeySequence) -> str:
    """Keys as a person reads them on the keyboard, where Return is called Enter."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


class Keys(Mapping[str, str]):
    """The key of each command as a person reads it, for menus, cards and the overlay; made when it is asked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._first = {row.name: row.keys[0] for row in rows if row.keys}

    def __getitem__(self, name: str) -> str:
        return key_text(QKeySequence(self._first[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __len__(self) -> int:
        return len(self._first)
