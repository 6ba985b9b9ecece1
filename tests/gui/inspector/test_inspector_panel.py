"""The inspector shows the current mention and follows the edits; what is pressed in it is asked for."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core import verbs
from core.model.annotation import Annotation
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import AGREEMENT, Record
from core.model.scheme import shipped
from core.verbs import Desk, Mention
from gui.inspector.label_keys import LabelButton
from gui.inspector.mention_list import MentionList
from gui.inspector.panel import InspectorPanel
from gui.parts.facts import FactRows

Apply = Callable[[Edit], Edit]


def one(desk: Desk, label: str) -> Mention:
    return next(m for m in desk.mentions if m.label == label)


def words(inspector: InspectorPanel) -> str:
    """All that is on it."""
    QApplication.processEvents()
    labels = [w.text() for w in inspector.findChildren(QLabel) if w.isVisible()]
    facts = [w.accessibleName() for w in inspector.findChildren(FactRows) if w.isVisible()]
    return "\n".join(labels + facts)


def rows(inspector: InspectorPanel) -> list[str]:
    view = inspector.findChild(MentionList)
    assert view is not None
    model = view.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def test_without_a_current_mention_it_says_what_to_press(inspector: InspectorPanel) -> None:
    assert "Chưa chọn mục nào" in words(inspector)


def test_a_suggestion_shows_what_it_is_and_how_sure_the_detector_was(inspector: InspectorPanel, desk: Desk) -> None:
    inspector.set_current(one(desk, "TITLE"))
    shown = words(inspector)
    assert "Chức vụ · gợi ý" in shown
    assert "Trưởng Ban Tuyên giáo Tỉnh ủy" in shown
    assert "0,90" in shown
    assert "bên trong: Ban Tuyên giáo Tỉnh ủy" in shown
    assert "Trần Thị Lụa" in shown, "who holds the post"


def test_an_inner_mention_says_what_it_lies_in(inspector: InspectorPanel, desk: Desk) -> None:
    inspector.set_current(one(desk, "AGENCY"))
    assert "nằm trong: Trưởng Ban Tuyên giáo Tỉnh ủy" in words(inspector)


def test_a_date_is_said_in_words(inspector: InspectorPanel, desk: Desk) -> None:
    inspector.set_current(one(desk, "DATE"))
    assert "chiều 28/7" in words(inspector)


def test_an_accepted_suggestion_stays_current_as_a_decision(
    inspector: InspectorPanel, desk: Desk, apply: Apply
) -> None:
    inspector.set_current(one(desk, "DATE"))
    inspector.refresh(apply(verbs.accept(desk, [one(desk, "DATE")])))
    assert "Thời gian · đã nhận" in words(inspector)


def test_a_moved_border_keeps_the_annotation_current(inspector: InspectorPanel, desk: Desk, apply: Apply) -> None:
    inspector.refresh(apply(verbs.accept(desk, [one(desk, "DATE")])))
    there = one(desk, "DATE")
    inspector.set_current(there)
    shorter = type(there.span)(there.span.start, there.span.start + len("Chiều ngày"))
    inspector.refresh(apply(verbs.move_border(desk, there, shorter)))
    assert "Chiều ngày" in words(inspector).splitlines()


def test_a_rejected_mention_leaves_the_list_and_the_card(inspector: InspectorPanel, desk: Desk, apply: Apply) -> None:
    inspector.set_current(one(desk, "DATE"))
    assert any(row.startswith("Chiều ngày") for row in rows(inspector))
    inspector.refresh(apply(verbs.reject(desk, one(desk, "DATE"))))
    assert not any(row.startswith("Chiều ngày") for row in rows(inspector))
    assert "Chưa chọn mục nào" in words(inspector)


def test_the_list_has_the_labels_in_the_order_of_their_keys(inspector: InspectorPanel) -> None:
    assert [row.split(" →")[0] for row in rows(inspector)] == [
        "Trần Thị Lụa",
        "Lụa 😀",
        "Trưởng Ban Tuyên giáo Tỉnh ủy",
        "Ban Tuyên giáo Tỉnh ủy",
        "UBND tỉnh",
        "Chiều ngày 28/7",
    ]


def test_accepting_all_changes_no_row_but_its_state(inspector: InspectorPanel, desk: Desk, apply: Apply) -> None:
    before = rows(inspector)
    inspector.refresh(apply(verbs.accept(desk, desk.open)))
    assert rows(inspector) == before


def test_a_row_of_the_list_leads_to_its_mention(inspector: InspectorPanel, desk: Desk, qtbot: QtBot) -> None:
    view = inspector.findChild(MentionList)
    assert view is not None
    view.setCurrentIndex(view.model().index(0, 0))
    with qtbot.waitSignal(inspector.mention_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [one(desk, "OFFICIAL")]


def test_a_row_of_a_card_leads_to_its_mention_by_keyboard(inspector: InspectorPanel, desk: Desk, qtbot: QtBot) -> None:
    inspector.set_current(one(desk, "TITLE"))
    words(inspector)
    facts = next(f for f in inspector.findChildren(FactRows) if f.isVisible() and "bên trong" in f.accessibleName())
    qtbot.keyClick(facts, Qt.Key.Key_Down)
    with qtbot.waitSignal(inspector.mention_requested) as asked:
        qtbot.keyClick(facts, Qt.Key.Key_Return)
    assert asked.args == [one(desk, "AGENCY")]


def test_a_label_is_asked_for_and_not_taken(inspector: InspectorPanel, desk: Desk, qtbot: QtBot) -> None:
    inspector.set_current(one(desk, "TITLE"))
    words(inspector)
    buttons = {b.label.name: b for b in inspector.findChildren(LabelButton)}
    with qtbot.waitSignal(inspector.relabel_requested) as asked:
        qtbot.mouseClick(buttons["AGENCY"], Qt.MouseButton.LeftButton)
    assert asked.args == ["AGENCY"]
    assert buttons["TITLE"].isChecked()
    assert not buttons["AGENCY"].isChecked()


def test_doubt_and_a_note_are_asked_for(inspector: InspectorPanel, desk: Desk, apply: Apply, qtbot: QtBot) -> None:
    inspector.refresh(apply(verbs.accept(desk, [one(desk, "DATE")])))
    inspector.set_current(one(desk, "DATE"))
    words(inspector)
    flag, note = inspector.findChild(QCheckBox), inspector.findChild(QLineEdit)
    assert flag is not None
    assert note is not None
    with qtbot.waitSignal(inspector.note_requested) as asked:
        qtbot.mouseClick(flag, Qt.MouseButton.LeftButton, pos=flag.rect().center() / 4)
    assert asked.args == [one(desk, "DATE"), True, ""]
    annotation = one(desk, "DATE")
    assert isinstance(annotation, Annotation)
    inspector.refresh(apply(verbs.set_note(annotation, True, "")))
    note.setText("xem lại")
    with qtbot.waitSignal(inspector.note_requested) as asked:
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert asked.args == [one(desk, "DATE"), True, "xem lại"]


def test_an_agreement_is_a_card_of_its_own(inspector: InspectorPanel, desk: Desk, apply: Apply) -> None:
    fields = {"kind": "quy chế phối hợp", "signed_on": "2021-07-28TAF", "parties": ["UBND tỉnh"], "period": "2021/2025"}
    record = Record(new_id(), desk.article.id, desk.layer.id, b"", AGREEMENT, fields)
    inspector.refresh(apply(Edit("annotate", (), (record,))))
    shown = words(inspector)
    assert "Quy chế phối hợp" in shown
    assert "1 bên" in shown
    assert "UBND tỉnh" in shown


def test_a_label_that_the_scheme_does_not_know_is_shown_by_its_name(
    inspector: InspectorPanel, desk: Desk, apply: Apply
) -> None:
    there = one(desk, "DATE")
    strange = Annotation(new_id(), desk.article.id, desk.layer.id, b"", there.span, "VERDICT")
    inspector.refresh(apply(Edit("annotate", (), (strange,))))
    inspector.set_current(strange)
    assert "VERDICT · đã nhận" in words(inspector)


def test_another_desk_of_the_same_article_keeps_the_place(inspector: InspectorPanel, desk: Desk) -> None:
    inspector.set_current(one(desk, "DATE"))
    inspector.show_desk(Desk(desk.article, desk.layer, desk.detection, desk.card), shipped())
    assert "Thời gian · gợi ý" in words(inspector)


def test_everything_that_takes_the_focus_has_a_name(inspector: InspectorPanel, desk: Desk, apply: Apply) -> None:
    inspector.refresh(apply(verbs.accept(desk, desk.open)))
    inspector.set_current(one(desk, "TITLE"))
    words(inspector)
    reached = [
        w for w in inspector.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(reached) > 8
    for widget in reached:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface and interface.text(QAccessible.Text.Name), widget
