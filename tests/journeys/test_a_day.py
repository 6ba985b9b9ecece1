"""A day's work through the real window, key by key, and the dataset read back by plain SQL."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.actions import Row, Where

ARTICLE = """Tỉnh ủy Lào Cai gặp mặt cán bộ nghỉ hưu

Chiều ngày 28/7, tại hội trường UBND tỉnh, đồng chí Vàng Thị Mẩy, Phó Bí thư Thường trực Tỉnh ủy chủ trì buổi gặp mặt.

Cùng dự có đồng chí Lý Văn Sơn, Giám đốc Sở Nội vụ; đại diện Ban Tổ chức Tỉnh ủy.

Đồng chí Mẩy đề nghị thực hiện tốt Kế hoạch số 15-KH/TU trong quý IV/2021.
"""
SECOND = """Huyện Bát Xát giao ban tháng 8

Sáng 2/8/2021, UBND huyện Bát Xát họp giao ban. Ông Trần Văn Lực, Chủ tịch UBND huyện phát biểu.
"""


def sql(dataset: Path, query: str) -> list[tuple]:
    db = sqlite3.connect(f"file:{dataset}?mode=ro", uri=True)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def test_a_day(person, write: Callable[[str, str], Path]):
    # Morning: open a folder. The detectors have been through it.
    folder = write("1.txt", ARTICLE).parent
    write("2.txt", SECOND)
    person.start(folder)
    assert person.told == []
    assert len(person.window.stock.ids) == 2
    assert ("Chiều ngày 28/7") in [m.span.of(person.text) for m in person.window.live.desk.open]

    # Accept and go on, reject, relabel.
    person.press("Tab")
    first = person.current()
    person.press("Return")
    assert person.accepted()[0][0] == first
    assert person.current() != first
    person.go("Lý Văn Sơn", "OFFICIAL")
    person.press("Del")
    assert ("Lý Văn Sơn", "OFFICIAL") not in [
        (m.span.of(person.text), m.label) for m in person.window.live.desk.mentions
    ]
    person.press("Ctrl+Z")
    assert person.current() == "Lý Văn Sơn"
    person.go("Sở Nội vụ", "AGENCY")
    person.press("6")
    assert ("Sở Nội vụ", "PLACE") in person.accepted()

    # Move a border: the end one syllable on, then back.
    person.go("Vàng Thị Mẩy", "OFFICIAL")
    person.press("{")
    assert person.current() == "Thị Mẩy"
    person.press("[")
    assert person.current() == "Vàng Thị Mẩy"
    assert ("Vàng Thị Mẩy", "OFFICIAL") in person.accepted()

    # Add a span inside another by caret and Shift+arrows.
    reader = person.window.reader
    reader.set_current(None)
    reader.set_caret(person.text.index("hội trường"))
    for _ in range(len("hội trường")):
        QTest.keyClick(reader.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    person.press("6")
    assert ("hội trường", "PLACE") in person.accepted()

    # The publication date is set, and the dates follow it.
    person.go("Chiều ngày 28/7", "DATE")
    if person.window.reader.current is not None:
        person.press("Return")
    person.answer("29/7/2021", "Return")
    person.press("F2")
    values = {v for (v,) in sql(person.dataset, "SELECT value FROM annotation WHERE label = 'DATE'")}
    assert "2021-07-28TAF" in values

    # Noon: the program is closed and opened again; everything is where it was, and undo goes on from there.
    before = person.accepted()
    here = person.window.live.desk.article.id
    person.stop()
    person.start()
    assert person.window.live.desk.article.id == here
    assert person.accepted() == before
    person.press("Ctrl+Z")
    assert person.window.live.desk.card.published is None
    person.press("Ctrl+Shift+Z")
    assert person.window.live.desk.card.published == "2021-07-29"

    # The rest is right: done, accepting what is left, and on to the next article.
    person.answer("1")
    person.press("Ctrl+D")
    assert person.window.live.desk.article.id != here
    assert sql(person.dataset, "SELECT state FROM card ORDER BY state") == [("done",), ("new",)]
    open_left = [s for s in person.window.live.session.shelf.rows([here]) if s.left]
    assert open_left == []

    # Evening: export, and what is in the dataset is what is in the file.
    target = person.folder / "gold.jsonl"
    from core.batch import export_to
    from core.exchange.registry import format_named

    store = person.window.live.session.store
    person.window.filing.run("exporting", lambda: export_to(store, format_named("jsonl"), target))
    person.wait()
    (line,) = [json.loads(text) for text in target.read_text("utf-8").splitlines()]
    kept = sql(person.dataset, "SELECT start, end, label FROM annotation WHERE decision = 'accepted' ORDER BY 1, 2, 3")
    assert sorted((a["start"], a["end"], a["label"]) for a in line["annotations"]) == kept
    for a in line["annotations"]:
        assert line["text"][a["start"] : a["end"]] == a["text"]
    names = [n for (n,) in sql(person.dataset, "SELECT name FROM journal WHERE kind = 'do' ORDER BY seq")]
    assert {"accept", "reject", "relabel", "move_border", "annotate", "set_published", "accept_all", "done"} <= set(
        names
    )


def test_a_suggestion_is_marked_by_double_click_and_a_digit(person, write: Callable[[str, str], Path]):
    person.start(write("1.txt", ARTICLE))
    reader = person.window.reader
    cursor = reader.text.textCursor()
    cursor.setPosition(person.text.index("nghỉ hưu"))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)  # half a word
    reader.text.setTextCursor(cursor)
    person.press("2")
    assert ("nghỉ", "TITLE") in person.accepted()


def test_what_cannot_be_read_is_told_and_the_rest_is_done(person, write: Callable[[str, str], Path], tmp_path: Path):
    good = write("1.txt", ARTICLE)
    (good.parent / "2.docx").write_bytes(b"not a zip")
    (good.parent / "3.txt").write_bytes(b"")
    person.start(good.parent)
    assert len(person.window.stock.ids) == 1
    assert any("2.docx" in text and "3.txt" in text for text in person.told)


def test_a_file_that_is_no_dataset_is_told_and_left_alone(person, tmp_path: Path):
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"SQLite format 3\0 not really")
    person.start(dataset=other)
    assert len(person.told) == 1 and "other.sqlite" in person.told[0]
    assert other.read_bytes() == b"SQLite format 3\0 not really"
    assert person.window.live is None


def test_the_language_and_the_theme_change_in_place(person, write: Callable[[str, str], Path]):
    person.start(write("1.txt", ARTICLE))
    here = person.window.live.desk.article.id
    person.window._choose("theme", "dark")
    person.window._choose("language", "en")
    assert person.window.live.desk.article.id == here
    assert person.window.commands["accept"].text() == "Accept"
    person.window._choose("language", "vi")
    assert person.window.commands["accept"].text() == "Nhận"


def test_every_command_has_a_wording_in_both_languages_and_no_key_twice(person, write: Callable[[str, str], Path]):
    person.start(write("1.txt", ARTICLE))
    keys: dict[str, list[Row]] = {}
    for row in person.window.rows():
        action = person.window.commands[row.name]
        assert action.text()
        for key in action.shortcuts():
            text = key.toString()
            for other in keys.setdefault(text, []):  # places that one is never in at once may share a key
                assert row.where is not other.where and Where.WINDOW not in (row.where, other.where), (
                    f"{text}: {row.name}, {other.name}"
                )
            keys[text].append(row)


def test_tab_stays_in_the_reader_and_f6_leaves_it(person, write: Callable[[str, str], Path]):
    person.start(write("1.txt", ARTICLE))
    window = person.window
    window.reader.text.setFocus()
    person.press("Tab", "Tab")
    assert window.reader.isAncestorOf(window.focusWidget()) or window.focusWidget() is window.reader.text
    person.press("F6")
    assert window.inspector.isAncestorOf(window.focusWidget()) or window.focusWidget() is window.inspector


def test_how_one_reads_is_chosen_and_kept(person, write: Callable[[str, str], Path]):
    person.start(write("1.txt", ARTICLE * 4))
    text = person.window.reader.text
    person.window.resize(1800, 900)
    QApplication.processEvents()
    width, flags = text.width(), text.document().defaultTextOption().alignment()
    person.window._choose("column", "narrow")
    person.window._choose("justify", "even")
    assert text.width() < width and text.document().defaultTextOption().alignment() != flags
    person.press("Ctrl++")
    person.stop()
    person.start()
    reader = person.window.reader
    assert reader.zoom_steps == 1 and reader.text.document().defaultTextOption().alignment() != flags


def test_a_dataset_that_cannot_be_opened_leaves_the_way_to_another(person, tmp_path: Path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no dataset" * 100)
    person.start(dataset=broken)
    assert person.told and person.window.live is None
    person.window.commands["quit"].trigger()
    assert not person.window.isVisible()
