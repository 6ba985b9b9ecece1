"""Every command as a row: name, group, keys and where they work. Wordings are in `resources/i18n/actions.toml`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from core.model.scheme import Scheme
from core.wording import language, say


class Where(Enum):
    """Where a command's keys work."""

    WINDOW = "window"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Row:
    """A command. `keys` are in Qt's portable form, the first being the one that is shown."""

    name: str
    group: str
    keys: tuple[str, ...] = ()
    where: Where = Where.WINDOW


_READ = Where.READER

ROWS: tuple[Row, ...] = (
    Row("new_dataset", "file", ("Ctrl+N",)),
    Row("open_dataset", "file", ("Ctrl+Shift+O",)),
    Row("open_files", "file", ("Ctrl+O",)),
    Row("open_folder", "file", ("Ctrl+Alt+O",)),
    Row("import_layers", "file"),
    Row("export", "file", ("Ctrl+E",)),
    Row("quit", "file", ("Ctrl+Q",)),
    Row("undo", "edit", ("Ctrl+Z",)),
    Row("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Row("accept", "decide", ("Return", "Enter"), _READ),
    Row("reject", "decide", ("Del",), _READ),
    Row("start_left", "decide", ("[", "Alt+Shift+Left"), _READ),
    Row("start_right", "decide", ("{", "Shift+[", "Alt+Shift+Right"), _READ),
    Row("end_right", "decide", ("]", "Alt+Right"), _READ),
    Row("end_left", "decide", ("}", "Shift+]", "Alt+Left"), _READ),
    Row("accept_all", "decide", ("Ctrl+Return", "Ctrl+Enter")),
    Row("done_next", "decide", ("Ctrl+D", "F9")),
    Row("reopen", "decide"),
    Row("flag", "decide", ("?", "F4"), _READ),
    Row("next_open", "go", ("Tab",), _READ),
    Row("previous_open", "go", ("Shift+Tab", "Backtab"), _READ),
    Row("next_mention", "go", ("Ctrl+Right", "."), _READ),
    Row("previous_mention", "go", ("Ctrl+Left", ","), _READ),
    Row("cycle", "go", ("`", "F7"), _READ),
    Row("next_article", "go", ("Ctrl+PgDown",)),
    Row("previous_article", "go", ("Ctrl+PgUp",)),
    Row("next_panel", "go", ("F6",)),
    Row("previous_panel", "go", ("Shift+F6",)),
    Row("find", "go", ("Ctrl+F",)),
    Row("palette", "go", ("Ctrl+K",)),
    Row("set_published", "article", ("F2",)),
    Row("set_province", "article", ("F3",)),
    Row("flag_article", "article"),
    Row("set_encoding", "article"),
    Row("zoom_in", "view", ("Ctrl++", "Ctrl+=")),
    Row("zoom_out", "view", ("Ctrl+-",)),
    Row("zoom_reset", "view", ("Ctrl+0",)),
    Row("skip_boilerplate", "view"),
    Row("keys", "help", ("F1",)),
    Row("about", "help"),
)

GROUPS = ("file", "edit", "decide", "go", "article", "view", "help")
"""The menus, in order."""

CHECKABLE = {"skip_boilerplate"}


def label_rows(scheme: Scheme) -> list[Row]:
    """A command for each label of the dataset, by its digit."""
    return [Row(f"label:{label.name}", "decide", (label.key,), _READ) for label in scheme.labels]


def title_of(name: str, scheme: Scheme | None = None) -> str:
    """What a command is called."""
    if name.startswith("label:"):
        label = scheme.label(name.removeprefix("label:")) if scheme else None
        return label.title[language()] if label else name
    return say(f"actions.{name}")


def build(
    window: QWidget,
    reader: QWidget,
    rows: Iterable[Row],
    called: Mapping[str, Callable[[], object]],
    scheme: Scheme | None = None,
) -> dict[str, QAction]:
    """The rows as actions that call `called[name]`; KeyError for a row that nothing answers to."""
    actions: dict[str, QAction] = {}
    for row in rows:
        home = reader if row.where is Where.READER else window
        action = QAction(title_of(row.name, scheme), home)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(inside if row.where is Where.READER else Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(row.name in CHECKABLE)
        answer = called[row.name]
        action.triggered.connect(lambda _checked=False, answer=answer: answer())
        home.addAction(action)
        actions[row.name] = action
    return actions


def key_text(keys: QKeySequence) -> str:
    """Keys as a person reads them on the keyboard, where Return is called Enter."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def shown_keys(actions: Mapping[str, QAction]) -> dict[str, str]:
    """The key of each command as a person reads it, for menus, cards and the overlay."""
    return {name: key_text(action.shortcut()) for name, action in actions.items() if not action.shortcut().isEmpty()}
