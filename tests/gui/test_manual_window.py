"""The manual: its pages tell of what is there, its window searches and loads nothing from outside, its HTML stands alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from core.cli import main
from core.manual import body, pages, pictures, write
from core.wording import use_language
from gui import theme
from gui.actions import ROWS, key_text
from gui.manual import ManualWindow
from gui.tour import STEPS

LANGUAGES = ["vi", "en"]
MOST = 150_000


@pytest.fixture
def manual(qtbot, qapp) -> Iterator[ManualWindow]:
    use_language("vi")
    look = theme.load("light")
    theme.apply(qapp, look)
    window = ManualWindow(look)
    qtbot.addWidget(window)
    window.open()
    yield window


def test_both_languages_have_the_same_pages_with_the_same_pictures():
    vi, en = pages("vi"), pages("en")
    assert [p.name for p in vi] == [p.name for p in en]
    assert len(vi) == 12
    for one, other in zip(vi, en, strict=True):
        assert re.findall(r"\((\w+\.webp)\)", one.text) == re.findall(r"\((\w+\.webp)\)", other.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_small_and_shown_somewhere(language: str):
    named = {name for page in pages(language) for name in re.findall(r"\((\w+\.webp)\)", page.text)}
    assert named == {p.name for p in pictures(language).iterdir()}
    assert all(p.stat().st_size <= MOST for p in pictures(language).iterdir())
    assert all(re.search(rf"!\[[^\]]+\]\({name}\)", "".join(p.text for p in pages(language))) for name in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_that_the_manual_names_are_keys_of_the_program(language: str):
    from PySide6.QtGui import QKeySequence

    known = {key_text(QKeySequence(key)) for row in ROWS for key in row.keys} | {str(n) for n in range(1, 9)}
    known |= {"Shift", "Space", "Delete", "Esc", "0", "Enter", "Tab"}
    for page in pages(language):
        for code in re.findall(r"`([^`]+)`", page.text):
            if re.fullmatch(r"((Ctrl|Shift|Alt)\+)*(F\d+|[A-Z]|Tab|Enter|Delete|Esc|Down|Up|Space|[\[\]{}\\])", code):
                assert code in known, f"{page.name}: {code}"


def test_the_tours_steps_are_about_commands_that_are_there():
    names = {row.name for row in ROWS}
    assert {command for step in STEPS for command in step.commands} <= names
    assert 8 <= len(STEPS) <= 11


def test_what_is_searched_leaves_only_the_pages_that_have_it(manual: ManualWindow, qtbot):
    qtbot.keyClicks(manual.field, "phan xu")  # without accents
    shown = [
        manual.contents.item(n).text() for n in range(manual.contents.count()) if not manual.contents.item(n).isHidden()
    ]
    assert shown == ["Đối chiếu và phân xử"]
    assert manual.page.name == "09-compare"
    assert manual.text.textCursor().selectedText().lower() == "phân xử"
    manual.field.clear()
    assert not any(manual.contents.item(n).isHidden() for n in range(manual.contents.count()))


def test_keys_turn_pages_and_esc_closes(manual: ManualWindow, qtbot):
    first = manual.page
    qtbot.keyClick(manual.field, Qt.Key.Key_Down)
    assert manual.page is not first
    qtbot.keyClick(manual.field, Qt.Key.Key_Up)
    assert manual.page is first
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_nothing_outside_the_manual_is_loaded(manual: ManualWindow):
    image = QTextDocument.ResourceType.ImageResource.value
    inside = manual.text.loadResource(image, QUrl("window.webp"))
    assert isinstance(inside, QImage) and not inside.isNull()
    for outside in ("https://example.org/x.png", "file:///etc/hostname", "../../../window.png", "//host/window.webp"):
        found = manual.text.loadResource(image, QUrl(outside))
        assert isinstance(found, QImage) and found.isNull()
    manual.text.anchorClicked.emit(QUrl("https://example.org"))
    assert manual.page.name == "01-start"


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_html_it_stands_alone(language: str, tmp_path: Path):
    use_language(language)
    written = write(tmp_path, language)
    assert written[0].name == "index.html"
    for path in written:
        html = path.read_text("utf-8")
        assert f'<html lang="{language}">' in html
        assert "http" not in re.sub(r"postgresql\+psycopg://", "", html)
        for name in re.findall(r'(?:src|href)="([^"]+)"', html):
            assert (tmp_path / name).is_file(), name
    assert "prefers-color-scheme: dark" in (tmp_path / "manual.css").read_text("utf-8")
    assert body(pages(language)[0]) in (tmp_path / "index.html").read_text("utf-8").replace('src="pictures/', 'src="')


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["manual", "-o", str(tmp_path / "sách"), "--language", "en"]) == 0
    assert "12 pages" in capsys.readouterr().out
    assert main(["manual", "-o", str(tmp_path / "x"), "--language", "fr"]) == 2
    (tmp_path / "file").write_text("")
    assert main(["manual", "-o", str(tmp_path / "file")]) == 2
    use_language("vi")
