"""The menu bar: every command with its key, and the choices of dataset, theme and language."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from core.store.server import Target
from core.wording import LANGUAGES, language, say
from gui import theme
from gui.actions import GROUPS, ROWS
from gui.settings import READING, Settings


class Menus:
    """The menus of one window: titles at first, for the window's first paint, then commands."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        self._window = window
        self._settings = settings
        self._by_group = {group: window.menuBar().addMenu(say(f"actions.menu_{group}")) for group in GROUPS}

    def fill(self, commands: Mapping[str, QAction]) -> None:
        """Put the commands into the menus."""
        self._commands = commands
        for group, menu in self._by_group.items():
            menu.addActions([commands[row.name] for row in ROWS if row.group == group])
        self._recent = QMenu(say("actions.menu_recent"), self._window)
        self._by_group["file"].insertMenu(commands["open_files"], self._recent)
        for before in ("open_files", "import_layers", "quit"):
            self._by_group["file"].insertSeparator(commands[before])

    def add_labels(self, labels: Collection[QAction]) -> None:
        """Put the dataset's labels at the heads of their menus."""
        for group, kind in (("decide", "label:"), ("view", "show:")):
            first = self._by_group[group].actions()[0]
            self._by_group[group].insertActions(first, [x for x in labels if x.objectName().startswith(kind)])
            self._by_group[group].insertSeparator(first)

    def set_history(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; empty names grey them."""
        for name, edit in (("undo", undo), ("redo", redo)):
            named = say(f"actions.{name}_named", name=say(f"edits.{edit}")) if edit else say(f"actions.{name}")
            self._commands[name].setText(named)
            self._commands[name].setEnabled(bool(edit))

    def set_recent(self, chosen: Callable[[Target], object], current: Target) -> None:
        """List the recent datasets but for the one that is open."""
        self._recent.clear()
        for path in self._settings.recent:
            if path != current:
                name = f"{path.stem} — {path.parent}" if isinstance(path, Path) else f"{path.name} — {path}"
                self._recent.addAction(name, lambda p=path: chosen(p))
        self._recent.setEnabled(not self._recent.isEmpty())

    def add_choices(self, changed: Callable[[str, str], object]) -> None:
        """Add the choices of theme and language; `changed(setting, value)` is called for a new one."""
        view = self._by_group["view"]
        themes = ["system", *theme.names()]
        self._choice(view, "theme", themes, self._settings.text("theme", "system"), changed)
        self._choice(view, "language", list(LANGUAGES), language(), changed)
        for name, values in READING.items():
            self._choice(view, name, list(values), self._settings.text(name, next(iter(values))), changed)

    def _choice(
        self, menu: QMenu, name: str, values: list[str], now: str, changed: Callable[[str, str], object]
    ) -> None:
        sub = menu.addMenu(say(f"actions.menu_{name}"))
        group = QActionGroup(sub)
        for value in values:
            action = sub.addAction(say(f"actions.{name}_{value}"))
            action.setCheckable(True)
            action.setChecked(value == now)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, value=value: changed(name, value))
