"""What the program is, which version, and on what it runs."""

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from core.version import VERSION
from core.wording import say
from gui.dialogs.small import SmallDialog


class AboutDialog(SmallDialog):
    """A few lines, which can be copied into a report."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, say("dialogs.about_title"), 440)
        name = QLabel(say("status.brand"))
        name.setProperty("kind", "title")
        text = QLabel(say("dialogs.about"), wordWrap=True)
        runs = QLabel(say("dialogs.runs_on", version=VERSION, python=platform.python_version(), qt=pyside_version))
        runs.setProperty("kind", "soft")
        runs.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (name, text, runs):
            self.body.addWidget(part)
        close = QPushButton(say("dialogs.close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_button(close)
