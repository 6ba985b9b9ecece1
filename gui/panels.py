"""The panels side by side: the library or the guideline, the article, and what is told about it."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLayout, QSplitter, QStackedWidget, QWidget

_LIBRARY, _GUIDE, _READER = 0, 1, 2  # their places; the side's is the last
_READER_LEAST = 300  # pixels in which an article can be read
_SIDES = 272, 336  # pixels beside the article, before the user moves a border
_GUIDE_LEAST = 320


class Panels(QSplitter):
    """Three panels at a time; the keyboard goes from one to the next. What is not there yet leaves its place empty."""

    def __init__(self, library: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.side = QStackedWidget()
        """One of several panels, at the right."""
        self._fresh = True
        self._crowded = False
        self._wanted: QByteArray | bytes | bytearray | memoryview | None = None
        self._left: QByteArray | bytes | bytearray | memoryview | None = None
        self.splitterMoved.connect(self._moved)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._panels = [library, QWidget(), QWidget(), self.side]
        for panel in self._panels:
            self.addWidget(panel)
        self._panels[_GUIDE].hide()
        self.setStretchFactor(_READER, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """In the theme's clothes the library is not as wide as it took itself for."""
        super().showEvent(event)
        library = self._panels[_LIBRARY]
        for part in library.findChildren(QWidget):
            part.ensurePolished()
        for layout in library.findChildren(QLayout):
            layout.invalidate()
        if self._left is not None:  # until now the library was as wide as it took itself for
            super().restoreState(self._left)
            self._left = None
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The article takes what is more."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The usual widths, until somebody moves a border; and where widths kept from a wider window leave no article."""
        if self.isVisible() and self.sizes()[_READER] < _READER_LEAST <= self.width() // 2:
            self._crowded = True
        if (self._fresh or self._crowded) and self._panels[_GUIDE].isHidden():
            left, right = (min(usual, self.width() // 4) for usual in _SIDES)
            self.setSizes([left, 0, self.width() - left - right, right])

    def _moved(self) -> None:
        self._fresh = self._crowded = False

    def saveState(self) -> QByteArray:
        """The widths as the user wants them, not as a narrow window makes them."""
        return QByteArray(self._wanted) if self._crowded and self._wanted is not None else super().saveState()

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """The widths as they were left."""
        restored = super().restoreState(state)
        self._fresh = self._fresh and not restored
        self._wanted = state if restored else None
        self._left = self._wanted if not self.isVisible() else None
        return restored

    def put_guide(self, guide: QWidget) -> None:
        """The guideline, to be shown in the library's place."""
        self._put(_GUIDE, guide)
        guide.hide()

    def put_reader(self, reader: QWidget) -> None:
        """The article."""
        self._put(_READER, reader)
        reader.show()

    def next_panel(self, by: int) -> None:
        """Move the keyboard to the next panel, or with -1 to the one before."""
        shown = [panel for panel in self._panels if not panel.isHidden()]
        here = next((n for n, p in enumerate(shown) if p.isAncestorOf(QApplication.focusWidget() or self)), 1)
        shown[(here + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def show_guide(self, shown: bool) -> None:
        """Put the guideline into the library's place, or the library back."""
        sizes = self.sizes()
        left = max(sizes[_LIBRARY], sizes[_GUIDE])
        self._panels[_GUIDE].setVisible(shown)
        self._panels[_LIBRARY].setVisible(not shown)
        self.setSizes([0, max(left, _GUIDE_LEAST), *sizes[2:]] if shown else [left, 0, *sizes[2:]])
        self._panels[_GUIDE if shown else _READER].setFocus()

    def _put(self, place: int, panel: QWidget) -> None:
        sizes, was, self._panels[place] = self.sizes(), self._panels[place], panel
        self.replaceWidget(place, panel)
        self.setStretchFactor(_READER, 1)
        self.setSizes(sizes)
        was.deleteLater()
