"""Which column of a table of articles is the text, which the title: said over its first rows."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QTableWidget, QTableWidgetItem, QWidget

from core.errors import ButVangError
from core.exchange.table_head import Head, head
from core.reading.columns import MEANINGS, remember
from core.wording import say
from gui.dialogs.small import SmallDialog

_CELL = 160  # code points shown of a cell
_WIDTH, _HEIGHT = 190, 34


class ColumnsDialog(SmallDialog):
    """`columns` gives the column of each meaning that was set, once it was accepted."""

    def __init__(self, parent: QWidget | None, top: Head) -> None:
        super().__init__(parent, say("dialogs.columns_heading", name=top.path.name), 860)
        self._headers = top.headers
        hint = QLabel(say("dialogs.columns_hint"), wordWrap=True)
        hint.setProperty("kind", "soft")
        self._table = QTableWidget(len(top.rows) + 1, len(top.headers))
        self._table.setAccessibleName(say("dialogs.columns_rows"))
        self._table.setHorizontalHeaderLabels(list(top.headers))
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.setTabKeyNavigation(False)
        self._table.setMinimumHeight(360)
        self._choices = [self._choice(name, top.columns) for name in top.headers]
        for column, choice in enumerate(self._choices):
            self._table.setCellWidget(0, column, choice)
            self._table.setColumnWidth(column, _WIDTH)
            for row, values in enumerate(top.rows, 1):
                words = " ".join(values.get(top.headers[column], "").split())
                item = QTableWidgetItem(words if len(words) <= _CELL else f"{words[:_CELL]}…")
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self._table.setItem(row, column, item)
        self._table.setRowHeight(0, _HEIGHT)
        self.body.addWidget(hint)
        self.body.addWidget(self._table)
        self._go = self.add_usual_buttons(say("dialogs.columns_go"))
        self._check()
        if self._choices:
            self._choices[0].setFocus()

    @property
    def columns(self) -> dict[str, str]:
        """The column of each meaning."""
        set_ = zip(self._headers, self._choices, strict=True)
        return {choice.currentData(): name for name, choice in set_ if choice.currentData()}

    def _choice(self, name: str, columns: dict[str, str]) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(say("dialogs.columns_of", name=name))
        choice.addItem(say("dialogs.columns_none"), "")
        for meaning in MEANINGS:
            choice.addItem(say(f"dialogs.columns_{meaning}"), meaning)
            if columns.get(meaning) == name:
                choice.setCurrentIndex(choice.count() - 1)
        choice.currentIndexChanged.connect(lambda _index: self._chosen(choice))
        return choice

    def _chosen(self, choice: QComboBox) -> None:
        """A meaning belongs to one column: the one that had it has none."""
        for other in self._choices:
            if other is not choice and choice.currentData() and other.currentData() == choice.currentData():
                other.setCurrentIndex(0)
        self._check()

    def _check(self) -> None:
        self._go.setEnabled("text" in self.columns)


def columns_known(parent: QWidget | None, paths: Iterable[Path]) -> list[Path]:
    """The paths that can be read: for a table whose columns nobody has named and no name tells, the person is asked.

    A table that the person does not want to name the columns of is left out.
    """
    found = []
    for path in paths:
        try:
            top = head(path) if path.is_file() else None
        except ButVangError:
            top = None  # reading it says what is wrong
        if top and "text" not in top.columns:
            dialog = ColumnsDialog(parent, top)
            if not dialog.exec():
                continue
            remember(top.headers, dialog.columns)
        found.append(path)
    return found
