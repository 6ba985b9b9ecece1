"""A thin line between two parts."""

from PySide6.QtWidgets import QFrame


def rule() -> QFrame:
    """A horizontal line, one pixel high."""
    line = QFrame()
    line.setProperty("kind", "rule")
    return line
