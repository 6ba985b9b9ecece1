"""The tour: ten small things done on the samples, each told by a card that goes on when the person has done it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from core.paths import user_cache
from core.wording import say
from gui.dialogs.overlay import Overlay
from gui.tour_card import Card

if TYPE_CHECKING:
    from core.model.edit import Edit
    from gui.main_window import MainWindow

_DIGITS = ("1", "2", "…", "6")
_LOOK = 150  # milliseconds between two looks at what the person has done


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the commands that it is about, the first being shown by its key, and what shows that it was done.

    `edits` are names of edits one of which must have been written; where there are none, it is enough that a command was
    called and what it opened is closed again. `where` finds the part of the window that the card points at.
    """

    name: str
    commands: tuple[str, ...]
    edits: frozenset[str] = frozenset()
    where: Callable[[MainWindow], QWidget | None] = lambda window: None


STEPS: tuple[Step, ...] = (
    Step("next", ("next_open",), where=lambda w: w.reader),
    Step("accept", ("accept",), frozenset({"accept"}), where=lambda w: w.inspector),
    Step("reject", ("reject",), frozenset({"reject", "delete"})),
    Step("undo", ("undo",), frozenset({"undo"})),
    Step("relabel", (), frozenset({"relabel", "annotate", "accept"}), where=lambda w: w.inspector),
    Step("border", ("end_right", "end_left", "start_left", "start_right"), frozenset({"move_border"})),
    Step("mark", (), frozenset({"annotate"})),
    Step("same", ("same",)),
    Step("date", ("set_published",), where=lambda w: w.status),
    Step("find", ("palette",), where=lambda w: w.top),
    Step("done", ("accept_all", "done_next"), frozenset({"done"}), where=lambda w: w.library),
)


class Tour(QObject):
    """A walk through the steps in a window whose dataset holds the samples; goes away with the window."""

    ended = Signal(bool)
    """It is over: True at its end, False where the person left it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        assert window.live is not None
        self._window = window
        self._at = -1
        self._called = False
        self._wrote: set[str] = set()
        self._watched: list[object] = []
        self.card = Card(window, window.theme)
        self._esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, self.leave)
        window.live.changed.connect(self._heard)
        window.live.travelled.connect(self._undone)
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._check)
        self.go_on()

    @property
    def step(self) -> Step | None:
        """What is to be done now; None at the end."""
        return STEPS[self._at] if 0 <= self._at < len(STEPS) else None

    def go_on(self) -> None:
        """Tell the next step, or that it is over."""
        self._unwatch()
        self._at += 1
        self._called = False
        self._wrote.clear()
        if self.step is None:
            self._look.stop()
            self.card.say(say("tour.end_title"), say("tour.end", manual=self._window.keys["manual"]))
            self.card.offer((say("tour.back"), "primary", partial(self._finish, True)))
            self.card.point(None)
            return
        step = self.step
        keys = [self._window.keys[name] for name in step.commands]
        named = {f"key{n if n > 1 else ''}": key for n, key in enumerate(keys, 1)}
        far = say("tour.count", at=self._at + 1, all=len(STEPS))
        self.card.say(say(f"tour.{step.name}_title"), say(f"tour.{step.name}", **named), far, keys or _DIGITS)
        self.card.offer((say("tour.leave"), "flat", self.leave), (say("tour.skip"), "flat", self.go_on))
        self.card.point(step.where(self._window))
        for name in step.commands:
            action = self._window.commands[name]
            self._watched.append((action, action.triggered.connect(self._was_called)))
        self._look.start()

    def leave(self) -> None:
        """Leave the tour, wherever it is."""
        self._finish(self.step is None)

    def _finish(self, whole: bool) -> None:
        self._look.stop()
        self._unwatch()
        self._esc.setEnabled(False)
        self.card.end()
        self.ended.emit(whole)

    def _unwatch(self) -> None:
        for action, connection in self._watched:  # pyright: ignore[reportGeneralTypeIssues]
            action.triggered.disconnect(connection)
        self._watched.clear()

    def _heard(self, edit: Edit) -> None:
        self._wrote.add(edit.name)

    def _undone(self, _edit: Edit) -> None:
        self._wrote.add("undo")

    def _was_called(self) -> None:
        self._called = True

    def _check(self) -> None:
        step = self.step
        if step is None:
            return
        if step.edits:
            done = bool(step.edits & self._wrote)
        else:
            covered = QApplication.activeModalWidget() or next(self._overlays(), None)
            done = self._called and not covered
        if done:
            self.go_on()

    def _overlays(self) -> Iterator[Overlay]:
        return (overlay for overlay in self._window.findChildren(Overlay) if overlay.isVisible())


def practice_dataset(open_now: object = None) -> Path:
    """An empty place for the tour's dataset; what an earlier tour left there is gone, unless it is `open_now`."""
    folder = user_cache() / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    path = next(p for p in (folder / "lam-thu.sqlite", folder / "lam-thu-2.sqlite") if p != open_now)
    for old in folder.glob(f"{path.name}*"):
        old.unlink()
    return path
