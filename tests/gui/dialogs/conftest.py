"""A window for what lies over it, dressed in the light theme."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from gui import theme
from gui.theme import Theme


@pytest.fixture
def look(qapp: QApplication) -> Theme:
    found = theme.load("light")
    theme.apply(qapp, found)
    return found


@pytest.fixture
def window(qtbot: QtBot, look: Theme) -> QMainWindow:
    """A window whose one field has the focus."""
    main = QMainWindow()
    qtbot.addWidget(main)
    field = QLineEdit()
    main.setCentralWidget(field)
    main.resize(1100, 800)
    main.show()
    field.setFocus()
    return main
