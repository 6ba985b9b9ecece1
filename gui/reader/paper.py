"""The page on which an article is read: its text and its strip in their places, as large and wide as one likes to read."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.wording import say
from gui.reader import strip
from gui.reader.decorations import Painting
from gui.reader.measures import PLAIN, Measures, Reading
from gui.reader.page import Page
from gui.reader.sight import Sight
from gui.reader.strip import Strip
from gui.reader.text_area import TextArea
from gui.theme import Theme

_STEP = 1.1
_LEAST, _MOST = -6, 12  # steps of zoom
_TOP = 16  # above the page


class Paper(QWidget):
    """See the module. `text` takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 0
        self._reading = PLAIN
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
        self.text.zoom_requested.connect(self.zoom)
        self.text.verticalScrollBar().valueChanged.connect(self.strip.update)
        self.text.verticalScrollBar().rangeChanged.connect(self.strip.update)
        self.strip.scroll_requested.connect(self._sight.scroll_to)
        self._dress()

    @property
    def _page(self) -> Page | None:
        return self._painting.page

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

    def set_reading(self, reading: Reading) -> None:
        """Take another manner of reading: line length, leading, justified or not."""
        if reading != self._reading:
            self._reading = reading
            self._measure()

    def set_codes(self, shown: bool) -> None:
        """Show the two letters of its label at the head of every line, for those who cannot tell colours apart and for print."""
        if shown != self._painting.codes:
            self._painting.codes = shown
            self._measure()

    def _measure(self) -> None:
        """Take measures anew, with the line at the top staying there."""
        offset = self._sight.shown()[0]
        self._measures = Measures.of(self._theme, _STEP**self._zoom, self._painting.codes, self._reading)
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
        option = QTextOption(Qt.AlignmentFlag.AlignJustify if self._reading.justified else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.document().setDefaultTextOption(option)
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
