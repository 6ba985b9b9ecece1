"""Work packages: what is out, with whom and since when, and handing out another."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.wording import say
from gui.dialogs.small import SmallDialog

_COLUMNS = "person", "since", "left", "returned", "minutes", "file"


@dataclass(frozen=True, slots=True)
class Out:
    """A package in words, column by column."""

    person: str
    since: str
    left: str
    returned: str
    minutes: str
    file: str


class PackagesDialog(SmallDialog):
    """Accepted where a package is to be handed out: then `name`, `province` (an id or None) and `count` say which."""

    def __init__(
        self, parent: QWidget | None, out: Sequence[Out], people: Sequence[str], provinces: Sequence[tuple[str, str]]
    ) -> None:
        """`provinces` are ids and names of those that the dataset has articles of."""
        super().__init__(parent, say("package.title"), 760)
        about = QLabel(say("package.about"), wordWrap=True)
        about.setProperty("kind", "soft")
        self.body.addWidget(about)
        self.body.addWidget(_table(out) if out else QLabel(say("package.none")))
        self._name = QComboBox(editable=True)
        self._name.addItems(list(people))
        self._name.setCurrentText("")
        self._name.lineEdit().setPlaceholderText(say("package.who_hint"))  # type: ignore[union-attr]
        self._province = QComboBox()
        self._province.addItem(say("package.all_provinces"), None)
        for id, name in provinces:
            self._province.addItem(name, id)
        self._count = QSpinBox(minimum=1, maximum=100_000, value=20)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        parts = (("who", self._name), ("which", self._province), ("how_many", self._count))
        for key, part in parts:
            part.setAccessibleName(say(f"package.{key}"))
            form.addRow(say(f"package.{key}"), part)
        heading = QLabel(say("package.new"))
        heading.setProperty("kind", "title")
        self.body.addWidget(heading)
        self.body.addLayout(form)
        close, self._go = QPushButton(say("dialogs.close")), QPushButton(say("package.go"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.accept)
        self.add_button(close)
        self.add_button(self._go)
        self._name.currentTextChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        self._go.setEnabled(False)
        self._name.setFocus()

    @property
    def name(self) -> str:
        """Who gets the package."""
        return self._name.currentText().strip()

    @property
    def province(self) -> str | None:
        """The province whose articles it should have, None for any."""
        return self._province.currentData()

    @property
    def count(self) -> int:
        """How many articles at most."""
        return self._count.value()


def _table(out: Sequence[Out]) -> QTableWidget:
    table = QTableWidget(len(out), len(_COLUMNS))
    table.setProperty("kind", "card")
    table.setAccessibleName(say("package.title"))
    table.setHorizontalHeaderLabels([say(f"package.column_{name}") for name in _COLUMNS])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setMinimumHeight(150)
    for row, each in enumerate(out):
        for column, name in enumerate(_COLUMNS):
            table.setItem(row, column, QTableWidgetItem(getattr(each, name)))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
    return table
