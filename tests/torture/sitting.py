"""The victim of `torture`: a real window offscreen at which somebody works by keys without end, telling what it shows.

One line of JSON for each change that has been painted: the journal's last number, the open article, and the items of its
layer as the window has them (id and revision). The first line is what a restart came back to.
"""

import json
import os
import random
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from core.store import tables
from gui.app import Program
from gui.settings import Settings

KEYS = (
    *["Return"] * 12, "Del", "Del", "Tab", "Tab", "Shift+Tab", "]", "[", "}", "1", "2", "3", "4",
    "Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "?", "Ctrl+D", "Ctrl+PgDown", "Ctrl+PgUp",
)  # fmt: skip
"""As a person works: mostly agreeing."""

TURNING = ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+D", "Ctrl+PgDown", "Ctrl+PgUp")
"""What may go to another article: told before, for a kill may come between the turn and its telling."""


def main(folder: str, seed: str) -> None:
    """Work until killed."""
    chance = random.Random(int(seed))
    app = QApplication(sys.argv[:1])
    settings = Settings(Path(folder))
    program = Program(app, settings, lambda _window, text: sys.exit(text))
    program.open(Path(folder) / "gold.sqlite")
    window = program.window
    app.processEvents()
    shown = None
    while True:
        live = window.live
        assert live
        app.processEvents()  # paints
        if live.desk is not None:
            state = live.desk.article.id.hex(), {i.id.hex(): i.rev.hex() for i in live.desk.layer.items}
            if state != shown:
                shown = state
                with live.session.store.engine.connect() as db:
                    number = db.scalar(select(func.max(tables.journal.c.seq)))
                print(json.dumps({"seq": number, "article": state[0], "items": state[1]}), flush=True)
        if chance.random() < 0.1:
            for _ in range(chance.randrange(1, 9)):
                QTest.keySequence(window.reader.text, QKeySequence("Shift+Right"))
        key = chance.choice(KEYS)
        if key in TURNING:
            print(json.dumps({"turning": key}), flush=True)
        QTest.keySequence(window.reader.text, QKeySequence(key))


if __name__ == "__main__":
    main(*sys.argv[1:])
