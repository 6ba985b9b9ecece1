"""The reader: one article on its page, its mentions, the current one, and going about among them.

It shows what it is told and says where one is; it changes nothing. Offsets are code points.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core.model.annotation import Annotation
from core.model.article import ZoneKind
from core.model.edit import Edit
from core.model.scheme import Scheme
from core.model.span import Span
from core.text.syllables import snap
from core.verbs import Desk, Mention, reading_order
from core.wording import say
from gui.reader import strip, walk
from gui.reader.decorations import Painting
from gui.reader.measures import Measures
from gui.reader.page import Page
from gui.reader.sight import Sight
from gui.reader.strip import Strip
from gui.reader.text_area import TextArea
from gui.reader.tips import tip_of
from gui.theme import Theme

_STEP = 1.1
_LEAST, _MOST = -6, 12  # steps of zoom
_TOP = 16  # above the page


class ReaderView(QWidget):
    """See the module. Verbs and keys are the window's; `text` takes the focus."""

    current_changed = Signal(object)
    """The mention that is current now, or None."""
    word_menu_requested = Signal(QPoint, object)
    """A menu is wanted at a place on the screen, for a mention or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 0
        self._desk: Desk | None = None
        self._scheme: Scheme | None = None
        self._skip = False
        self._pressed_on: list[Mention] = []
        self._moving = False  # the caret is being put somewhere by us
        self._painting = Painting(theme)
        self._measures = Measures.of(theme, 1.0)
        self.text = TextArea(self, self._painting)
        self._sight = Sight(self.text, self._painting)
        self.strip = Strip(theme, self._sight.shown, self)
        self.setFocusProxy(self.text)
        self.text.setAccessibleName(say("reader.article"))
        self.text.setAccessibleDescription(say("reader.article_about"))
        self.strip.setAccessibleName(say("reader.strip"))
        self.strip.setToolTip(say("reader.strip"))
        self.text.cursorPositionChanged.connect(self._caret_moved)
        self.text.pressed.connect(self._pressed)
        self.text.zoom_requested.connect(self.zoom)
        self.text.menu_requested.connect(self._menu)
        self.text.tip_requested.connect(self._tip)
        self.text.verticalScrollBar().valueChanged.connect(self.strip.update)
        self.text.verticalScrollBar().rangeChanged.connect(self.strip.update)
        self.strip.scroll_requested.connect(self._sight.scroll_to)
        self.strip.mark_requested.connect(self._go_to_mark)
        self._dress()

    # -- the article

    @property
    def _page(self) -> Page | None:
        return self._painting.page

    def show_desk(self, desk: Desk, scheme: Scheme, keep_place: bool = False) -> None:
        """Show an article from its start; with `keep_place` the same article as it is now, with caret and scroll kept."""
        same = keep_place and self._desk is not None and self._desk.article.id == desk.article.id
        self._desk, self._scheme = desk, scheme
        self._painting.dress(self._theme, scheme)
        page = Page(desk, self._measures)
        self._painting.page = page
        self._pressed_on = []
        self.strip.show_desk(desk)
        if same:
            self.text.lines.page = page
            self._sight.respread(Span(0, max(1, len(page.text))))
            self.text.viewport().update()
            self._become(walk.successor(desk, self._painting.current, ()))
            return
        self._painting.current = None
        self._moving = True
        self.text.show_page(page)
        self._moving = False
        self.current_changed.emit(None)

    def clear(self) -> None:
        """Show nothing."""
        self._desk = self._painting.page = self._painting.current = None
        self.strip.show_desk(None)
        self.text.show_page(None)
        self.current_changed.emit(None)

    def refresh(self, edit: Edit) -> None:
        """Show what an edit has changed, after the desk's layer has taken it in."""
        page = self._page
        changed = [i for i in (*edit.removed, *edit.added) if isinstance(i, Annotation)]
        if page is None or self._desk is None or not changed or changed[0].article != self._desk.article.id:
            return
        self.strip.refresh(edit)
        around = page.lanes.forget(i.span for i in changed)
        if around is not None and self._sight.respread(around):
            self.text.lines.documentSizeChanged.emit(self.text.lines.documentSize())
            self.text.viewport().update()
        elif around is not None:
            self._sight.repaint(around)
        self._become(walk.successor(self._desk, self._painting.current, edit.added))

    # -- the current mention

    @property
    def current(self) -> Mention | None:
        """The mention that verbs work on."""
        return self._painting.current

    def set_current(self, mention: Mention | None, reveal: bool = True) -> None:
        """Make a mention current, with the caret at its start; `reveal` scrolls to it where it is not well in sight."""
        if mention is not None and self._page is not None:
            self._put_caret(mention.span.start)
            if reveal:
                self.reveal(mention.span)
        self._become(mention)

    def next_open(self) -> bool:
        """Go to the next open suggestion; False, and nothing moves, where there is none."""
        return self._go(walk.open_after(self._desk, self._place(), self._allowed) if self._desk else None)

    def previous_open(self) -> bool:
        """Go to the open suggestion before; False, and nothing moves, where there is none."""
        return self._go(walk.open_before(self._desk, self._place(), self._allowed) if self._desk else None)

    def next_mention(self) -> bool:
        """Go to the next mention, decided or not."""
        page = self._page
        return self._go(walk.mention_after(page.lanes, len(page.text), self._place(), self._allowed) if page else None)

    def previous_mention(self) -> bool:
        """Go to the mention before, decided or not."""
        page = self._page
        return self._go(walk.mention_before(page.lanes, self._place(), self._allowed) if page else None)

    def cycle(self) -> bool:
        """Go from the current mention outwards through what overlaps there, and back to the innermost."""
        stack = self._stack(self.caret())
        if self.current is not None and self.current not in stack:
            stack = self._stack(self.current.span.start)
        if not stack:
            return False
        at = stack.index(self.current) + 1 if self.current in stack else 0
        self._become(stack[at % len(stack)])
        return True

    # -- caret and selection

    def caret(self) -> int:
        """Where the caret is."""
        return self._page.units.to_points(self.text.textCursor().position()) if self._page else 0

    def set_caret(self, offset: int) -> None:
        """Put the caret somewhere, in sight; what is there becomes current."""
        if self._page is not None:
            offset = min(max(0, offset), len(self._page.text))
            self._put_caret(offset)
            if self._page.text:
                start = min(offset, len(self._page.text) - 1)
                self.reveal(Span(start, start + 1))
            self._caret_moved()

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

    def mention_at(self, at: QPoint) -> Mention | None:
        """The innermost mention at a point of `text.viewport()`."""
        page = self._page
        offset = page.units.to_points(self.text.cursorForPosition(at).position()) if page else 0
        return next((m for m in self._stack(offset) if self.visible_rect_of(m.span).contains(at)), None)

    # -- how it looks

    @property
    def zoom_steps(self) -> int:
        """How far the text is zoomed: 0 is 100 %."""
        return self._zoom

    def zoom(self, steps: int) -> None:
        """Make the text larger by steps of a tenth, or smaller."""
        wanted = min(_MOST, max(_LEAST, self._zoom + steps))
        if wanted != self._zoom:
            self._zoom = wanted
            self._measure()

    def zoom_reset(self) -> None:
        """Back to 100 %."""
        self.zoom(-self._zoom)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = self.strip.theme = theme
        self._painting.dress(theme)
        self._measure()
        self.update()

    def set_hidden_labels(self, labels: set[str]) -> None:
        """Hide the mentions of some labels; lanes stay as they are."""
        self._painting.hidden = frozenset(labels)
        self.text.viewport().update()
        if self.current is not None and self.current.label in labels:
            self._become(None)

    def set_codes(self, shown: bool) -> None:
        """Show the two letters of its label at the head of every line, for those who cannot tell colours apart and for print."""
        if shown != self._painting.codes:
            self._painting.codes = shown
            self._measure()

    def set_skip_boilerplate(self, skip: bool) -> None:
        """Whether going about passes over boilerplate."""
        self._skip = skip

    # -- the parts

    def _allowed(self, mention: Mention) -> bool:
        """Whether going about stops at a mention."""
        page = self._page
        if page is None or mention.label in self._painting.hidden:
            return False
        return not (self._skip and page.kind(mention.span.start) is ZoneKind.BOILERPLATE)

    def _place(self) -> walk.Place:
        return reading_order(self.current) if self.current is not None else walk.before_all_at(self.caret())

    def _go(self, mention: Mention | None) -> bool:
        if mention is not None:
            self.set_current(mention)
        return mention is not None

    def _stack(self, offset: int) -> list[Mention]:
        return walk.stack_at(self._page.lanes, offset, self._painting.hidden) if self._page else []

    def _become(self, mention: Mention | None) -> None:
        before = self._painting.current
        if mention == before:
            return
        self._painting.current = mention
        for one in (before, mention):
            if one is not None:
                self._sight.repaint(one.span)
        self.current_changed.emit(mention)

    def _caret_moved(self) -> None:
        self._pressed_on = []
        if not self._moving and not self.text.textCursor().hasSelection():
            stack = self._stack(self.caret())
            self._become(stack[0] if stack else None)

    def _pressed(self) -> None:
        """The mouse has set the caret: the innermost there, or outwards when pressed on the same again."""
        if self.text.textCursor().hasSelection():
            return
        stack = self._stack(self.caret())
        if stack and stack == self._pressed_on and self.current in stack:
            self._become(stack[(stack.index(self.current) + 1) % len(stack)])
        else:
            self._become(stack[0] if stack else None)
        self._pressed_on = stack

    def _menu(self, place: QPoint) -> None:
        if self.current is None or self.current not in self._stack(self.caret()):
            self._caret_moved()
        self.word_menu_requested.emit(place, self.current)

    def _tip(self, at: QPoint, place: QPoint) -> None:
        """Tell what the mention under the mouse is."""
        mention = self.mention_at(at)
        if mention is None or self._scheme is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(
                place, tip_of(mention, self._scheme), self.text.viewport(), self.visible_rect_of(mention.span)
            )

    def _go_to_mark(self, start: int, end: int) -> None:
        if self._desk is None:
            return
        mention = walk.open_after(self._desk, walk.before_all_at(start), lambda _: True)
        if mention is not None and mention.span.start < end:
            self.set_current(mention)
            self.text.setFocus()

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

    def _measure(self) -> None:
        """Take measures anew, with the line at the top staying there."""
        offset = self._sight.shown()[0]
        self._measures = Measures.of(self._theme, _STEP**self._zoom, self._painting.codes)
        if self._page is not None:
            self._page.measures = self._measures
        self._dress()
        self.text.lay_out_again()
        self._sight.scroll_to(offset)

    def _dress(self) -> None:
        role, theme = QPalette.ColorRole, self._theme
        palette = self.text.palette()
        for which, colour in (
            (role.Base, theme.paper),
            (role.Text, theme.ink),
            (role.Highlight, theme.selection),
            (role.HighlightedText, theme.ink),
        ):
            palette.setColor(which, colour)
        self.text.setPalette(palette)
        self.text.setFont(self._measures.font)
        self.text.setCursorWidth(max(1, self._measures.em // 12))
        self.text.document().setDocumentMargin(self._measures.margin)
        self._place_parts()

    def _place_parts(self) -> None:
        """The page in the middle, the strip at the right."""
        measures, beside = self._measures, strip.WIDTH + 16
        width = min(measures.column + 2 * measures.margin, max(200, self.width() - 2 * (beside + measures.side)))
        left = (self.width() - width) // 2
        self._paper = QRectF(left - measures.side - 0.5, _TOP - 0.5, width + 2 * measures.side + 1, self.height() + 20)
        self.text.setGeometry(left, _TOP, width, max(0, self.height() - _TOP))
        self.strip.setGeometry(self.width() - beside + 6, _TOP, strip.WIDTH, max(0, self.height() - _TOP - 12))

    # -- Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in the middle."""
        self._place_parts()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window, and the page on it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.line, 1))
        painter.setBrush(self._theme.paper)
        painter.drawRoundedRect(self._paper, 10, 10)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Beside the page the wheel scrolls it too."""
        QApplication.sendEvent(self.text.verticalScrollBar(), event)
