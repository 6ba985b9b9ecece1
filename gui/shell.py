"""What the window's first paint shows: bars, menus by name, the library; the rest follows when that is on the screen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from core.errors import ResourceError
from gui import actions, key_file
from gui.library.panel import LibraryPanel
from gui.menus import Menus
from gui.panels import Panels
from gui.review.places import Places
from gui.settings import Settings
from gui.statusbar import StatusBar
from gui.stock import Stock
from gui.theme import Theme
from gui.topbar import TopBar

_FRAME = 40  # pixels that the system's own frame takes of the height
_REST = 700  # milliseconds without a move before the place is remembered


class Shell(QMainWindow):
    """A window without an article."""

    rebuild_requested = Signal()
    """The theme or the language was changed in the settings."""

    dataset_requested = Signal(object)
    """Another dataset is to be opened: its Path."""

    tour_requested = Signal()
    """The tour is to be taken: on a dataset of its own, which is opened for it."""

    def __init__(self, settings: Settings, theme: Theme, tell: Callable[[QWidget, str], object]) -> None:
        """`tell(window, text)` shows what went wrong."""
        super().__init__()
        self._tell = tell
        self.theme = theme
        self._settings = settings
        self._answers: dict[str, Callable[[], object]] = {}
        self._all_answers = False
        self.commands: dict[str, QAction] = {}
        self.own_keys, wrong = _own_keys()
        self._rows: Sequence[actions.Row] = actions.with_own_keys(actions.ROWS, self.own_keys)
        self.keys = actions.Keys(self._rows)
        self.menus = Menus(self, settings)
        self.top = TopBar(theme, self.keys)
        self.library = LibraryPanel(theme, lambda ids: self.stock.rows(ids), self.keys)
        self.status = StatusBar(theme, self.keys)
        self.stock = Stock(self.library, self.status)
        self.panels = Panels(self.library)
        self.side = self.panels.side
        self.places = Places()
        self.places.add_reading(self.panels)
        self.rest = QTimer(self, singleShot=True, interval=_REST)
        self._place()
        if wrong:
            QTimer.singleShot(0, self, lambda: self.tell(wrong))

    def rows(self) -> Sequence[actions.Row]:
        """Every command as a row, with the user's keys."""
        return self._rows

    @property
    def settings(self) -> Settings:
        """What is remembered between two starts."""
        return self._settings

    def tell(self, text: str) -> None:
        """Show what went wrong."""
        self._tell(self, text)

    def save_shape(self) -> None:
        """Remember the window's place and the panels' widths."""
        self._settings.keep("geometry", self.saveGeometry())
        self._settings.keep("splitter", self.panels.saveState())

    def showEvent(self, event: QShowEvent) -> None:
        """A window that was left on a larger screen, or was wider before it had its clothes on, fits this one."""
        super().showEvent(event)
        room = self.screen().availableGeometry()
        if not self.isMaximized() and (self.width() > room.width() or self.height() > room.height()):
            layout = self.layout()
            assert layout
            layout.activate()
            self.resize(min(self.width(), room.width()), min(self.height(), room.height() - _FRAME))
            self.move(room.topLeft())

    def _place(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.top, self.places, self.status):
            layout.addWidget(widget, widget is self.places)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width()), min(900, room.height() - _FRAME))
        self.restoreGeometry(self._settings.shape("geometry"))
        self.panels.restoreState(self._settings.shape("splitter"))


def _own_keys() -> tuple[dict[str, tuple[str, ...]], str]:
    """The user's keys, and what is wrong with their file."""
    try:
        return key_file.load(), ""
    except ResourceError as error:
        return {}, str(error)
