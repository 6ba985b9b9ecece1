"""The address of a team's dataset is taken only when it is one."""

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.store.server import target_of
from gui.dialogs.server import ServerDialog


def test_only_an_address_of_a_server_is_taken(qtbot: QtBot):
    dialog = ServerDialog(None)
    qtbot.addWidget(dialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    for typed in ("postgresql+psycopg://", "gold.sqlite", "mysql://hoa@h/gold", ""):
        field.setText(typed)
        assert not any(button.isEnabled() and button.isDefault() for button in dialog.findChildren(QPushButton))
        dialog.accept()
        assert dialog.target is None
    field.setText(" postgresql+psycopg://hoa@h/gold ")
    dialog.accept()
    assert dialog.target == target_of("postgresql+psycopg://hoa@h/gold")
