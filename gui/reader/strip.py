"""The strip at the right of the page: where in the article one is, and where the open suggestions are; it scrolls too."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.model.annotation import Annotation
from core.model.edit import Edit
from core.verbs import Desk
from gui.theme import Theme

_MARKS = 512  # places that are told apart
_MARK = 4  # px, the height of one
_NEAR = 4  # px within which a click means a mark
WIDTH = 10


class Strip(QWidget):
    """Marks and a thumb in proportion to the text's length."""

    scroll_requested = Signal(int)
    """To the offset in the text."""
    mark_requested = Signal(int, int)
    """To the first open suggestion between two offsets."""

    def __init__(self, theme: Theme, shown: Callable[[], tuple[int, int]], parent: QWidget) -> None:
        """`shown` tells from where to where the text is on the screen."""
        super().__init__(parent)
        self.theme = theme
        self._on_screen = shown
        self._desk: Desk | None = None
        self._length = 1
        self._counts: Counter[int] = Counter()
        self._dragging = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_desk(self, desk: Desk | None) -> None:
        """Mark what is open on a desk."""
        self._desk, self._counts = desk, Counter()
        self._length = max(1, len(desk.article.text)) if desk else 1
        if desk is not None:
            open_ones = desk.open if len(desk.layer) else desk.detection.suggestions
            self._counts = Counter(s.span.start * _MARKS // self._length for s in open_ones)
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
                self._counts[span.start * _MARKS // self._length] += -1 if (span, label) in after else 1
        self.update()

    @property
    def marks(self) -> dict[int, int]:
        """How many open suggestions each place has, of those that have any."""
        return {place: count for place, count in self._counts.items() if count}

    def _thumb(self) -> QColor:
        """A little stronger than the trough."""
        line, soft = self.theme.line, self.theme.soft
        mixed = (a + (b - a) * 0.15 for a, b in zip(line.getRgb()[:3], soft.getRgb()[:3], strict=True))  # pyright: ignore[reportIndexIssue,reportArgumentType]
        return QColor(*(round(c) for c in mixed))

    def _y(self, offset: float) -> float:
        return offset / self._length * self.height()

    def _mark_top(self, place: int) -> int:
        return round(place / _MARKS * (self.height() - _MARK - 2)) + 1

    def _runs(self) -> list[tuple[int, int]]:
        """From where to where there are marks, those that touch as one."""
        runs: list[tuple[int, int]] = []
        for place in sorted(self.marks):
            top = self._mark_top(place)
            if runs and top <= runs[-1][1]:
                runs[-1] = runs[-1][0], top + _MARK
            else:
                runs.append((top, top + _MARK))
        return runs

    # -- Qt's events

    def sizeHint(self) -> QSize:
        """Narrow, and as high as it may."""
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The trough, the thumb and the marks."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        _pill(painter, 0, self.height(), self.theme.line)
        start, end = self._on_screen()
        if end - start < self._length:
            height = round(max(WIDTH * 2, self._y(end - start)))
            _pill(painter, min(round(self._y(start)), self.height() - height), height, self._thumb())
        for top, bottom in self._runs():  # without corners; drawing hundreds of round ones takes longer than the text
            painter.fillRect(3, top, WIDTH - 6, bottom - top, self.theme.accent)
            painter.fillRect(2, top + 1, WIDTH - 4, bottom - top - 2, self.theme.accent)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To the mark that is meant, else there."""
        y = event.position().y()
        near = {p: distance for p in self.marks if (distance := abs(self._mark_top(p) + _MARK / 2 - y)) <= _NEAR}
        if near:
            place = min(near, key=lambda p: near[p])
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
        start, end = self._on_screen()
        offset = y / max(1, self.height()) * self._length - (end - start) / 2
        self.scroll_requested.emit(round(min(max(0, offset), self._length - 1)))


def _pill(painter: QPainter, top: int, height: int, colour: QColor) -> None:
    """A bar with round ends; filling a high one as a path takes longer than painting the text."""
    painter.setBrush(colour)
    for y in (top, top + height - WIDTH):
        painter.drawEllipse(QRectF(0, y, WIDTH, WIDTH))
    painter.fillRect(0, top + WIDTH // 2, WIDTH, height - WIDTH, colour)
