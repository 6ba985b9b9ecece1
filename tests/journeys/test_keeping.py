"""A day on which work of several machines comes together: merged, decided, gone back on, backed up, handed out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton

from core.model.annotation import Annotation
from core.model.edit import Edit
from core.store.backup import back_up, backups, contents, copy_to
from core.store.merge_conflicts import conflicts
from core.store.packages import packages
from core.store.store import Store
from core.wording import say
from gui.dialogs.backups import BackupsDialog
from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.leftover import LeftOverDialog
from gui.dialogs.merging import MergeDialog
from gui.dialogs.packages import PackagesDialog
from gui.dialogs.who import WhoDialog

MAI = b"M" * 16


@pytest.fixture
def office(person, samples: Path):
    """Somebody with a few decisions in one article."""
    person.start(samples)
    person.press("Tab", "Return", "Return", "Return")
    return person


def in_dialog(kind: type[QDialog], act: Callable) -> None:
    """Do something in the next small window of a kind."""

    def look(tries: int = 300) -> None:
        found = QApplication.activeModalWidget()
        assert tries, "no small window came"
        if not isinstance(found, kind):
            QTimer.singleShot(10, lambda: look(tries - 1))
            return
        act(found)

    QTimer.singleShot(0, look)


def until(check: Callable[[], bool], then: Callable[[], object], tries: int = 500) -> None:
    """Do something once it is so."""
    assert tries, "it never came to pass"
    then() if check() else QTimer.singleShot(10, lambda: until(check, then, tries - 1))


def away(office, tmp_path: Path) -> Path:
    """A copy on another machine, where Mai says otherwise."""
    live = office.window.live
    other = tmp_path / "mai.sqlite"
    copy_to(office.dataset, other)
    note = live.desk.layer.accepted[0]
    store = Store(other)
    store.meet(MAI, "Mai")
    store.apply(Edit("set_note", (note,), (_with(note, "của Mai"),)), MAI)
    store.close()
    live.do(Edit("set_note", (note,), (_with(note, "ở đây"),)))
    return other


def _with(note: Annotation, words: str) -> Annotation:
    return replace(note, note=words)


def test_work_from_another_machine_is_merged_and_decided_from_the_keyboard(office, tmp_path: Path):
    other = away(office, tmp_path)

    def merge(dialog: MergeDialog) -> None:
        begin = dialog.focusWidget()
        assert isinstance(begin, QPushButton) and begin.autoDefault() and begin.text() == say("merge.add")
        dialog.add_files([other])
        dialog.start(False)
        until(lambda: dialog.merged and not dialog.busy, dialog.accept)

    def decide(dialog: ConflictsDialog) -> None:
        assert dialog.current and {s.said.split("(")[-1] for s in dialog.current.sides} == {"ở đây)", "của Mai)"}
        number = 1 + ["của Mai" in side.said for side in dialog.current.sides].index(True)
        office.key(dialog.focusWidget(), str(number))
        assert dialog.current is None
        dialog.accept()

    in_dialog(MergeDialog, lambda d: (merge(d), in_dialog(ConflictsDialog, decide)))
    office.window.commands["dataset:merge"].trigger()
    office.wait()
    store = office.window.live.session.store
    assert list(conflicts(store)) == [] and "Mai" in store.annotators().values()
    assert len(backups(office.dataset)) == 1  # taken before the merge
    assert "của Mai" in [a.note for a in office.window.live.desk.layer.accepted]


def test_the_history_of_a_mention_is_shown_and_gone_back_on(office):
    live, window = office.window.live, office.window
    note = live.desk.layer.accepted[0]
    live.do(Edit("set_note", (note,), (_with(note, "một"),)))
    window.commands["history"].trigger()
    window.reader.set_current(live.desk.layer.get(note.id))
    office.wait()
    QApplication.processEvents()
    words = [label.text() for label in window.inspector.history.findChildren(QLabel) if not label.isHidden()]
    assert window.inspector.history.isVisible() and any("(một)" in text for text in words)
    *_, oldest = (button for button in window.inspector.history.findChildren(QPushButton) if button.isVisible())
    oldest.click()
    assert window.reader.text.hasFocus()
    assert live.desk.layer.get(note.id).note == ""
    window.commands["undo"].trigger()
    assert live.desk.layer.get(note.id).note == "một"


def test_a_backup_is_restored_and_what_was_there_is_kept_aside(office, tmp_path: Path):
    back_up(office.dataset)
    before = contents(office.dataset).decisions
    office.press("Return", "Return")
    assert contents(office.dataset).decisions > before

    def restore(dialog: BackupsDialog) -> None:
        dialog.chosen = backups(office.dataset)[0]
        dialog.accept()

    in_dialog(BackupsDialog, restore)
    office.window.commands["dataset:backups"].trigger()
    office.wait()
    assert contents(office.dataset).decisions == before
    (aside,) = tmp_path.rglob("*.aside.sqlite")
    assert contents(aside).decisions > before and str(aside) in office.told[-1]


def test_articles_are_handed_out_by_name(office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "lan.butvang"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def fill(dialog: PackagesDialog) -> None:
        dialog._name.setCurrentText("Lan")
        dialog._count.setValue(2)
        dialog.accept()

    in_dialog(PackagesDialog, fill)
    office.window.commands["dataset:packages"].trigger()
    (package,) = packages(office.window.live.session.store)
    assert target.exists() and len(package.articles) == 2
    monkeypatch.setattr("gui.dialogs.unpacking.ask", lambda *_: True)
    monkeypatch.setattr("gui.dialogs.unpacking.rename", lambda *_: None)
    office.window.dataset_requested.emit(target)
    office.wait()
    assert office.window.live.session.store.path == target.with_suffix(".sqlite")


def test_another_person_works_in_a_layer_of_their_own(office, monkeypatch: pytest.MonkeyPatch):
    now = []
    monkeypatch.setattr("gui.keeping.rename", lambda person, name: now.append((person, name)))

    def choose(dialog: WhoDialog) -> None:
        dialog._list.setCurrentRow(dialog._list.count() - 1)
        dialog._name.setText("Lan")
        dialog.accept()

    in_dialog(WhoDialog, choose)
    office.window.commands["dataset:who"].trigger()
    ((person, name),) = now
    assert name == "Lan" and len(person.id) == 16


def test_a_corrected_article_is_carried_over_and_the_rest_looked_through(person, write: Callable[[str, str], Path]):
    path = write(
        "tin.txt",
        "Tin\n\nÔng Lý Văn Sơn, Giám đốc Sở Nội vụ, họp tại Sapa.\n\nĐồng chí Vàng Thị Mẩy, Phó Bí thư Tỉnh ủy dự.\n",
    )
    person.start(path)
    person.go("Lý Văn Sơn", "OFFICIAL")
    person.press("Return")
    person.go("Vàng Thị Mẩy", "OFFICIAL")
    person.press("Return")
    write(
        "tin.txt",
        "Tin\n\nÔng Lý Văn Sơn và Giám đốc Sở Nội vụ họp tại Sapa.\n\nĐồng chí Vàng Thị Mẩy, Bí thư Tỉnh ủy dự.\n",
    )
    in_dialog(QDialog, lambda dialog: dialog.accept())
    person.window.add_articles([path])
    person.wait()
    new = person.window.stock.ids[-1]
    person.window.open_article(new)
    assert [words for words, _ in person.accepted()] == []
    found: list[str] = []

    def look(dialog: LeftOverDialog) -> None:
        found.extend(dialog._list.item(n).text() for n in range(dialog._list.count()))
        person.key(dialog._list, "Del")
        dialog.go()

    in_dialog(LeftOverDialog, look)
    person.window.commands["left_over"].trigger()
    assert len(found) == 2 and "Lý Văn Sơn" in found[0]
    assert person.window.reader.caret() == person.text.index("Vàng Thị Mẩy")
