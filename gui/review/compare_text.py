"""The article in the middle of a comparison: gold as solid lines, what all agree on dashed, open answers with letters."""

from dataclasses import replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.ids import GOLD_LAYER
from core.model.layer import Layer
from core.model.scheme import Scheme
from core.model.span import Span
from core.text.syllables import snap
from core.verbs import Desk
from core.wording import say
from gui.reader.decorations import Painting
from gui.reader.lanes import Placed
from gui.reader.measures import Measures
from gui.reader.page import Page
from gui.reader.sight import Sight
from gui.reader.text_area import Row, TextArea
from gui.review.compare_lanes import AGREED, CompareLanes
from gui.theme import Theme

_TOP = 14
_FAINT = 0.5  # what all agree on steps back behind what is open
_LETTER = 0.62  # em of a letter in a lane


def _measures(theme: Theme) -> Measures:
    """The reader's, with lanes high enough for letters that one can read."""
    plain = Measures.of(theme, 1.0)
    font = QFont(plain.code_font)
    font.setPixelSize(round(plain.em * _LETTER))
    lane = ceil(QFontMetricsF(font).capHeight())
    return replace(plain, code_font=font, lane=lane, step=lane + max(4, round(plain.em * 0.25)))


class _Painting(Painting):
    """As in the reader, with the letters of those who gave an answer at the head of its line."""

    def _paint_line(self, painter: QPainter, row: Row, placed: Placed) -> None:
        mention, page = placed.mention, self.page
        agreed = isinstance(mention, Suggestion) and mention.origin == AGREED
        painter.setOpacity(_FAINT if agreed else 1.0)
        super()._paint_line(painter, row, placed)
        painter.setOpacity(1.0)
        if not isinstance(mention, Suggestion) or agreed or page is None:
            return
        ends = self._ends(row, mention.span)
        if ends is None or not self._begins_on(row, mention):
            return
        font = page.measures.code_font
        size = QFontMetricsF(font)
        top = self._line_top(row, placed.lane)
        width = size.horizontalAdvance(mention.origin) + 4
        painter.fillRect(QRectF(ends[0], top - 2, width, size.capHeight() + 4), self._theme.paper)
        painter.setFont(font)
        painter.setPen(self._colours.get(mention.label, self._theme.unknown))
        painter.drawText(QPointF(ends[0], top + size.capHeight()), mention.origin)


class CompareText(QWidget):
    """Shows an article with its lanes; tells where words are selected. `text` takes the focus."""

    pressed = Signal(int)
    """The mouse has set the caret at an offset."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painting = _Painting(theme)
        self._painting.dress(theme, scheme)
        self._measures = _measures(theme)
        self.text = TextArea(self, self._painting)
        self._sight = Sight(self.text, self._painting)
        self._paper = QRectF()
        self.text.setAccessibleName(say("reader.article"))
        self.text.pressed.connect(lambda: self.pressed.emit(self.caret()))
        self.setFocusProxy(self.text)
        self._dress()

    def show_article(self, article: Article, lanes: CompareLanes, keep_place: bool) -> None:
        """Show an article from its start, or as it is now where it is the same."""
        desk = Desk(article, Layer(article.id, GOLD_LAYER), Detection(), ArticleCard(b"", article.id, GOLD_LAYER, b""))
        page = Page(desk, self._measures)
        page.lanes = lanes
        self._painting.page = page
        self._painting.current = None
        if keep_place and self.text.page is not None and self.text.page.article.id == article.id:
            self.text.lines.page = page
            if self._sight.respread(Span(0, max(1, len(page.text)))):
                self.text.lines.documentSizeChanged.emit(self.text.lines.documentSize())
            self.text.viewport().update()
        else:
            self.text.show_page(page)

    def show_current(self, span: Span | None, label: str) -> None:
        """Ring a place and bring it into sight; None for none."""
        page = self._painting.page
        self._painting.current = None
        if span is not None and page is not None and span.end <= len(page.text):
            there = [p.mention for p in page.lanes.over(span) if p.mention.span == span]
            self._painting.current = next(iter(there), Suggestion(span, label, AGREED))
            self._sight.reveal(span)
        self.text.viewport().update()

    def selected_span(self) -> Span | None:
        """The selection, widened to whole syllables."""
        cursor, page = self.text.textCursor(), self._painting.page
        if page is None or not cursor.hasSelection():
            return None
        start, end = (page.units.to_points(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return snap(page.text, Span(start, end)) if end > start else None

    def select_span(self, span: Span) -> None:
        """Select words."""
        page = self._painting.page
        if page is not None:
            cursor = self.text.textCursor()
            cursor.setPosition(page.units.to_units(span.start))
            cursor.setPosition(page.units.to_units(span.end), QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)

    def caret(self) -> int:
        """Where the caret is."""
        page = self._painting.page
        return page.units.to_points(self.text.textCursor().position()) if page else 0

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
        self.text.document().setDocumentMargin(self._measures.margin)

    # -- Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page in the middle."""
        measures = self._measures
        width = min(measures.column + 2 * measures.margin, max(200, self.width() - 2 * measures.side - 20))
        left = (self.width() - width) // 2
        self._paper = QRectF(left - measures.side - 0.5, _TOP - 0.5, width + 2 * measures.side + 1, self.height() + 20)
        self.text.setGeometry(left, _TOP, width, max(0, self.height() - _TOP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window, and the page on it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.line, 1))
        painter.setBrush(self._theme.paper)
        painter.drawRoundedRect(self._paper, 10, 10)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Beside the page the wheel scrolls it too."""
        QApplication.sendEvent(self.text.verticalScrollBar(), event)
