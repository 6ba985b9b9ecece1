"""The country as tiles: one a province or city, recognisable, in a shade for each; the archipelagos beside their provinces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.provinces.units import Tile
from core.wording import say
from gui.review.picture import Picture
from gui.review.shades import ink_on, mixed, shade
from gui.theme import Theme

_CELL, _SHAPE = 42.0, 0.8  # the widest a cell becomes, its height against its width
_GAP = 2.0
_RADIUS = 4.0
_ASIDE = 2  # cells that the words below an archipelago may take at its left
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a province's tile looks: how full it is (None: nothing is known of it), and what is said of it."""

    share: float | None
    told: str


class TileMap(Picture):
    """Arrows go from tile to tile, PgDn and PgUp from one with articles to the next, Enter or a double click enters.

    Esc lets go: a map on which nothing is chosen means all of it.
    """

    chosen_changed = Signal(object)
    """The id of the unit that was chosen, or None for the whole country."""

    entered = Signal(object)
    """The id of the unit that is to be opened."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._tiles: Sequence[Tile] = ()
        self._looks: Mapping[str, Look] = {}
        self._buttons: list[_TileButton] = []
        self._chosen: str | None = None
        self.setMinimumSize(self.minimumSizeHint())

    @property
    def chosen(self) -> str | None:
        """The unit that is chosen."""
        return self._chosen

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show the map of another day; a choice that is not on it is let go."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._tiles = tiles
        self._buttons = [_TileButton(self, tile) for tile in tiles]
        for button in self._buttons:
            button.show()
        if self._chosen is not None and all(t.province != self._chosen for t in tiles):
            self.choose(None)
        self._place()
        self.update()

    def show_looks(self, looks: Mapping[str, Look]) -> None:
        """Colour the tiles, by a unit's id."""
        self._looks = looks
        for button in self._buttons:
            told = self.look(button.tile).told
            button.setToolTip(told)
            button.setAccessibleName(told.replace("\n", ", "))
            button.update()
        self.update()

    def look(self, tile: Tile) -> Look:
        """How a tile looks."""
        return self._looks.get(tile.province) or Look(None, tile.name)

    def choose(self, province: str | None, focus: bool = False) -> None:
        """Choose a unit, or with None the whole country."""
        if province != self._chosen:
            self._chosen = province
            self.chosen_changed.emit(province)
        for button in self._buttons:
            main = button.tile.unit is not None and button.tile.province == province
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if main else Qt.FocusPolicy.ClickFocus)
            button.update()
            if main and focus:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        if province is None and focus:
            self.setFocus()

    def step(self, key: Qt.Key) -> None:
        """Go to the next tile in the direction of an arrow."""
        if not self._tiles:
            return
        dx, dy = _ARROWS[key]
        here = next((t for t in self._tiles if t.unit and t.province == self._chosen), None)
        units = [t for t in self._tiles if t.unit is not None]
        if here is None:
            first = min(units, key=lambda t: (t.row, t.column))
            self.choose(first.province, focus=True)
            return
        ahead = [t for t in units if (t.column - here.column) * dx + (t.row - here.row) * dy > 0]

        def far(tile: Tile) -> tuple[int, int]:
            along = abs((tile.column - here.column) * dx + (tile.row - here.row) * dy)
            aside = abs((tile.column - here.column) * dy) + abs((tile.row - here.row) * dx)
            return along + 3 * aside, aside

        if ahead:
            self.choose(min(ahead, key=far).province, focus=True)

    def hop(self, by: int) -> None:
        """Go to the next unit of which anything is known, from north to south, or to the one before."""
        known = [t for t in self._tiles if t.unit is not None and self.look(t).share is not None]
        if known:
            here = next((n for n, t in enumerate(known) if t.province == self._chosen), -1 if by > 0 else 0)
            self.choose(known[(here + by) % len(known)].province, focus=True)

    # -- painting

    def minimumSizeHint(self) -> QSize:
        """Small enough for half a screen."""
        return QSize(300, 480)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The whole map, with what is written at the archipelagos."""
        for tile, box in self._boxes(area):
            self.paint_tile(painter, box, tile)
        self._captions(painter, area)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tiles paint themselves; here are the words beside them."""
        painter = QPainter(self)
        self._captions(painter, QRectF(self.rect()))
        if self.hasFocus():  # no tile is chosen: all of it is
            painter.setPen(self.theme.accent)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def paint_tile(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        """One tile."""
        theme, look = self.theme, self.look(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = mixed(theme.panel, theme.line, 0.35) if look.share is None else shade(theme, look.share)
        painter.setBrush(ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        ink = QColor(theme.soft) if look.share is None else ink_on(theme, ground)
        font = QFont(self.font())
        font.setPixelSize(max(8, int(min(box.height() * 0.44, box.width() * 0.35))))
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tile.code)

    def _captions(self, painter: QPainter, area: QRectF) -> None:
        """The names of the archipelagos with the provinces that they belong to."""
        font = QFont(self.font())
        font.setPixelSize(max(9, font.pixelSize() - 3))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self.theme.soft)
        names = {t.province: t.name for t in self._tiles if t.unit}
        for tile, box in self._boxes(area):
            if tile.unit is None:
                words = say("reviewing.island", name=tile.name, province=names.get(tile.province, ""))
                width = max(box.width() * (_ASIDE + 1), metrics.horizontalAdvance(words.split(" (")[0]))
                at = QRectF(box.right() - width, box.bottom() + 2, width, metrics.height() * 2.2)
                wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
                painter.drawText(at, int(wrap), words)

    def _boxes(self, area: QRectF) -> list[tuple[Tile, QRectF]]:
        """Where each tile is in an area, in whole pixels."""
        if not self._tiles:
            return []
        columns = max(t.column for t in self._tiles) + 1
        rows = max(t.row for t in self._tiles) + 1
        wide = min(_CELL, area.width() / columns, area.height() / rows / _SHAPE)
        high = wide * _SHAPE
        left, top = area.x() + (area.width() - wide * columns) / 2, area.y()
        found = []
        for tile in self._tiles:
            x, y = round(left + tile.column * wide), round(top + tile.row * high)
            right, bottom = round(left + (tile.column + 1) * wide), round(top + (tile.row + 1) * high)
            found.append((tile, QRectF(x, y, right - x - _GAP, bottom - y - _GAP)))
        return found

    def _place(self) -> None:
        for button, (_, box) in zip(self._buttons, self._boxes(QRectF(self.rect())), strict=True):
            button.setGeometry(box.toRect().adjusted(-2, -2, 2, 2))

    # -- Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tiles grow with the room there is."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, Esc."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.step(key)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.hop(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit(self._chosen)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None, focus=True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the tile that is chosen."""
        super().focusInEvent(event)
        chosen = next((b for b in self._buttons if b.tile.unit and b.tile.province == self._chosen), None)
        if chosen is not None:
            chosen.setFocus(event.reason())
        elif event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the country: all of it."""
        self.choose(None, focus=True)


class _TileButton(QAbstractButton):
    """A tile as a thing of its own, so that screen readers and tool tips know it."""

    def __init__(self, shown_on: TileMap, tile: Tile) -> None:
        super().__init__(shown_on)
        self.tile = tile
        self._map = shown_on
        self.setText(tile.code)
        self.setAccessibleName(tile.name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: shown_on.choose(tile.province, focus=True))

    def sizeHint(self) -> QSize:
        return QSize(int(_CELL), int(_CELL * _SHAPE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        self._map.paint_tile(painter, box, self.tile)
        theme = self._map.theme
        if self.tile.province == self._map.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ink, 2))
            painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS, _RADIUS)
        elif self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent, 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._map.keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._map.entered.emit(self.tile.province)
