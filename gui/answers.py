"""What the commands of the window itself call: files, datasets, undo, panels, zoom, the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog

from core import verbs
from core.batch import export_to, import_layers, train_tagger
from core.exchange.export import choose
from core.exchange.registry import READERS as LAYER_READERS
from core.learning import is_on, kept
from core.paths import default_dataset
from core.reading.registry import SUFFIXES
from core.store.dataset_io import layers
from core.wording import language, say
from gui import actions, keeping, key_file
from gui.article_actions import ArticleActions
from gui.dialogs.about import AboutDialog
from gui.dialogs.change_keys import Bound, ChangeKeys
from gui.dialogs.columns import columns_known
from gui.dialogs.export import ExportDialog
from gui.dialogs.keys import KeyGroup, KeysOverlay
from gui.dialogs.server import ServerDialog
from gui.dialogs.tagger import TaggerChoice, TaggerDialog
from gui.dialogs.value import ValueDialog
from gui.finding import open_palette, open_search
from gui.likewise import Likewise
from gui.topbar import COMPARE, READ, REVIEW
from gui.tour_help import helping

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_VALUED = ("DATE", "DOCUMENT")
_PLACES = {READ: actions.Where.READER, REVIEW: actions.Where.REVIEW, COMPARE: actions.Where.COMPARE}


def without_dataset(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands call that need no dataset."""
    return {
        "new_dataset": partial(_new_dataset, window),
        "open_dataset": partial(_open_dataset, window),
        "quit": window.close,
        **helping(window),
        "about": lambda: AboutDialog(window).exec(),
    }


def answers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What each command of the window calls, once a dataset is open."""
    live, reader = window.live, window.reader
    assert live is not None
    return without_dataset(window) | {
        "open_server": partial(_open_server, window),
        "open_files": partial(_open_files, window),
        "open_folder": partial(_open_folder, window),
        "import_layers": partial(_import_layers, window),
        "export": partial(_export, window),
        "next_panel": lambda: window.panels.next_panel(1),
        "previous_panel": lambda: window.panels.next_panel(-1),
        "find": window.library.focus_search,
        "search": partial(open_search, window),
        "palette": partial(open_palette, window),
        "keys": partial(_keys, window),
        "guide": window.show_guide,
        "change_keys": partial(_change_keys, window),
        "zoom_in": lambda: reader.zoom(1),
        "zoom_out": lambda: reader.zoom(-1),
        "zoom_reset": reader.zoom_reset,
        "skip_boilerplate": lambda: reader.set_skip_boilerplate(window.commands["skip_boilerplate"].isChecked()),
        "codes": lambda: reader.set_codes(window.commands["codes"].isChecked()),
        **{f"show:{label.name}": lambda: _layers(window) for label in live.session.scheme.labels},
        "note": lambda: _note(window),
        "value": lambda: _value(window),
        "tagger": partial(_tagger, window),
        **ArticleActions(window, live).calls(),
        **Likewise(window, live).calls(),
        **window.recording.calls(),
        **keeping.answers(window),
    }


def _layers(window: MainWindow) -> None:
    """Show the labels whose commands are checked."""
    rows = [row for row in window.rows() if row.name.startswith("show:")]
    hidden = {row.name.removeprefix("show:") for row in rows if not window.commands[row.name].isChecked()}
    window.reader.set_hidden_labels(hidden)


def _note(window: MainWindow) -> None:
    if window.editing.decided():
        window.inspector.edit_note()


def _value(window: MainWindow) -> None:
    """Set the value of the current date or document by hand."""
    live, current = window.live, window.reader.current
    desk = live.desk if live else None
    if live is None or desk is None or current is None:
        return
    if current.label not in _VALUED:
        window.status.say(say("status.no_value"))
        return
    annotation = window.editing.decided()
    if annotation is None:
        return
    dialog = ValueDialog(window, annotation, annotation.span.of(desk.article.text), desk.card.published)
    if dialog.exec():
        live.do(verbs.set_value(desk, annotation, dialog.value, dialog.mod, dialog.calendar))


def _new_dataset(window: MainWindow) -> None:
    name, _ = QFileDialog.getSaveFileName(window, say("files.new_dataset"), "", say("files.datasets"))
    if name:
        path = Path(name)
        window.dataset_requested.emit(path if path.suffix else path.with_suffix(".sqlite"))


def _open_server(window: MainWindow) -> None:
    dialog = ServerDialog(window)
    if dialog.exec() and dialog.target:
        window.dataset_requested.emit(dialog.target)


def _open_dataset(window: MainWindow) -> None:
    name, _ = QFileDialog.getOpenFileName(window, say("files.open_dataset"), "", say("files.openable"))
    if name:
        window.dataset_requested.emit(Path(name))


def _open_files(window: MainWindow) -> None:
    suffixes = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    kinds = f"{say('files.articles')} ({suffixes})"
    names, _ = QFileDialog.getOpenFileNames(window, say("files.open_files"), "", kinds)
    if names:
        window.add_articles(Path(name) for name in names)


def _open_folder(window: MainWindow) -> None:
    name = QFileDialog.getExistingDirectory(window, say("files.open_folder"))
    if name:
        window.add_articles([Path(name)])


def _import_layers(window: MainWindow) -> None:
    suffixes = " ".join(f"*{suffix}" for suffix in LAYER_READERS)
    kinds = f"{say('files.layers')} ({suffixes})"
    name, _ = QFileDialog.getOpenFileName(window, say("files.import_layers"), "", kinds)
    if name and window.live:
        session = window.live.session
        chosen = Path(name)
        if not columns_known(window, [chosen]):
            return
        path = chosen.parent if chosen.suffix == ".ann" else chosen  # brat's files are a folder of them
        window.filing.run("importing_layers", lambda: import_layers(session.store, session.annotator, [path]))


def _export(window: MainWindow) -> None:
    if window.live is None:
        return
    session = window.live.session
    path = session.store.path
    beside = path if isinstance(path, Path) else default_dataset().with_name(path.name)
    labels = [(label.name, label.title[language()]) for label in session.store.scheme().labels]
    wish = ExportDialog(beside, window, layers(session.store), labels).wish()
    if wish:
        wanted = wish.format, wish.target, wish.selection, wish.layers, wish.split
        window.filing.run("exporting", lambda: export_to(session.store, *wanted))


def _tagger(window: MainWindow) -> None:
    live = window.live
    if live is None:
        return
    store, scheme = live.session.store, live.session.scheme
    dialog = TaggerDialog(window, scheme, kept(store), is_on(store))
    if not dialog.exec():
        return
    if dialog.choice is TaggerChoice.TRAIN:
        window.filing.run("training", lambda: train_tagger(store, choose(store)))
        window.filing.job_ended.connect(lambda _said: _tagger(window), Qt.ConnectionType.SingleShotConnection)
    else:
        live.switch_tagger(dialog.choice is TaggerChoice.ON)
        window.filing.detect()


def _keys(window: MainWindow) -> None:
    """The keys that work where one is."""
    here = {actions.Where.WINDOW, _PLACES[window.places.place]}
    groups = []
    for group in actions.GROUPS:
        rows = [row for row in window.rows() if row.group == group and row.where in here]
        lines = [(window.commands[row.name].text(), _all_keys(window.commands[row.name])) for row in rows]
        groups.append(KeyGroup(say(f"actions.menu_{group}").replace("&", ""), lines))
    KeysOverlay(window, window.theme, groups).open()


def _change_keys(window: MainWindow) -> None:
    shipped = (*actions.label_rows(window.live.session.scheme), *actions.ROWS) if window.live else actions.ROWS
    bound = [Bound(row.name, window.commands[row.name].text().replace("&", ""), row.keys, row.where) for row in shipped]
    dialog = ChangeKeys(window, bound, window.own_keys, actions.key_text)
    if dialog.exec() and dialog.chosen != window.own_keys:
        try:
            key_file.save(dialog.chosen)
        except OSError as error:
            window.tell(str(error))
            return
        window.rebuild_requested.emit()


def _all_keys(action: QAction) -> list[str]:
    """The key and its alternative."""
    keys = list(dict.fromkeys(actions.key_text(QKeySequence(key)) for key in action.shortcuts()))
    return [*keys[:1], *keys[1:][-1:]]  # what is between differs by the part of the keyboard alone
