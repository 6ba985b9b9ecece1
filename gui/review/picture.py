"""A drawing that one can take along: it paints itself at any size, on the screen and into SVG and PNG files."""

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from core.wording import say
from gui.theme import Theme

_SHARP = 3  # pixels of a PNG for one on the screen


class Picture(QWidget):
    """A subclass paints in `draw`, which knows no widget; `title` says what it shows, for screen readers and files."""

    save_requested = Signal(object, str)
    """This picture, to be saved as `svg` or `png`."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = title
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint everything into an area, without its ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, with a ring where the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(self.theme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save it."""
        menu = QMenu(self)
        for kind in ("svg", "png"):
            action = menu.addAction(say(f"actions.review_{kind}"))
            action.triggered.connect(lambda _on=False, kind=kind: self.save_requested.emit(self, kind))
        menu.exec(event.globalPos())

    def save_svg(self, path: Path) -> None:
        """Write it as SVG, as large as it is on the screen. Raises OSError where it cannot be written."""
        path.touch()
        svg = QSvgGenerator()
        svg.setFileName(str(path))
        svg.setSize(self._size())
        svg.setViewBox(QRect(0, 0, self._size().width(), self._size().height()))
        svg.setTitle(self.title)
        painter = QPainter(svg)
        self._draw_whole(painter)
        painter.end()

    def save_png(self, path: Path) -> None:
        """Write it as PNG, three times as sharp as the screen. Raises OSError where it cannot be written."""
        image = QImage(self._size() * _SHARP, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(_SHARP, _SHARP)
        self._draw_whole(painter)
        painter.end()
        if not image.save(str(path), "PNG"):  # pyright: ignore[reportCallIssue, reportArgumentType]
            raise OSError(str(path))

    def _size(self) -> QSize:
        return self.size().expandedTo(self.minimumSizeHint())

    def _draw_whole(self, painter: QPainter) -> None:
        area = QRectF(0, 0, self._size().width(), self._size().height())
        painter.setFont(self.font())
        painter.fillRect(area, self.theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, area.adjusted(8, 8, -8, -8))
