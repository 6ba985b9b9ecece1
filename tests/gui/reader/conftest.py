"""Desks with an article written for the tests, and a reader that shows them."""

from collections.abc import Callable, Iterable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard, Zone, ZoneKind
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.scheme import shipped
from core.model.span import Span
from core.verbs import Desk
from gui import theme
from gui.reader.view import ReaderView

LAYER = b"L" * 16

TEXT = "\n".join(
    (
        "Thành ủy Hoa Lư: Sơ kết sáu tháng 😀 công tác tuyên giáo",
        "",
        "Ngày 5/7, Ban Tuyên giáo Thành ủy Hoa Lư sơ kết công tác sáu tháng. Dự hội nghị có đồng chí Lê Văn Tám, "
        "Phó Trưởng Ban Tuyên giáo Tỉnh ủy; đồng chí Đỗ Thị Sáu, Trưởng Ban Tuyên giáo Thành ủy.",
        "",
        "Đồng chí Lê Văn Tám phát biểu tại hội nghị",
        "Đồng chí Đỗ Thị Sáu 🇻🇳 cảm ơn UBND thành phố Hoa Lư và thông qua Kế hoạch số 12-KH/TU.",
        "",
        "Tin khác: Sở Y tế tập huấn",
        "",
    )
)

MARKED = (
    ("Thành ủy Hoa Lư", "AGENCY"),
    ("Ngày 5/7", "DATE"),
    ("Ban Tuyên giáo Thành ủy Hoa Lư", "AGENCY"),
    ("Lê Văn Tám", "OFFICIAL"),
    ("Phó Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"),
    ("Ban Tuyên giáo Tỉnh ủy", "AGENCY"),
    ("Đỗ Thị Sáu", "OFFICIAL"),
    ("Trưởng Ban Tuyên giáo Thành ủy.", "TITLE"),
    ("UBND thành phố Hoa Lư", "AGENCY"),
    ("Kế hoạch số 12-KH/TU", "DOCUMENT"),
    ("Sở Y tế", "AGENCY"),
)

Marks = Iterable[tuple[str, str]]
DeskOf = Callable[..., Desk]


def _zones(text: str) -> tuple[Zone, ...]:
    found, start = [], 0
    for line in text.split("\n"):
        kind = None
        if start == 0:
            kind = ZoneKind.TITLE
        elif line.endswith("phát biểu tại hội nghị"):
            kind = ZoneKind.CAPTION
        elif line.startswith("Tin khác"):
            kind = ZoneKind.BOILERPLATE
        if kind and line:
            found.append(Zone(Span(start, start + len(line)), kind))
        start += len(line) + 1
    return tuple(found)


@pytest.fixture
def desk_of() -> DeskOf:
    """A desk with a text and suggestions at the first place of each of some words (a final stop is not marked)."""

    def make(text: str = TEXT, marked: Marks = MARKED, spans: Iterable[tuple[int, int, str]] = ()) -> Desk:
        places = [(text.index(words), words.rstrip("."), label) for words, label in marked]
        found = [Suggestion(Span(at, at + len(words)), label, "rule:test", 0.9) for at, words, label in places]
        found += [Suggestion(Span(start, end), label, "rule:test", 0.9) for start, end, label in spans]
        found.sort(key=lambda s: (s.span.start, -s.span.end, s.label))
        article = Article.of(text, _zones(text))
        card = ArticleCard(new_id(), article.id, LAYER, b"")
        return Desk(article, Layer(article.id, LAYER), Detection(tuple(found)), card)

    return make


@pytest.fixture
def desk(desk_of: DeskOf) -> Desk:
    return desk_of()


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, desk: Desk) -> ReaderView:
    """A reader on the screen with `desk` in it."""
    light = theme.load("light")
    theme.apply(qapp, light)
    reader = ReaderView(light)
    qtbot.addWidget(reader)
    reader.resize(900, 700)
    reader.show()
    reader.show_desk(desk, shipped())
    reader.text.setFocus()
    return reader


@pytest.fixture
def do(view: ReaderView) -> Callable[[Desk, Edit], Edit]:
    """Put an edit into the layer and show it, as the window does."""

    def apply(on: Desk, edit: Edit) -> Edit:
        on.layer.apply(edit)
        view.refresh(edit)
        return edit

    return apply
