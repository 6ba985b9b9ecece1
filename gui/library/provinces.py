"""How far each province is: a bar for each, and a click that shows only its articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from core.model.library import Progress
from core.wording import say
from gui.parts.index import Index
from gui.parts.numbers import count
from gui.parts.row_delegate import RowDelegate
from gui.parts.rows_view import RowsView
from gui.theme import Theme

UNKNOWN = ""
"""How a `Filter` names articles whose province nobody knows."""

_ROW = Qt.ItemDataRole.UserRole
_SHOWN = 8
_MARGIN = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One province of the list; `province` as a `Filter` has it, None for all together."""

    province: str | None
    name: str
    done: int
    total: int


def lines_of(progress: Sequence[Progress], names: Callable[[str | None], str]) -> list[Line]:
    """The list: all together where there is more than one, provinces as a Vietnamese dictionary sorts them, unknown last."""
    order = QCollator(QLocale("vi_VN"))
    known = [Line(p.province, names(p.province), p.done, p.total) for p in progress if p.province]
    known.sort(key=lambda line: order.sortKey(line.name))
    unknown = [Line(UNKNOWN, names(None), p.done, p.total) for p in progress if not p.province]
    lines = known + unknown
    if len(lines) > 1:
        every = Line(None, say("library.all_provinces"), sum(p.done for p in progress), sum(p.total for p in progress))
        lines.insert(0, every)
    return lines


class _Lines(QAbstractListModel):
    """The lines as a Qt model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        if lines == self.lines:
            return
        if [line.province for line in lines] == [line.province for line in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()] if index.isValid() else None
        if line is None:
            return None
        if role == _ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say("library.province_progress", name=line.name, done=count(line.done), total=count(line.total))
        return None


class _Delegate(RowDelegate):
    """Paints a name, a bar and two numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.chosen: str | None = None

    def is_marked(self, index: Index) -> bool:
        line: Line = index.data(_ROW)
        return line.province is not None and line.province == self.chosen

    def paint_row(self, painter: QPainter, rect: QRect, font: QFont, index: Index) -> None:
        line: Line = index.data(_ROW)
        metrics = QFontMetrics(font)
        inner = rect.adjusted(_MARGIN, 0, -12, 0)
        numbers = f"{count(line.done)}/{count(line.total)}"
        right = max(metrics.horizontalAdvance(numbers), metrics.horizontalAdvance("88/88")) + 8
        left = (inner.width() - right) * 11 // 20
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.theme.ink)
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, left - 8)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(self.theme.soft)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, numbers)
        bar = QRectF(inner.x() + left, rect.center().y() - 1.5, inner.width() - left - right, 4)
        paint_bar(painter, bar, line.done / line.total if line.total else 0, self.theme)


def paint_bar(painter: QPainter, rect: QRectF, share: float, theme: Theme) -> None:
    """A bar filled to a share of 0 to 1."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.line)
    painter.drawRoundedRect(rect, 2, 2)
    if share > 0:
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), max(rect.width() * share, 4), rect.height()), 2, 2)


class ProvinceList(RowsView):
    """The provinces with their bars; the one chosen is filled softly. As high as its lines, up to a handful."""

    province_chosen = Signal(object)
    """A province as a `Filter` has it, None for all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self._paint = _Delegate(theme, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._paint)
        self.measure()
        self.setAccessibleName(say("library.provinces"))

    @property
    def chosen(self) -> str | None:
        """The province that the library is held to."""
        return self._paint.chosen

    def set_lines(self, lines: list[Line]) -> None:
        """Show other figures; a choice whose province is gone is let go."""
        self._lines.show(lines)
        self.measure()
        if self.chosen is not None and all(line.province != self.chosen for line in lines):
            self._set_chosen(None)

    def clear_choice(self) -> None:
        """Show all provinces."""
        self._set_chosen(None)

    def choose(self, index: Index) -> None:
        """Hold the library to a province, or let go of it."""
        line: Line = index.data(_ROW)
        self._set_chosen(None if line.province == self.chosen else line.province)

    def measure(self) -> None:
        """As high as the rows, up to a handful."""
        super().measure()
        lines = self._lines.rowCount()
        self.setVisible(lines > 0)
        self.setFixedHeight(min(lines, _SHOWN) * self.row_height)

    def _set_chosen(self, province: str | None) -> None:
        if province != self.chosen:
            self._paint.chosen = province
            self.viewport().update()
            self.province_chosen.emit(province)
