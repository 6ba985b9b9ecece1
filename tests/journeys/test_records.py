"""The agreement's form: opened, walked through, set from a selection, typed into, accepted and taken back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from core.model.record import Record, SuggestedRecord
from core.model.span import Span
from core.verbs import records_of

Write = Callable[[str, str], Path]


def start(person, samples: Path) -> None:
    person.start(samples / "yen-bai-ky-ket-dan-van.txt")


def records(person) -> list:
    return records_of(person.window.live.desk)


def test_a_suggested_agreement_is_walked_through_and_accepted(person, samples: Path):
    start(person, samples)
    window = person.window
    person.press("Ctrl+R")
    assert window.side.currentWidget() is window.form
    (suggested,) = records(person)
    assert isinstance(suggested, SuggestedRecord)
    person.press("Alt+Down")
    assert window.form.active == "signed_on"
    assert window.reader.selected_span() == suggested.evidence["signed_on"][0]
    person.press("Ctrl+Alt+Return")
    (record,) = records(person)
    assert isinstance(record, Record)
    assert (record.fields, record.evidence) == (suggested.fields, suggested.evidence)
    person.press("Ctrl+Z")
    assert isinstance(records(person)[0], SuggestedRecord)


def test_a_field_is_set_from_a_selection_and_typed_into(person, samples: Path, qtbot):
    start(person, samples)
    window, text = person.window, person.text
    person.press("Ctrl+R")
    while window.form.active != "chairs":
        person.press("Alt+Down")
    at = text.index("Lò Văn Khương")
    window.reader.select_span(Span(at, at + len("Lò Văn Khương")))
    person.press("E")
    (record,) = records(person)
    assert record.fields["chairs"] == ["Lò Văn Khương"]
    assert record.evidence["chairs"] == (Span(at, at + len("Lò Văn Khương")),)
    person.wait()
    line = next(f for f in window.form.findChildren(QLineEdit) if f.accessibleName() == "Ngày ký")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "16/3/2022")
    person.key(line, "Return")
    (record,) = records(person)
    assert record.fields["signed_on"] == "2022-03-16"
    line = next(f for f in window.form.findChildren(QLineEdit) if f.accessibleName() == "Ngày ký")
    assert line.text() == "thứ Tư 16/3/2022"  # nobody reads or types 2022-03-16
    person.press("Ctrl+R")
    assert window.side.currentWidget() is window.inspector


def test_an_entry_is_dropped_an_agreement_refused_and_another_begun(person, samples: Path):
    start(person, samples)
    window = person.window
    person.press("Ctrl+R")
    before = records(person)[0].fields["parties"]
    window.form.drop_requested.emit("parties", 0)
    assert records(person)[0].fields["parties"] == before[1:]
    window.form.reject_requested.emit()
    assert records(person) == []
    window.form.new_requested.emit()
    assert records(person)[0].fields == {}
    person.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert isinstance(records(person)[0], SuggestedRecord)


def test_the_inspectors_card_leads_to_the_form(person, samples: Path):
    start(person, samples)
    (suggested,) = records(person)
    person.window.inspector._go(suggested)
    assert person.window.side.currentWidget() is person.window.form
