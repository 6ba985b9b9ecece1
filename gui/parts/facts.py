"""Rows of facts in a card: a word that leads, a badge, the words themselves, and what is said of them more softly."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
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
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.scheme import Scheme
from gui.parts.badge import badge_height, badge_width, code_and_colour, paint_badge
from gui.theme import Theme

_GAP = 4
_INDENT = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; `target` is what a click on it asks for (None: nothing), `open` that it is only suggested."""

    text: str = ""
    soft: str = ""
    lead: str = ""
    label: str | None = None
    strong: bool = False
    open: bool = False
    indent: int = 0
    target: object = None

    @property
    def words(self) -> str:
        """The row as it is read aloud."""
        return " ".join(part for part in (self.lead, self.text, self.soft) if part)


@dataclass(slots=True)
class _Row:
    """A fact with its place on the screen."""

    fact: Fact
    badge: QRectF
    layout: QTextLayout
    rect: QRectF


class FactRows(QWidget):
    """Facts one below the other, wrapped to the width. Rows with a target are reached by mouse and by Up, Down, Enter."""

    activated = Signal(object)
    """The target of the row that was chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme: Scheme | None = None
        self._facts: tuple[Fact, ...] = ()
        self._rows: list[_Row] = []
        self._laid = -1
        self._current = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)

    def set_facts(self, facts: Sequence[Fact], scheme: Scheme) -> None:
        """Show other facts, their labels as `scheme` has them; nothing happens where they are the same."""
        if tuple(facts) == self._facts and scheme is self._scheme:
            return
        self._facts = tuple(facts)
        self._scheme = scheme
        self._current = -1
        self._laid = -1
        reachable = any(f.target is not None for f in self._facts)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if reachable else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("\n".join(f.words for f in self._facts))
        self.setVisible(bool(self._facts))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped rows."""
        self._lay(width)
        return round(self._rows[-1].rect.bottom()) if self._rows else 0

    def sizeHint(self) -> QSize:
        """The rows at the present width."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """Rows wrap, so any width will do."""
        return QSize(80, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        self._lay(self.width())
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        for n, row in enumerate(self._rows):
            if n == self._current and self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._theme.accent, 1))
                painter.drawRoundedRect(row.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self._theme.soft)
            painter.drawText(QPointF(row.rect.x(), row.rect.y() + 2 + metrics.ascent()), row.fact.lead)
            if row.fact.label is not None:
                code, colour = code_and_colour(self._scheme, self._theme, row.fact.label)
                paint_badge(painter, row.badge, code, colour, self._theme, row.fact.open)
            painter.setPen(self._theme.ink)
            row.layout.draw(painter, QPointF())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be chosen."""
        row = self._row_at(event.position())
        hand = row is not None and row.fact.target is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a row."""
        row = self._row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row and row.fact.target is not None:
            self.activated.emit(row.fact.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the rows with a target, Enter chooses."""
        reachable = [n for n, f in enumerate(self._facts) if f.target is not None]
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and reachable:
            at = reachable.index(self._current) if self._current in reachable else -1
            step = at + 1 if key == Qt.Key.Key_Down else at - 1
            self._current = reachable[max(0, min(step, len(reachable) - 1))]
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current in reachable:
            self.activated.emit(self._facts[self._current].target)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is: at the first row that leads somewhere."""
        if self._current < 0:
            self._current = next((n for n, f in enumerate(self._facts) if f.target is not None), -1)
        super().focusInEvent(event)

    def _row_at(self, point: QPointF) -> _Row | None:
        return next((row for row in self._rows if row.rect.contains(point)), None)

    def _lay(self, width: int) -> None:
        """Wrap the rows to a width, once for each width."""
        if width == self._laid:
            return
        self._laid = width
        self._rows = []
        y = 0.0
        for fact in self._facts:
            row = self._lay_row(fact, y, width)
            self._rows.append(row)
            y = row.rect.bottom() + _GAP

    def _lay_row(self, fact: Fact, y: float, width: int) -> _Row:
        metrics = QFontMetricsF(self.font())
        left = x = float(fact.indent * _INDENT)
        if fact.lead:
            x += metrics.horizontalAdvance(fact.lead + " ")
        badge = QRectF()
        if fact.label is not None:
            code, _ = code_and_colour(self._scheme, self._theme, fact.label)
            high = badge_height(self.font())
            badge = QRectF(x, y + (metrics.height() + 4 - high) / 2, badge_width(self.font(), code), high)
            x = badge.right() + 6
        layout = QTextLayout(f"{fact.text} {fact.soft}".strip(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(fact))
        bottom = y + 2
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - x, 40))
            line.setPosition(QPointF(x, bottom))
            bottom += line.height()
        layout.endLayout()
        bottom = max(bottom, y + 2 + metrics.height()) + 2
        return _Row(fact, badge, layout, QRectF(left, y, width - left, bottom - y))

    def _formats(self, fact: Fact) -> list[QTextLayout.FormatRange]:
        units = len(fact.text.encode("utf-16-le")) // 2
        found = []
        if fact.strong and fact.text:
            found.append(_range(0, units, self._theme.ink, QFont.Weight.DemiBold))
        if fact.soft:
            start = units + 1 if fact.text else 0
            soft = len(fact.soft.encode("utf-16-le")) // 2
            found.append(_range(start, soft, self._theme.soft, QFont.Weight.Normal))
        return found


def _range(start: int, length: int, colour: QColor, weight: QFont.Weight) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setForeground(colour)
    style.setFontWeight(weight)
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, style  # pyright: ignore[reportAttributeAccessIssue]
    return found
