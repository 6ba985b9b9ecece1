"""A face a step smaller, whatever unit its size is given in."""

from PySide6.QtGui import QFont


def smaller(base: QFont, pixels: int) -> QFont:
    """The face by so many pixels smaller."""
    font = QFont(base)
    if base.pixelSize() > 0:
        font.setPixelSize(base.pixelSize() - pixels)
    else:
        font.setPointSizeF(base.pointSizeF() - 0.75 * pixels)
    return font
