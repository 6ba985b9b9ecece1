"""The reader: one article on its page, its mentions, the current one, and going about among them.

It shows what it is told and says where one is; it changes nothing. Offsets are code points.
"""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QToolTip, QWidget

from core.model.annotation import Annotation
from core.model.article import ZoneKind
from core.model.edit import Edit
from core.model.scheme import Scheme
from core.model.span import Span
from core.verbs import Desk, Mention, reading_order
from gui.reader import walk
from gui.reader.caret import CaretPaper
from gui.reader.page import Page
from gui.reader.tips import tip_of
from gui.theme import Theme

_STEP = 1.1
_LEAST, _MOST = -6, 12  # steps of zoom
_TOP = 16  # above the page


class ReaderView(CaretPaper):
    """See the module. Verbs and keys are the window's; `text` takes the focus."""

    current_changed = Signal(object)
    """The mention that is current now, or None."""
    word_menu_requested = Signal(QPoint, object)
    """A menu is wanted at a place on the screen, for a mention or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._desk: Desk | None = None
        self._scheme: Scheme | None = None
        self._skip = False
        self._pressed_on: list[Mention] = []
        self.text.cursorPositionChanged.connect(self._caret_moved)
        self.text.pressed.connect(self._pressed)
        self.text.menu_requested.connect(self._menu)
        self.text.tip_requested.connect(self._tip)
        self.strip.mark_requested.connect(self._go_to_mark)

    # -- the article

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

    # -- where one is

    def set_caret(self, offset: int) -> None:
        """Put the caret somewhere, in sight; what is there becomes current."""
        if self._page is not None:
            offset = min(max(0, offset), len(self._page.text))
            self._put_caret(offset)
            if self._page.text:
                start = min(offset, len(self._page.text) - 1)
                self.reveal(Span(start, start + 1))
            self._caret_moved()

    def mention_at(self, at: QPoint) -> Mention | None:
        """The innermost mention at a point of `text.viewport()`."""
        page = self._page
        offset = page.units.to_points(self.text.cursorForPosition(at).position()) if page else 0
        return next((m for m in self._stack(offset) if self.visible_rect_of(m.span).contains(at)), None)

    # -- how it looks

    def set_hidden_labels(self, labels: set[str]) -> None:
        """Hide the mentions of some labels; lanes stay as they are."""
        self._painting.hidden = frozenset(labels)
        self.text.viewport().update()
        if self.current is not None and self.current.label in labels:
            self._become(None)

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
