"""What to export, of which articles, and in which form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from core.exchange.format import Format
from core.exchange.registry import FORMATS
from core.exchange.split import Split
from core.store.dataset_io import LayerName, Selection
from core.wording import say
from gui.dialogs.export_filters import ExportFilters
from gui.dialogs.small import SmallDialog


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The answer: a format, its target, which articles and items of which layers (by id, none: the usual), and how to part."""

    format: Format
    target: Path
    selection: Selection
    layers: tuple[str, ...]
    split: Split | None


class ExportDialog(SmallDialog):
    """Asks for the format and for how much; the place is asked for by the system's own dialog."""

    def __init__(
        self,
        dataset: Path,
        parent: QWidget | None = None,
        layers: Sequence[LayerName] = (),
        labels: Sequence[tuple[str, str]] = (),
        only: str = "",
    ) -> None:
        """`layers` are those to choose from, `labels` names and titles of the dataset's labels; `only` says which articles."""
        super().__init__(parent, say("export.title"), 720)
        self._dataset = dataset
        self._list = QListWidget()
        self._list.setAccessibleName(say("export.title"))
        self._list.addItems([say(f"export.{format.name}") for format in FORMATS])
        self._list.setUniformItemSizes(True)
        self._list.setFixedWidth(264)
        self._list.setMinimumHeight(520)
        self._name = QLabel(wordWrap=True)
        self._name.setProperty("kind", "title")
        self._about = QLabel(wordWrap=True)
        self._about.setMinimumHeight(72)
        self.filters = ExportFilters(layers, labels)
        self._everything = QCheckBox(say("export.everything"))
        self._everything.toggled.connect(self.filters.setDisabled)
        words = QVBoxLayout()
        words.setSpacing(8)
        if only:
            those = QLabel(only, wordWrap=True)
            those.setProperty("kind", "accent")
            words.addWidget(those)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addWidget(self.filters)
        words.addStretch(1)
        words.addWidget(self._everything)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addWidget(self._list)
        sides.addLayout(words, 1)
        self.body.addLayout(sides)
        self._go = self.add_usual_buttons(say("export.go"))
        self.filters.changed.connect(self._check)
        self._everything.toggled.connect(lambda _on: self._check())
        self._list.currentRowChanged.connect(self._show)
        self._list.itemDoubleClicked.connect(lambda _item: self.accept())
        self._list.setCurrentRow(0)
        self._list.setFocus()

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return FORMATS[max(self._list.currentRow(), 0)]

    @property
    def everything(self) -> bool:
        """Whether undone articles and rejected spans go too."""
        return self._everything.isChecked()

    @property
    def selection(self) -> Selection:
        """Which articles and items; its layers are still to be found."""
        return Selection((), False, True, None, True) if self.everything else self.filters.selection

    def accept(self) -> None:
        """Only with dates that are dates and shares that add up."""
        if self._go.isEnabled():
            super().accept()

    def _check(self) -> None:
        self._go.setEnabled(self.everything or self.filters.complete)

    def _show(self, _row: int) -> None:
        self._name.setText(say(f"export.{self.format.name}"))
        self._about.setText(say(f"export.about_{self.format.name}"))

    def wish(self) -> ExportWish | None:
        """Ask; None where the person thought better of it."""
        if not self.exec():
            return None
        format = self.format
        suffix = "" if format.folder else f".{say(f'export.suffix_{format.name}')}"
        beside = self._dataset.with_name(f"{self._dataset.stem}-{format.name}{suffix}")
        name, _ = QFileDialog.getSaveFileName(self.parentWidget(), say("export.where"), str(beside))
        if not name:
            return None
        layers, split = ((), None) if self.everything else (self.filters.layers, self.filters.split)
        return ExportWish(format, Path(name), self.selection, layers, split)
