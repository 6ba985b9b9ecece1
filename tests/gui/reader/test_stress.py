"""Hundreds of random verbs, keys and clicks: what is on the screen is always what a fresh reader would show."""

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import verbs
from core.model.edit import Edit
from core.model.scheme import shipped
from core.model.span import Span
from core.verbs import Desk
from gui import theme
from gui.reader.view import ReaderView

KEYS = [
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_End,
]
MODIFIERS = [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]


def _random_edit(desk: Desk, chance: random.Random) -> Edit:
    start = chance.randrange(len(desk.article.text) - 70)
    span, mentions = Span(start, start + chance.randint(1, 60)), desk.mentions
    label = chance.choice(["OFFICIAL", "TITLE", "AGENCY", "STRANGE"])
    if not mentions:
        return verbs.annotate(desk, span, label)
    mention = chance.choice(mentions)
    return chance.choice(
        [
            lambda: verbs.accept(desk, [mention]),
            lambda: verbs.accept(desk, desk.open[:20]),
            lambda: verbs.reject(desk, mention),
            lambda: verbs.annotate(desk, span, label),
            lambda: verbs.relabel(desk, mention, label),
            lambda: verbs.move_border(desk, mention, span),
        ]
    )()


def test_a_few_hundred_random_acts(view: ReaderView, desk_of, qtbot: QtBot, qapp: QApplication) -> None:
    chance = random.Random(4)
    lines = ["Tiêu đề của bài 😀"]
    for n in range(40):
        lines += [
            "",
            f"Đoạn {n}: đồng chí Lê Văn Tám 🇻🇳, Phó Trưởng Ban Tuyên giáo Tỉnh ủy, nói về công tác. "
            * chance.randint(1, 5),
        ]
    text = "\n".join(lines)
    starts = [at for at in range(len(text)) if text.startswith("Phó Trưởng", at)]
    marks = [(at, at + 33, "TITLE") for at in starts] + [(at + 11, at + 33, "AGENCY") for at in starts]
    desk, done = desk_of(text, (), marks), list[Edit]()
    view.show_desk(desk, shipped())
    for n in range(300):
        act = chance.random()
        if act < 0.5:
            edit = done.pop().inverse if done and chance.random() < 0.3 else _random_edit(desk, chance)
            desk.layer.apply(edit)
            view.refresh(edit)
            if edit not in [d.inverse for d in done]:
                done.append(edit)
        elif act < 0.75:
            chance.choice([view.next_open, view.previous_open, view.next_mention, view.previous_mention, view.cycle])()
        elif act < 0.9:
            QTest.keyClick(view.text, chance.choice(KEYS), chance.choice(MODIFIERS))
        elif act < 0.95:
            place = QPoint(chance.randrange(view.text.width()), chance.randrange(view.text.height()))
            QTest.mouseClick(view.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
        elif act < 0.97:
            view.zoom(chance.choice([-1, 1]))
        else:
            view.set_hidden_labels(set(chance.choice([(), ("TITLE",), ("AGENCY", "STRANGE")])))
        if n % 30 == 29:
            _assert_as_shown_anew(view, desk, qtbot)


def _assert_as_shown_anew(view: ReaderView, desk: Desk, qtbot: QtBot) -> None:
    fresh = ReaderView(theme.load("light"))
    qtbot.addWidget(fresh)
    size = view.size()
    for one in (view, fresh):  # tall, since how Qt scrolls to a line depends on where it comes from by parts of a pixel
        one.resize(size.width(), 5000)
    fresh.show()
    fresh.show_desk(desk, shipped())
    fresh.set_hidden_labels(set(view._painting.hidden))
    fresh.zoom(view.zoom_steps)
    for one in (view, fresh):
        one.clear_selection()
        one.set_current(view.current, reveal=False)
        one.text.verticalScrollBar().setValue(0)
        one.text.clearFocus()
    assert fresh.strip.marks == view.strip.marks
    assert fresh.text.viewport().grab().toImage() == view.text.viewport().grab().toImage()
    fresh.close()
    view.resize(size)
