"""The panels side by side: the library or the guideline, the article, and what is told about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

_LEFT, _READER, _SIDE = 272, 832, 336  # pixels, before the user moves a border
_GUIDE = 320  # the least that the guideline is given


class Panels(QSplitter):
    """Three panels at a time; the keyboard goes from one to the next."""

    def __init__(self, library: QWidget, guide: QWidget, reader: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._library, self._guide, self._reader, self._side = library, guide, reader, side
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for panel in (library, guide, reader, side):
            self.addWidget(panel)
        self.setStretchFactor(2, 1)
        self.setSizes([_LEFT, 0, _READER, _SIDE])
        guide.hide()

    def next_panel(self, by: int) -> None:
        """Move the keyboard to the next panel, or with -1 to the one before."""
        shown = [p for p in (self._library, self._guide, self._reader, self._side) if not p.isHidden()]
        here = next((n for n, p in enumerate(shown) if p.isAncestorOf(QApplication.focusWidget() or self)), 1)
        shown[(here + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def show_guide(self, shown: bool) -> None:
        """Put the guideline into the library's place, or the library back."""
        sizes = self.sizes()
        left = max(sizes[0], sizes[1])
        self._guide.setVisible(shown)
        self._library.setVisible(not shown)
        self.setSizes([0, max(left, _GUIDE), *sizes[2:]] if shown else [left, 0, *sizes[2:]])
        (self._guide if shown else self._reader).setFocus()
