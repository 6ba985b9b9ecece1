"""Starting: nothing is imported before it is needed, for that is what is measured."""

import time

WINDOW = 1440, 900


def start_empty(began: str) -> dict[str, float]:
    """An empty window: from the start of the process to its first paint, in milliseconds. `began` is on the system's clock."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])

    class Window(QMainWindow):
        painted = 0.0

        def paintEvent(self, event: object) -> None:
            self.painted = self.painted or time.monotonic()
            app.quit()

    window = Window()
    window.resize(*WINDOW)
    window.show()
    app.exec()
    return {"painted": (window.painted - float(began)) * 1000}


def start(began: str, dataset: str) -> dict[str, float]:
    """The program with a dataset: to its first paint with the library's rows, and until a decision could be made."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from core.cli import main as program
    from gui import app as starter

    figures: dict[str, float] = {}

    class Watch(QObject):
        """Takes the time when the round of painting is over in which something was shown: its own event comes after."""

        def __init__(self, watched: QWidget, *shown: str) -> None:
            super().__init__(watched)
            self._shown = shown
            watched.installEventFilter(self)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self.there():
                watched.removeEventFilter(self)
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
            return False

        def event(self, event: QEvent) -> bool:
            if event.type() != QEvent.Type.User:
                return super().event(event)
            for name in self._shown:
                figures.setdefault(name, (time.monotonic() - float(began)) * 1000)
            if "ready" in figures:
                QApplication.quit()
            return True

        def there(self) -> bool:
            return True

    class Rows(Watch):
        def there(self) -> bool:
            return any(w.library.articles.model().rowCount() for w in windows)

    class Ready(Watch):
        def there(self) -> bool:
            return any(w.live is not None and w.live.desk is not None for w in windows)

    class Watched(starter.MainWindow):
        """The window, with who watches it."""

        def __init__(self, *parts: object) -> None:
            super().__init__(*parts)  # pyright: ignore[reportArgumentType]
            windows.append(self)
            Watch(self, "painted")
            Rows(self.library.articles.viewport(), "rows")

        def furnish(self) -> None:
            super().furnish()
            Ready(self.reader.text.viewport(), "ready")

    windows: list[Watched] = []
    starter.MainWindow = Watched  # pyright: ignore[reportPrivateImportUsage]
    program(["open", dataset])
    for window in windows:
        window.close()
    return figures
