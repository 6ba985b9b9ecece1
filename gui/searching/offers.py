"""The list under the search box: what a line may go on with, and lines that were looked for before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.parts.fonts import smaller
from gui.parts.index import Index
from gui.parts.row_delegate import RowDelegate
from gui.parts.rows_view import RowsView
from gui.theme import Theme

_OFFER = Qt.ItemDataRole.UserRole
_VISIBLE, _WIDE = 10, 620


@dataclass(frozen=True, slots=True)
class Offer:
    """`text` takes the place of the line from `start` to the caret; `about` says what it is, `whole` that it is a line."""

    start: int
    text: str
    about: str
    whole: bool = False


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role == _OFFER:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return offer.text
        return f"{offer.text}: {offer.about}" if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Delegate(RowDelegate):
    def __init__(self, theme: Theme, view: "Offers") -> None:
        super().__init__(theme, view)
        self._view = view

    def is_marked(self, index: Index) -> bool:
        return index.row() == self._view.list.currentIndex().row()

    def paint_row(self, painter: QPainter, rect: QRect, font: QFont, index: Index) -> None:
        offer: Offer = index.data(_OFFER)
        inner = rect.adjusted(12, 0, -12, 0)
        small = smaller(font, 1)
        about = QFontMetrics(small).elidedText(offer.about, Qt.TextElideMode.ElideRight, inner.width() // 2)
        painter.setPen(self.theme.ink)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(about) - 16
        text = QFontMetrics(font).elidedText(offer.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(small)
        painter.setPen(self.theme.soft)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, about)


class _List(RowsView):
    taken = Signal()

    def choose(self, index: Index) -> None:
        self.taken.emit()


class Offers(QFrame):
    """Lies over the window below the box; a child of the window, since input methods do not reach a popup on every system."""

    taken = Signal(object)
    """The `Offer` that was clicked."""

    def __init__(self, theme: Theme, box: QWidget) -> None:
        super().__init__(box)
        self.setProperty("kind", "card")
        self._box = box
        self._model = _Model(self)
        self.list = _List()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(theme, self))
        self.list.taken.connect(lambda: self.taken.emit(self.current))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 4, 1, 4)
        layout.addWidget(self.list)
        self.hide()

    @property
    def offers(self) -> Sequence[Offer]:
        """What is offered."""
        return self._model.offers

    @property
    def current(self) -> Offer | None:
        """The offer that the arrows have gone to; None where they have not been used."""
        row = self.list.currentIndex().row()
        return self.offers[row] if 0 <= row < len(self.offers) else None

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show some, or nothing."""
        self._model.show(offers)
        self.list.setCurrentIndex(QModelIndex())
        if not offers:
            self.hide()
            return
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.list.measure()
        at = self._box.mapTo(window, self._box.rect().bottomLeft())
        rows = min(len(offers), _VISIBLE)
        width = min(_WIDE, self._box.width())
        self.setGeometry(at.x(), at.y() + 4, width, rows * self.list.row_height + 10)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go up or down; from an end back into the line."""
        row = self.list.currentIndex().row() + by
        row = len(self.offers) - 1 if row < -1 else row
        inside = 0 <= row < len(self.offers)
        self.list.setCurrentIndex(self._model.index(row) if inside else QModelIndex())
        if inside:
            self.list.scrollTo(self._model.index(row))
        self.list.viewport().update()
