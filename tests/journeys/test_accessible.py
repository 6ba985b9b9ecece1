"""What a screen reader is told: every part that takes the keyboard has a name, in the window and in what opens over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from core.model.annotation import Annotation
from core.model.span import Span
from gui import actions
from gui.dialogs.about import AboutDialog
from gui.dialogs.ask_open import AskOpen
from gui.dialogs.change_keys import Bound, ChangeKeys
from gui.dialogs.date import DateDialog
from gui.dialogs.note import NoteDialog
from gui.dialogs.overlay import Overlay
from gui.dialogs.province import ProvinceDialog
from gui.dialogs.rules import RulesDialog
from gui.dialogs.value import ValueDialog

ARTICLE = "Tỉnh ủy Lào Cai họp giao ban\n\nĐồng chí Lý Văn Sơn, Giám đốc Sở Nội vụ báo cáo ngày 3/5/2021.\n"


def parts(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything below, that is shown."""
    for number in range(min(root.childCount(), 200)):
        child = root.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            yield from parts(child)


def nameless(widget: QWidget) -> list[str]:
    root = QAccessible.queryAccessibleInterface(widget)
    found = []
    for part in parts(root):
        one = part.object()
        if part.state().focusable and isinstance(one, QWidget) and not part.text(QAccessible.Text.Name):
            found.append(f"{type(one).__name__} {one.objectName()} in {type(one.parent()).__name__}")
    return found


def test_the_window_and_its_overlays(person, samples: Path):
    person.start(samples / "yen-bai-ky-ket-dan-van.txt")
    window = person.window
    person.press("Tab", "F4")
    person.wait()
    assert nameless(window) == []
    for keys in ("G", "Ctrl+F1", "Ctrl+K"):
        person.press(keys)
        person.wait()
        assert nameless(window) == []
        for overlay in window.findChildren(Overlay):
            overlay.end()
        person.wait()
    person.press("Ctrl+R")
    person.wait()
    assert nameless(window) == []
    person.press("Ctrl+R", "Shift+F1")
    person.wait()
    assert nameless(window) == []
    assert QAccessible.queryAccessibleInterface(window.reader.text).text(QAccessible.Text.Name)


@pytest.mark.parametrize(
    "make",
    [
        lambda: AboutDialog(None),
        lambda: AskOpen(None, 3),
        lambda: ChangeKeys(None, [Bound("accept", "Nhận", ("Return",))], {}, actions.key_text),
        lambda: DateDialog(None),
        lambda: NoteDialog(None, ""),
        lambda: ProvinceDialog(None, [("la", "Lào Cai")]),
        lambda: RulesDialog(None, None, tuple, lambda _rule: None),
        lambda: ValueDialog(None, Annotation(b"", b"", b"", b"", Span(0, 4), "DATE", value="2021"), "2021", None),
    ],
    ids=["about", "open", "keys", "date", "note", "province", "rules", "value"],
)
def test_the_small_windows(qtbot, make: Callable[[], QWidget]):
    small = make()
    qtbot.addWidget(small)
    small.show()
    assert nameless(small) == []
    assert small.windowTitle()
