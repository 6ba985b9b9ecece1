"""The text of an article: Qt's own plain text widget, read-only, whose lines are spread and whose mentions are painted.

Caret, selection, scrolling, hit tests and what screen readers ask are Qt's; keys beyond the caret's are the window's.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.model.span import Span
from core.text.odd import shown
from gui.reader.layout import ReaderLayout
from gui.reader.page import Page

_NOTCH = 120  # a wheel's, in eighths of a degree


class Row(NamedTuple):
    """A line of text on the screen."""

    line: QTextLine
    block: QTextBlock
    top: float  # where its block lies in the viewport
    span: Span | None  # of code points; None for a line without any

    @property
    def baseline(self) -> int:
        """Where the words stand in the viewport."""
        return round(self.top + self.line.y() + self.line.ascent())


class Decorations(Protocol):
    """What is painted around the words."""

    def below(self, painter: QPainter, area: QRect, rows: list[Row]) -> None:
        """Paint what lies under the words: all of `area`."""
        ...

    def above(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint what lies beside and between them."""
        ...


class TextArea(QPlainTextEdit):
    """See the module."""

    pressed = Signal()
    """The mouse has set the caret."""
    zoom_requested = Signal(int)
    menu_requested = Signal(QPoint)
    tip_requested = Signal(QPoint, QPoint)
    """For a place in the viewport, to be shown at a place on the screen."""

    def __init__(self, parent: QWidget, decorations: Decorations) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self._decorations = decorations
        self._turned = 0
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self.lines = ReaderLayout(document)
        document.setDocumentLayout(self.lines)
        self.setDocument(document)
        self.setReadOnly(True)
        flag = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flag.TextSelectableByKeyboard | flag.TextSelectableByMouse)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self.lines.page

    def show_page(self, page: Page | None) -> None:
        """Show an article from its start."""
        self.lines.take(page)
        self.setPlainText(shown(page.text) if page else "")

    def lay_out_again(self) -> None:
        """Break and spread all lines anew: measures or colours have changed."""
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def rows(self, area: QRect) -> Iterator[Row]:
        """The lines of text that may touch an area of the viewport, from the top."""
        block = self.firstVisibleBlock()
        top = self._top(block)
        while self.page is not None and block.isValid() and top <= area.bottom():
            height = self.lines.blockBoundingRect(block).height()
            if top + height >= area.top():
                layout = block.layout()
                for number in range(_line_at(layout, area.top() - top), layout.lineCount()):
                    line = layout.lineAt(number)
                    if top + line.y() > area.bottom():
                        break
                    yield self._row(block, line, top)
            top += height
            block = block.next()

    def rows_of(self, span: Span) -> Iterator[Row]:
        """The lines on the screen that a span has letters on, from the top."""
        if self.page is None:
            return
        block, bottom = self.document().findBlock(self.page.units.to_units(span.start)), self.viewport().height()
        last = self.page.units.to_units(span.end - 1)
        first = self.firstVisibleBlock()
        if block.blockNumber() < first.blockNumber():
            block = first
        top = self._top(block)
        while block.isValid() and block.position() <= last and top <= bottom:
            height, layout = self.lines.blockBoundingRect(block).height(), block.layout()
            start = layout.lineForTextPosition(
                max(0, self.page.units.to_units(span.start) - block.position())
            ).lineNumber()
            for number in range(max(start, _line_at(layout, -top)), layout.lineCount()):
                row = self._row(block, layout.lineAt(number), top)
                if block.position() + row.line.textStart() > last or top + row.line.y() > bottom:
                    break
                if row.span is not None and row.span.overlaps(span):
                    yield row
            top += height
            block = block.next()

    def _top(self, block: QTextBlock) -> float:
        """Where a block on the screen begins in the viewport; for one below it, something below it."""
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).top()

    def _row(self, block: QTextBlock, line: QTextLine, top: float) -> Row:
        assert self.page is not None
        position = block.position() + line.textStart()
        start, end = (self.page.units.to_points(at) for at in (position, position + line.textLength()))
        return Row(line, block, top, Span(start, end) if end > start else None)

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fills, then the words, then lines, rings and numbers."""
        rows = list(self.rows(event.rect().adjusted(0, -8, 0, 8)))
        painter = QPainter(self.viewport())
        self._decorations.below(painter, event.rect(), rows)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._decorations.above(painter, rows)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The caret first, then the news of it."""
        blocked = self.blockSignals(True)
        super().mousePressEvent(event)
        self.blockSignals(blocked)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom while Ctrl is held."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_requested.emit(steps)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The window has the menu; the caret goes to the place first, unless it is within the selection."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            there, cursor = self.cursorForPosition(event.pos()), self.textCursor()
            if not cursor.selectionStart() <= there.position() <= cursor.selectionEnd() or not cursor.hasSelection():
                self.setTextCursor(there)
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu_requested.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering asks for a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.tip_requested.emit(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab is a verb of the window and never leaves the text."""
        return False

    def createMimeDataFromSelection(self) -> QMimeData:
        """The article's own letters, which the widget has changed some of.

        In Qt's own object: the clipboard outlives Python, and one made here would crash the program as it ends.
        """
        data, cursor, page = super().createMimeDataFromSelection(), self.textCursor(), self.page
        if page is not None:
            start, end = (page.units.to_points(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
            for kind in data.formats():
                data.data(kind)  # Qt fills it in when it is first asked, over what was set before
                data.removeFormat(kind)
            data.setText(page.text[start:end])
        return data


def _line_at(layout: QTextLayout, y: float) -> int:
    """The last line that begins at `y` or above, or the first one; a paragraph may have many thousands."""
    low, high = 0, layout.lineCount() - 1
    while low < high:
        middle = (low + high + 1) // 2
        if layout.lineAt(middle).y() <= y:
            low = middle
        else:
            high = middle - 1
    return low
