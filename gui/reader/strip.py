"""The strip at the right of the page: where in the article one is, and where the open suggestions are; it scrolls too."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.model.annotation import Annotation
from core.model.edit import Edit
from core.verbs import Desk
from gui.theme import Theme

_MARKS = 512  # places that are told apart
_NEAR = 4  # px within which a click means a mark
WIDTH = 10


class Strip(QWidget):
    """Marks and a thumb in proportion to the text's length."""

    scroll_requested = Signal(int)
    """To the offset in the text."""
    mark_requested = Signal(int, int)
    """To the first open suggestion between two offsets."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._desk: Desk | None = None
        self._length = 1
        self._counts: dict[int, int] = {}
        self._shown = (0, 1)
        self._dragging = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_desk(self, desk: Desk | None) -> None:
        """Mark what is open on a desk."""
        self._desk, self._counts = desk, {}
        self._length = max(1, len(desk.article.text)) if desk else 1
        if desk is not None:
            decided = len(desk.layer) > 0
            for suggestion in desk.detection.suggestions:
                if not decided or desk.layer.at(suggestion.span, suggestion.label) is None:
                    self._count(suggestion.span.start, 1)
        self.update()

    def refresh(self, edit: Edit) -> None:
        """Take in what an edit has opened and closed."""
        if self._desk is None:
            return
        before, after = (
            {(i.span, i.label) for i in items if isinstance(i, Annotation)} for items in (edit.removed, edit.added)
        )
        for span, label in before ^ after:
            if self._desk.suggestion_at(span, label) is not None:
                self._count(span.start, -1 if (span, label) in after else 1)
        self.update()

    def set_shown(self, start: int, end: int) -> None:
        """The part of the text that is on the screen."""
        if (start, end) != self._shown:
            self._shown = start, end
            self.update()

    @property
    def marks(self) -> dict[int, int]:
        """How many open suggestions each place has, of those that have any."""
        return {place: count for place, count in self._counts.items() if count}

    def _count(self, offset: int, by: int) -> None:
        place = offset * _MARKS // self._length
        self._counts[place] = self._counts.get(place, 0) + by

    def _y(self, offset: float) -> float:
        return offset / self._length * self.height()

    # -- Qt's events

    def sizeHint(self) -> QSize:
        """Narrow, and as high as it may."""
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The trough, the thumb and the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.line)
        painter.drawRoundedRect(QRectF(0, 0, WIDTH, self.height()), WIDTH / 2, WIDTH / 2)
        if self._shown[1] - self._shown[0] < self._length:
            thumb = QColor(self.theme.soft)
            thumb.setAlpha(48)
            painter.setBrush(thumb)
            top, bottom = (self._y(at) for at in self._shown)
            painter.drawRoundedRect(QRectF(0, top, WIDTH, max(WIDTH * 2, bottom - top)), WIDTH / 2, WIDTH / 2)
        painter.setBrush(self.theme.accent)
        for place in self.marks:
            painter.drawRoundedRect(QRectF(2, round(place / _MARKS * (self.height() - 6)) + 1, WIDTH - 4, 4), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To the mark that is meant, else there."""
        y = event.position().y()
        near = [p for p in self.marks if abs(p / _MARKS * (self.height() - 6) + 3 - y) <= _NEAR]
        if near:
            place = min(near, key=lambda p: abs(p / _MARKS * (self.height() - 6) + 3 - y))
            first, end = (-(-p * self._length // _MARKS) for p in (place, place + 1))
            self.mark_requested.emit(first, end)
            return
        self._dragging = True
        self._scroll_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll along."""
        if self._dragging:
            self._scroll_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragging = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is the text's."""
        event.ignore()

    def _scroll_to(self, y: float) -> None:
        """The middle of what is shown goes to the height `y`."""
        half = (self._shown[1] - self._shown[0]) / 2
        offset = y / max(1, self.height()) * self._length - half
        self.scroll_requested.emit(round(min(max(0, offset), self._length - 1)))
