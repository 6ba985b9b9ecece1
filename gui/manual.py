"""The manual's window: contents and search at the left, a page at the right. Nothing outside is ever loaded."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.manual import Page, body, pages, pictures
from core.text.fold import fold
from core.wording import language, say
from gui import fonts
from gui.guide_hits import Hits
from gui.theme import Theme

_SIZE = QSize(1040, 760)
_CONTENTS = 270  # pixels
_MARGIN = 32
_LEADING = 5  # pixels between two lines
_SETTLED = 120  # milliseconds after a resize before pictures are scaled anew


class ManualWindow(QWidget):
    """Opened beside the window that asks for it; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual")
        self.setWindowTitle(f"{say('manual.title')} — Bút Vàng")
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = pages(language())
        self.field = QLineEdit()
        self.field.setProperty("kind", "search")
        self.field.setPlaceholderText(say("manual.find"))
        self.field.setAccessibleName(say("manual.find"))
        self.field.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(say("manual.contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._pages:
            self.contents.addItem(QListWidgetItem(page.title))
        self._found = QLabel(wordWrap=True)
        self._found.setProperty("kind", "faint")
        self._found.setContentsMargins(4, 0, 4, 0)
        self.text = _Paper(theme)
        self._hits = Hits(self.text, theme)
        self._lay_out()
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.contents.currentRowChanged.connect(self._turn)
        self.text.anchorClicked.connect(self._follow)
        self.contents.setCurrentRow(0)
        self.setFocusProxy(self.field)
        self.resize(_SIZE)

    def open(self, name: str = "") -> None:
        """Show the window, at a page where one is named."""
        for row, page in enumerate(self._pages):
            if page.name == name:
                self.contents.setCurrentRow(row)
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self.field.setFocus()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[max(0, self.contents.currentRow())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, Enter goes to the next hit, on the next page after a page's last; Up and Down turn pages."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._next_hit()
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The keyboard goes back to where one came from."""
        super().closeEvent(event)
        if parent := self.parentWidget():
            parent.activateWindow()

    def _lay_out(self) -> None:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 12, 8, 12)
        left.setSpacing(8)
        left.addWidget(self.field)
        left.addWidget(self._found)
        left.addWidget(self.contents, 1)
        self._found.hide()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(side)
        parts.addWidget(self.text)
        parts.setStretchFactor(1, 1)
        parts.setSizes([_CONTENTS, _SIZE.width() - _CONTENTS])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)

    def _turn(self, _row: int) -> None:
        self.text.show_page(self.page)
        if words := self.field.text():
            self._hits.find(words)

    def _find(self, words: str) -> None:
        """Only pages that have the words stay in the contents."""
        wanted = fold(words.strip())
        counts = [fold(f"{page.title} {page.text}").count(wanted) if wanted else 0 for page in self._pages]
        for row, count in enumerate(counts):
            self.contents.item(row).setHidden(bool(wanted) and not count)
        there = [row for row, count in enumerate(counts) if count]
        if there:
            self._found.setText(say("manual.found", count=sum(counts), pages=len(there)))
        else:
            self._found.setText(say("manual.not_found"))
        self._found.setVisible(bool(wanted))
        if there and self.contents.currentRow() not in there:
            self.contents.setCurrentRow(there[0])
        else:
            self._hits.find(words)

    def _next_hit(self) -> None:
        if self._hits.at_last and self.field.text().strip():
            self._step(1)
        else:
            self._hits.next()

    def _step(self, by: int) -> None:
        """Turn to the next page that the contents show, round and round."""
        shown = [row for row in range(self.contents.count()) if not self.contents.item(row).isHidden()]
        if shown:
            at = shown.index(self.contents.currentRow()) if self.contents.currentRow() in shown else -1
            self.contents.setCurrentRow(shown[(at + by) % len(shown)])

    def _follow(self, url: QUrl) -> None:
        self._found.setText(say("manual.outside", url=url.toString()))
        self._found.show()


class _Paper(QTextBrowser):
    """A page in the theme's colours, its pictures as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: Page | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._again)
        self._width = 0
        self.setObjectName("guide")
        self.setAccessibleName(say("manual.title"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else it narrows pictures that just fit
        self.document().setDocumentMargin(_MARGIN)
        self.document().setDefaultStyleSheet(_style(theme, fonts.interface_font().pixelSize()))

    def show_page(self, page: Page) -> None:
        """Show a page from its start."""
        self._page = page
        self._width = self.viewport().width()
        self.document().clear()
        self.setHtml(body(page))
        self._space_lines()

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """A picture of the manual by its name; nothing else, wherever it is said to be."""
        url = QUrl(name)
        path = pictures(language()) / url.path()
        if url.scheme() or url.host() or path.parent != pictures(language()) or not path.is_file():
            return QImage()
        picture = QImage(str(path))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        room = round((self.viewport().width() - 2 * _MARGIN) * self.devicePixelRatioF())
        most = min(room, round(picture.width() * self.devicePixelRatioF()))
        scaled = picture.scaledToWidth(max(200, most), Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(self.devicePixelRatioF())
        return scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the pictures once the size rests."""
        super().resizeEvent(event)
        if self._page and self.viewport().width() != self._width:
            self._settled.start()

    def _space_lines(self) -> None:
        """Room between lines, a fixed one: a share of a line's height would be a gap below every picture."""
        block = self.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
            QTextCursor(block).setBlockFormat(form)
            block = block.next()

    def _again(self) -> None:
        bar = self.verticalScrollBar()
        at = bar.value() / max(1, bar.maximum())
        if self._page:
            self.show_page(self._page)
            bar.setValue(round(at * bar.maximum()))


def _style(theme: Theme, size: int) -> str:
    """Quiet headings, lines of a table, keys as they look elsewhere."""
    ink, soft, line, field = (colour.name() for colour in (theme.ink, theme.soft, theme.line, theme.field))
    sizes: Mapping[str, int] = {"h1": size + 9, "h2": size + 4}
    heads = " ".join(f"{tag} {{ font-size: {px}px; font-weight: 600; color: {ink}; }}" for tag, px in sizes.items())
    return (
        f"{heads} body, p, li, td {{ color: {ink}; font-size: {size + 1}px; }}"
        f" p {{ margin-top: 6px; margin-bottom: 10px; }} li {{ margin-bottom: 6px; }}"
        f" td, th {{ padding: 5px 20px 5px 0; border-bottom: 1px solid {line}; }}"
        f" th {{ color: {soft}; font-weight: 600; text-align: left; }}"
        f" code {{ font-family: '{'Be Vietnam Pro'}'; font-size: {size}px; font-weight: 600; background: {field}; }}"
        f" a {{ color: {theme.accent_ink.name()}; }}"
    )
