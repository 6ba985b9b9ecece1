"""Saving a picture where the user says."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from core.wording import say
from gui.review.picture import Picture


def ask_and_save(picture: Picture, kind: str) -> Path | None:
    """Ask for a file and save a picture as `svg` or `png`; the path, None where nothing was chosen. Raises OSError."""
    name, _ = QFileDialog.getSaveFileName(
        picture.window(), say(f"actions.review_{kind}"), f"{picture.title}.{kind}", f"*.{kind}"
    )
    if not name:
        return None
    path = Path(name) if Path(name).suffix else Path(name).with_suffix(f".{kind}")
    if kind == "svg":
        picture.save_svg(path)
    else:
        picture.save_png(path)
    return path
