"""`make run`: the window on the project's own samples; where there is no display, the same job offscreen.

Offscreen it opens the samples, lets the detectors run, corrects the first article with the keys that a person would press,
marks it done, exports, and says where it left the dataset, the export and a picture of the window.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from core.paths import resources
from core.wording import say, use_language

_OUT = Path("out")
_LOOK = ("Tab", *["Return"] * 8)
_DAY = ("Tab", "Return", "Return", "Return", "Del", "Return", "]", "[", "Return", "Return", "2", "Ctrl+Z", "Return")


def main() -> int:
    """Run with or without a display; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", type=Path, help="only make a picture of the window, as in the README")
    parser.add_argument("--theme", default="light")
    wish = parser.parse_args()
    if wish.picture is None and _has_display():
        from gui.app import run

        return run([str(_OUT / "mau.sqlite"), str(resources() / "samples")])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _offscreen(wish.picture, wish.theme)


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _offscreen(picture: Path | None, theme: str) -> int:
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from core.exchange.export import choose, export
    from core.exchange.format import Options
    from core.exchange.registry import format_named
    from core.store.dataset_io import Selection
    from gui.app import Program
    from gui.settings import Settings

    qInstallMessageHandler(lambda _kind, _where, text: None if "propagateSizeHints" in text else print(text))  # noqa: T201
    use_language("vi")
    out = picture.parent if picture else _OUT
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        app = QApplication(sys.argv[:1])
        settings = Settings(Path(scratch))
        settings.keep("theme", theme)
        settings.keep("language", "vi")
        program = Program(app, settings, lambda _window, text: sys.exit(text))
        dataset = Path(scratch, "mau.sqlite") if picture else out / "mau.sqlite"
        program.open(dataset, [resources() / "samples"])
        window = program.window
        until = time.monotonic() + 120
        while window.filing.busy and time.monotonic() < until:
            app.processEvents()
            time.sleep(0.005)
        for key in _LOOK if picture else _DAY:
            QTest.keySequence(window.reader.text, QKeySequence(key))
        app.processEvents()
        shot = picture or out / "window.png"
        window.resize(1440, 900)
        QTest.qWait(300)  # panels come up to date when nothing else is to be done
        window.grab().save(str(shot))
        if picture:
            window.close()
            return 0
        assert window.live is not None
        window.live.finish()
        store = window.live.session.store
        target = out / "mau.jsonl"
        for _ in export(store, format_named("jsonl"), target, Selection(choose(store)), Options()):
            pass
        done = sum(p.done for p in window.live.session.shelf.progress())
        total = sum(p.total for p in window.live.session.shelf.progress())
        window.close()
    for line in ("offscreen", "dataset", "export", "picture"):
        paths = {"dataset": dataset.resolve(), "export": target.resolve(), "picture": shot.resolve()}
        print(say(f"demo.{line}", path=paths.get(line, ""), done=done, total=total))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
