"""Something that lies over the window for a moment: the rest is shaded, Esc or a click beside it ends it.

It is a child of the window and not a popup of its own, since input methods do not reach a popup on every system.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from gui.theme import Theme

_SHADE, _DARK_SHADE = 70, 130  # of 255


class Overlay(QWidget):
    """Covers `window`; what is shown goes into `card`. Deletes itself when it ends and gives the focus back."""

    closed = Signal()

    def __init__(self, window: QWidget, theme: Theme, width: int) -> None:
        super().__init__(window)
        self._over = window
        self._shade = QColor(0, 0, 0, _DARK_SHADE if theme.dark else _SHADE)
        self._width = width
        self._before = QApplication.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self.body = QVBoxLayout(self.card)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show it over the window and take the focus."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.place()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Put the card into the upper middle of the window."""
        margin = 24
        width = min(self._width, self.width() - 2 * margin)
        top = min(72, self.height() // 10)
        height = min(self.card.sizeHint().height(), self.height() - top - margin)
        self.card.setGeometry((self.width() - width) // 2, top, width, height)

    def end(self) -> None:
        """Close it; the focus goes back to where it was."""
        before = self._before
        self.close()
        self.closed.emit()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """Keys typed here are for it alone, never for the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends it; no other key goes further down."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card ends it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade what lies below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._shade)
        painter.end()
