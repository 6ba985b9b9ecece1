"""The labels as keys: press the digit or click; the label of the current mention is filled."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.model.scheme import Label, Scheme
from core.wording import language
from gui.parts.flow import FlowLayout
from gui.parts.fonts import smaller
from gui.theme import Theme

_INSET = 4


class LabelButton(QAbstractButton):
    """One label with its digit."""

    def __init__(self, label: Label, key: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._key = key
        self._theme = theme
        self.setText(label.title[language()])
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{label.definition[language()]}\n{label.example}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """The digit and the title."""
        metrics = QFontMetrics(smaller(self.font(), 1))
        cap = metrics.height()
        return QSize(_INSET + cap + 5 + metrics.horizontalAdvance(self.text()) + 8, cap + 2 * _INSET)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled or an outlined key."""
        theme = self._theme
        colour = theme.label(self.label)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(smaller(self.font(), 1))
        edge = theme.accent if self.hasFocus() else colour if self.isChecked() or self.underMouse() else theme.line
        painter.setPen(QPen(edge, 1))
        painter.setBrush(colour if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        side = self.height() - 2 * _INSET
        cap = QRectF(_INSET, _INSET, side, side)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.field)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setPen(theme.on_label if self.isChecked() else theme.ink)
        rest = QRectF(self.rect()).adjusted(_INSET + side + 5, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()


class LabelKeys(QWidget):
    """All labels of a scheme."""

    relabel_requested = Signal(str)
    """The name of a label."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme: Scheme | None = None
        self._buttons: list[LabelButton] = []
        self._flow = FlowLayout(self, gap=4, line_gap=4)

    def show_label(self, scheme: Scheme, name: str) -> None:
        """Fill the key of one label."""
        if scheme is not self._scheme:
            self._build(scheme)
        for button in self._buttons:
            button.setChecked(button.label.name == name)

    def _build(self, scheme: Scheme) -> None:
        self._scheme = scheme
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        while self._flow.takeAt(0):
            pass
        for label in scheme.labels:
            button = LabelButton(label, label.key, self._theme, self)
            button.clicked.connect(lambda _on, name=label.name: self._press(name))
            self._flow.addWidget(button)
            self._buttons.append(button)

    def _press(self, name: str) -> None:
        for button in self._buttons:  # the fact comes down when the label has really changed
            if button.label.name == name:
                button.setChecked(not button.isChecked())
        self.relabel_requested.emit(name)
