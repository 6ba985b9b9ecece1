"""The caret and the selection of the reader, in code points."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from core.model.span import Span
from core.text.syllables import snap
from gui.reader.paper import Paper
from gui.theme import Theme


class CaretPaper(Paper):
    """A page with a caret. While `_moving`, the caret is being put somewhere by the program and nobody is told."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._moving = False

    def caret(self) -> int:
        """Where the caret is."""
        return self._page.units.to_points(self.text.textCursor().position()) if self._page else 0

    def selected_span(self) -> Span | None:
        """The selection, widened to whole syllables; None where nothing is selected."""
        cursor, page = self.text.textCursor(), self._page
        if page is None or not cursor.hasSelection():
            return None
        start, end = (page.units.to_points(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return snap(page.text, Span(start, end)) if end > start else None

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.text.textCursor()
        cursor.clearSelection()
        self._set_cursor(cursor)

    def select_span(self, span: Span) -> None:
        """Select a stretch of text and show it."""
        if self._page is not None:
            cursor = self.text.textCursor()
            cursor.setPosition(self._page.units.to_units(span.start))
            cursor.setPosition(self._page.units.to_units(span.end), QTextCursor.MoveMode.KeepAnchor)
            self._set_cursor(cursor)
            self.reveal(span)

    def reveal(self, span: Span) -> None:
        """Scroll so that a span stands well in sight, if it does not."""
        self._sight.reveal(span)

    def visible_rect_of(self, span: Span) -> QRect:
        """What of a span is on the screen, in coordinates of `text.viewport()`; an invalid rectangle if nothing."""
        return self._sight.rect_of(span)

    def _put_caret(self, offset: int) -> None:
        """Move the caret without a word of it, and without scrolling."""
        if self._page is not None:
            cursor = self.text.textCursor()
            cursor.setPosition(self._page.units.to_units(offset))
            self._set_cursor(cursor)

    def _set_cursor(self, cursor: QTextCursor) -> None:
        bar = self.text.verticalScrollBar()
        value, self._moving = bar.value(), True
        self.text.setTextCursor(cursor)
        self._moving = False
        bar.setValue(value)
