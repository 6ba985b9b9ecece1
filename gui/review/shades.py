"""Shades of the accent: how full a tile or a cell is of what it shows, with ink that can be read on it."""

from PySide6.QtGui import QColor

from gui.theme import CONTRAST, Theme, contrast

_LEAST = 0.12  # of the accent, where there is anything at all


def shade(theme: Theme, share: float) -> QColor:
    """The ground of something that is full to a share of 0 to 1."""
    weight = _LEAST + (1 - _LEAST) * min(max(share, 0.0), 1.0)
    return mixed(theme.panel, theme.accent, weight)


def mixed(one: QColor, other: QColor, weight: float) -> QColor:
    """A colour between two: `weight` 0 is the one, 1 the other."""
    return QColor.fromRgbF(
        *(
            a + (b - a) * weight
            for a, b in (
                (one.redF(), other.redF()),
                (one.greenF(), other.greenF()),
                (one.blueF(), other.blueF()),
            )
        )
    )


def ink_on(theme: Theme, ground: QColor) -> QColor:
    """The theme's ink or paper, whichever reads better on a ground; black or white where neither reads well."""
    best = max((theme.ink, theme.panel), key=lambda ink: contrast(ink, ground))
    if contrast(best, ground) >= CONTRAST:
        return best
    return max((QColor("black"), QColor("white")), key=lambda ink: contrast(ink, ground))
