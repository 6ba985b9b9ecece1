"""Long work off the main thread: a generator of core, run step by step with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal


class Job(QObject):
    """One generator in the thread pool. Signals arrive on the main thread; `ended` comes exactly once."""

    progressed = Signal(object)
    """A `Step`."""

    ended = Signal(object)
    """None, or the exception that ended the work."""

    def __init__(self, name: str, work: Callable[[], Iterator[object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._work = work
        self._cancelled = False

    def start(self, pool: QThreadPool) -> None:
        """Queue the work, once what is shown now is painted."""
        QTimer.singleShot(0, self, lambda: self.ended.emit(None) if self._cancelled else pool.start(self._run))

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop after the step under way; what was done stays done."""
        self._cancelled = True

    def _run(self) -> None:
        error: Exception | None = None
        try:
            for step in self._work():
                self.progressed.emit(step)
                if self._cancelled:
                    break
        except Exception as caught:
            error = caught
        self.ended.emit(error)
