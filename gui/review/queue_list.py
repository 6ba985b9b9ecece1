"""What there is to look at, a row for each check: what it is, the first of it, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.wording import say
from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.parts.numbers import count
from gui.parts.rows_view import RowsView
from gui.review.shades import mixed
from gui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole
_DOT = 8


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One check with findings: `example` is the gravest of them in words, `severity` from 0 to 5."""

    check: str
    title: str
    example: str
    count: int
    severity: float

    def more(self) -> "QueueRow":
        """One finding more."""
        return replace(self, count=self.count + 1)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[QueueRow] = ()

    def show(self, rows: Sequence[QueueRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.example
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say("reviewing.queue_row", title=row.title, count=count(row.count), example=row.example)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = QFontMetrics(option.font).height()  # type: ignore[attr-defined]
        return QSize(160, 2 * high + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow = index.data(_ROW)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.accent_soft if self._list.hasFocus() else theme.hover)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = QRectF(rect).adjusted(4, 8, -4, -8)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        strong, plain = QFontMetrics(bold), QFontMetrics(font)
        number, small = count(row.count), smaller(font, 1)
        wide = max(QFontMetrics(small).horizontalAdvance(number) + 14, 22)
        pill = QRectF(inner.right() - wide, inner.y() + 1, wide, QFontMetrics(small).height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.window)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(theme.ink)
        painter.setFont(small)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, number)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(urgency(theme, row.severity))
        painter.drawEllipse(QRectF(inner.x(), inner.y() + (strong.height() - _DOT) / 2, _DOT, _DOT))
        left = inner.x() + _DOT + 10
        room = int(pill.left() - left - 8)
        painter.setPen(theme.ink)
        painter.setFont(bold)
        title = strong.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, inner.y(), room, strong.height()), Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(theme.soft)
        painter.setFont(font)
        example = plain.elidedText(row.example, Qt.TextElideMode.ElideRight, int(inner.right() - left))
        at = QRectF(left, inner.y() + strong.height() + 2, inner.right() - left, plain.height() + 2)
        painter.drawText(at, Qt.AlignmentFlag.AlignLeft, example)
        painter.restore()


def urgency(theme: Theme, severity: float) -> QColor:
    """The dot of something that matters so much (0 to 5): from quiet to loud."""
    return mixed(theme.line, theme.danger, min(max(severity, 0.0), 5.0) / 5)


class QueueList(RowsView):
    """Enter or a click asks for the findings of a check."""

    activated = Signal(str)  # type: ignore[assignment]  # Qt's own would give an index

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Rows(self)
        self._said = ""
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(say("reviewing.queue"))
        self.measure()

    def show_rows(self, rows: Sequence[QueueRow], empty: str) -> None:
        """Show other rows, or where there are none say why."""
        self._said = empty
        self._rows.show(rows)
        if rows:
            self.setCurrentIndex(self._rows.index(0))
        self.viewport().update()

    @property
    def rows(self) -> Sequence[QueueRow]:
        """What is shown."""
        return self._rows.rows

    def choose(self, index: Index) -> None:
        """Ask for the findings."""
        self.activated.emit(self._rows.rows[index.row()].check)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        if not self._rows.rows:
            say_empty(self.viewport(), self._theme, self._said)


def say_empty(viewport: QWidget, theme: Theme, words: str) -> None:
    """Say why a list is empty, at its head."""
    painter = QPainter(viewport)
    painter.setPen(theme.soft)
    wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(viewport.rect()).adjusted(4, 8, -4, -8), int(wrap), words)
    painter.end()
