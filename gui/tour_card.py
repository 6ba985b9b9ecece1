"""A small card that lies on the window without taking the keyboard, and the ring around what it speaks of."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.parts.keycap import keycap
from gui.theme import Theme

_WIDTH = 360
_GAP = 16
_RADIUS = 10


class Card(QFrame):
    """A title, some words, keys and buttons; in the lower right corner, or beside what it points at."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._over = window
        self._target: QWidget | None = None
        self.setObjectName("tour")
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ring = _Ring(window, theme)
        self._count, self._title, self._text = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._count.setProperty("kind", "faint")
        self._title.setProperty("kind", "title")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._keys, self._buttons = QHBoxLayout(), QHBoxLayout()
        for row in (self._keys, self._buttons):
            row.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for part in (self._count, self._title, self._text):
            layout.addWidget(part)
        layout.addLayout(self._keys)
        layout.addLayout(self._buttons)
        self.setFixedWidth(_WIDTH)
        window.installEventFilter(self)

    def say(self, title: str, text: str, count: str = "", keys: Sequence[str] = ()) -> None:
        """What the card says, how far one is, and the keys to press."""
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self._title.setText(title)
        self._text.setText(text)
        _empty(self._keys)
        for key in keys:
            self._keys.addWidget(keycap(key))
        self._keys.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def offer(self, *buttons: tuple[str, str, Callable[[], object]]) -> None:
        """The buttons, from the left: words, kind (`primary`, `flat`), what a click calls."""
        _empty(self._buttons)
        self._buttons.addStretch(1)
        for words, kind, called in buttons:
            button = QPushButton(words)
            button.setProperty("kind", kind)
            button.setFocusPolicy(
                Qt.FocusPolicy.NoFocus
            )  # the keyboard stays where the work is; Alt and a letter reach it
            button.clicked.connect(lambda _on=False, called=called: called())
            self._buttons.addWidget(button)

    def point(self, target: QWidget | None) -> None:
        """Show the card beside a part of the window with a ring around that, or in the corner."""
        self._target = target
        self.show()
        self._place()

    def end(self) -> None:
        """Take card and ring away."""
        for part in (self._ring, self):
            part.hide()
            part.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what it points at."""
        if (
            watched is self._over
            and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
            and self.isVisible()
        ):
            self._place()
        return False

    def _place(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))
        room = self._over.rect().adjusted(_GAP, _GAP, -_GAP, -2 * _GAP)
        around = QRect()
        if self._target is not None and self._target.isVisible():
            around = QRect(self._target.mapTo(self._over, QPoint()), self._target.size())
        self._ring.surround(around)
        self.move(self._corner(room, around))
        self.raise_()

    def _corner(self, room: QRect, around: QRect) -> QPoint:
        """Beside a narrow part, above or below a low one, inside a large one, where there is room; else the lower right."""
        last = QPoint(room.right() - self.width(), room.bottom() - self.height())
        if around.isNull():
            return last
        top = max(room.top(), min(around.bottom() - _GAP - self.height(), last.y()))  # one reads from the top
        if around.right() + _GAP + self.width() < room.right():
            return QPoint(around.right() + _GAP, top)
        if around.left() - _GAP - self.width() > room.left() and around.width() < room.width() // 2:
            return QPoint(around.left() - _GAP - self.width(), top)
        across = max(room.left(), min(around.left(), last.x()))
        if around.height() < room.height() // 3:
            below = around.bottom() + _GAP
            fits = below + self.height() < room.bottom()
            return QPoint(across, below if fits else around.top() - _GAP - self.height())
        return QPoint(around.right() - _GAP - self.width(), around.bottom() - _GAP - self.height())


class _Ring(QWidget):
    """A line in the accent's colour around a part; mouse and keyboard go through it."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._pen = QPen(theme.accent, 3)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, rect: QRect) -> None:
        """Lie around a part of the window; an empty rectangle hides it."""
        self.setVisible(not rect.isNull())
        if not rect.isNull():
            self.setGeometry(rect)
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)
        painter.end()


def _empty(row: QHBoxLayout) -> None:
    while item := row.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
