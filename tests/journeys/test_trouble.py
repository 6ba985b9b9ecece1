"""A day on which things go wrong: a file without end, work that was interrupted, letters that deceive, a fault of ours."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from core.model.article import State
from core.reading import within
from core.store.begun import unfinished
from core.text.odd import MARK
from core.wording import say
from core.workers import Limits
from gui import app as program

ROOT = Path(__file__).parents[2]
TEXT = "Chiều 28/7/2021, Sở Y tế tỉnh Lào Cai họp về công tác phối hợp."

KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from core.model.article import State
    from core.people import me
    from core.review.states import move
    from core.store.store import Store

    ids = [bytes.fromhex(id) for id in sys.argv[2].split(",")]
    for step in move(Store(Path(sys.argv[1])), me().id, me().id, ids, State.DONE):
        if step.done == 2:
            os.kill(os.getpid(), signal.SIGKILL)
""")


def _left(person) -> bool:
    """Whether something interrupted has not been decided about."""
    session = person.window.live.session
    return bool(unfinished(session.store, session.annotator.id))


def _answer(button: str) -> None:
    """Press a button of the question, whenever it comes."""
    asked = QApplication.activeModalWidget()
    found = [each for each in asked.findChildren(QPushButton) if each.text() == button] if asked else []
    found[0].click() if found else QTimer.singleShot(20, lambda: _answer(button))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
@pytest.mark.timeout(200)
def test_a_file_that_takes_too_long_is_named_and_the_window_lives_on(
    person, write: Callable, monkeypatch: pytest.MonkeyPatch
):
    read_all = within.read_all
    monkeypatch.setattr(
        "core.batch.read_all", lambda paths, encoding=None: read_all(paths, 1, encoding, Limits(seconds=4.0))
    )
    endless = write("không hết.html", f"<p>{TEXT}</p>" * 200_000)  # a real page, only longer than the limit allows
    person.start(endless, write("bài.txt", TEXT))
    assert any("không hết.html" in told and "4" in told for told in person.told), person.told
    assert person.text == TEXT
    person.press("Tab", "Return")
    assert person.accepted()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.timeout(120)
@pytest.mark.parametrize(("answer", "done"), [("keep", 2), ("take_back", 0)])
def test_work_that_was_interrupted_is_asked_about_once(person, write: Callable, answer: str, done: int):
    person.start(*(write(f"{n}.txt", f"Bài {n}. {TEXT}") for n in range(4)))
    ids = [id.hex() for id in person.window.stock.ids]
    person.stop()
    command = [sys.executable, "-c", KILLED, str(person.dataset), ",".join(ids)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    _answer(say(f"unfinished.{answer}"))
    person.start()
    until = time.monotonic() + 30
    while _left(person) and time.monotonic() < until:
        QApplication.processEvents()
    person.wait()
    store, who = person.window.live.session.store, person.window.live.session.annotator.id
    assert unfinished(store, who) == []
    cards = [store.layer(bytes.fromhex(id), who).card for id in ids]
    assert sum(card.state is State.DONE for card in cards) == done


def test_what_deceives_the_eye_is_shown(person, write: Callable):
    text = "Sở\u200b Y tế và ông \u0410n \u202eđọc ngược\u202c."
    person.start(write("lạ.txt", text))
    assert person.text == text  # as it was written
    assert person.window.reader.text.toPlainText().count(MARK) == 3
    assert "4" in person.window.status._encoding.text()
    person.press("Ctrl+A", "Ctrl+C")
    assert QApplication.clipboard().text() == text


def test_a_fault_of_ours_leaves_a_report_that_may_be_sent(person, samples: Path, monkeypatch: pytest.MonkeyPatch):
    person.start(samples)
    told = []
    monkeypatch.setattr(program, "tell", lambda _window, text: told.append(text))
    words = person.text
    try:
        raise RuntimeError(f"postgresql://hoa:bí-mật@máy/gold {words}")
    except RuntimeError as error:
        program._report(type(error), error, error.__traceback__)
    (report,) = (person.folder / "data" / "butvang" / "reports").iterdir()
    assert str(report) in told[0]
    said = report.read_text("utf-8")
    assert "test_trouble.py" in said and words[200:260] not in said
    assert "hoa:***@" in said
