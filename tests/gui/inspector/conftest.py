"""An inspector beside an article whose detector anyone can follow."""

from collections.abc import Callable

import pytest
from parts import TEXT, found
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.article import Article, ArticleCard
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.scheme import shipped
from core.verbs import Desk
from gui import theme
from gui.inspector.panel import InspectorPanel

KEYS = {"accept": "Enter", "reject": "Del", "start_left": "[", "end_right": "]", "next_open": "Tab", "flag": "?"}


@pytest.fixture
def desk() -> Desk:
    article = Article.of(TEXT)
    layer = Layer(article.id, new_id())
    card = ArticleCard(new_id(), article.id, layer.id, b"")
    return Desk(article, layer, found(article, card), card)


@pytest.fixture
def apply(desk: Desk) -> Callable[[Edit], Edit]:
    """Puts an edit into the layer as the session does, stamped."""

    def put(edit: Edit) -> Edit:
        stamped = edit.stamped(new_id())
        desk.layer.apply(stamped)
        return stamped

    return put


@pytest.fixture
def inspector(qtbot: QtBot, qapp: QApplication, desk: Desk) -> InspectorPanel:
    look = theme.load("light")
    theme.apply(qapp, look)
    panel = InspectorPanel(look, KEYS)
    qtbot.addWidget(panel)
    panel.resize(324, 900)
    panel.show_desk(desk, shipped())
    panel.show()
    qapp.processEvents()
    return panel
