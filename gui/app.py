"""Starting the window: settings, faces, theme and language first, a dataset once the window is painted."""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from core.crash import crash_report
from core.errors import ButVangError
from core.paths import default_dataset, resources, user_data
from core.people import me
from core.store.glance import glance
from core.store.server import Target, is_url, target_of
from core.wording import say, use_language
from gui import messages, theme
from gui.dialogs.tell import tell
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.stock import AT_ONCE

Tell = Callable[[QWidget | None, str], object]
SUFFIX = ".butvang"  # a bundle, named without loading what reads it
_SOON = 1500  # milliseconds after the first dataset is open, when there is time to greet
_DATASETS = {".sqlite", ".sqlite3", ".db", SUFFIX}


class Program:
    """The one window that is open, and the dataset in it."""

    def __init__(self, app: QApplication, settings: Settings, tell: Tell = tell) -> None:
        self._app = app
        self._settings = settings
        self._tell = tell
        self.window = self._new_window()

    def glance(self, dataset: Target) -> None:
        """Show a dataset's articles before it is opened."""
        with suppress(ButVangError):  # opening it will say what is wrong
            self.window.stock.glance(*glance(dataset, me().id, AT_ONCE))

    def begin(self, dataset: Target, articles: Sequence[Path], gone: Path | None = None) -> None:
        """Open the first dataset, saying that the last one is `gone` if it is, and greet who is here for the first time.

        All that was loaded for it stays, so the garbage collector need not look at it again.
        """
        first = not self._settings.recent
        self.open(dataset, articles)
        QTimer.singleShot(_SOON, self.window, lambda: self._greet(first))
        if gone:
            self._tell(self.window, say("errors.dataset_gone", path=gone, other=dataset))
        gc.freeze()
        gc.enable()

    def open(self, dataset: Target, articles: Sequence[Path] = (), remembered: bool = True) -> None:
        """Open a dataset in the window, and add articles to it; it is among the recent ones where it is `remembered`."""
        from gui.live_session import LiveSession  # SQLAlchemy takes longer to load than the window to appear

        if isinstance(dataset, Path) and dataset.suffix == SUFFIX:
            from gui.dialogs.unpacking import unpacked

            beside = unpacked(self.window, dataset, self._tell)
            if beside is None and self.window.live:
                return
            dataset = beside or default_dataset()
        self._furnish()
        try:
            live = LiveSession(dataset)
        except ButVangError as error:
            self._tell(self.window, str(error))
            return
        if self.window.live is not None:
            self._replace_window()
            self._furnish()
        if remembered:
            self._settings.opened(dataset)
        self.window.use(live)
        if articles:
            self.window.add_articles(articles)

    def _new_window(self) -> MainWindow:
        use_language(self._settings.text("language"))
        chosen = self._settings.text("theme", "system")
        look = theme.load(theme.system_name() if chosen == "system" else chosen)
        theme.colour(self._app, look)
        window = MainWindow(self._settings, look, self._tell)
        theme.dress(self._app, look)
        window.dataset_requested.connect(self.open)
        window.rebuild_requested.connect(self._rebuild)
        window.tour_requested.connect(self._tour)
        window.show()
        return window

    def _greet(self, first: bool) -> None:
        from gui.tour_begin import greet

        greet(self.window, self._settings, first)

    def _tour(self) -> None:
        """The tour, on samples of its own."""
        from gui.tour_begin import begin_tour

        begin_tour(self, self._settings)

    def _rebuild(self) -> None:
        """The same dataset in a window of another theme or language."""
        dataset = self.window.live.session.store.path if self.window.live else None
        self._replace_window()
        self._furnish()
        if dataset:
            self.open(dataset, remembered=dataset in self._settings.recent)

    def _furnish(self) -> None:
        if not self.window.commands:
            self.window.furnish()

    def _replace_window(self) -> None:
        old = self.window
        old.save_shape()
        self.window = self._new_window()
        old.close()
        old.deleteLater()


def run(paths: Sequence[str] = (), settings: Settings | None = None) -> int:
    """Open the window on a dataset named among `paths`, else the last one, and add the articles named; the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Bút Vàng")
    app.setDesktopFileName("butvang")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "butvang.png")))
    sys.excepthook = _report
    settings = settings or Settings()
    messages.install(app)
    program = Program(app, settings)
    servers = [target_of(p) for p in paths if is_url(p)]
    named = [Path(p) for p in paths if not is_url(p)]
    articles = [p for p in named if p.suffix.lower() not in _DATASETS]
    datasets = [*servers, *(p for p in named if p.suffix.lower() in _DATASETS)]
    dataset = datasets[0] if datasets else next(iter(settings.recent), default_dataset())
    gone = None if datasets else settings.gone
    program.glance(dataset)
    app.processEvents()  # paints: what opens the dataset takes longer to load than the window to appear
    QTimer.singleShot(0, lambda: program.begin(dataset, articles, gone))
    return app.exec()


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no one foresaw: keep the details in a file that the user may send, and say so instead of a traceback."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    path = user_data() / "reports" / f"{datetime.now():%Y-%m-%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(crash_report(error), "utf-8")
    except OSError:
        sys.__excepthook__(kind, error, trace)
    tell(QApplication.activeWindow(), say("errors.unforeseen", path=path))
