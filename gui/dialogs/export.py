"""What to export and in which form."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from core.exchange.format import Format
from core.exchange.registry import FORMATS
from core.wording import say
from gui.dialogs.small import SmallDialog


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The answer: a format, its target, and whether articles that are not done and rejected spans go too."""

    format: Format
    target: Path
    everything: bool


class ExportDialog(SmallDialog):
    """Asks for the format and for how much; the place is asked for by the system's own dialog."""

    def __init__(self, dataset: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, say("export.title"), 680)
        self._dataset = dataset
        self._list = QListWidget()
        self._list.setAccessibleName(say("export.title"))
        self._list.addItems([say(f"export.{format.name}") for format in FORMATS])
        self._list.setUniformItemSizes(True)
        self._list.setFixedWidth(264)
        self._list.setMinimumHeight(360)
        self._name = QLabel(wordWrap=True)
        self._name.setProperty("kind", "title")
        self._about = QLabel(wordWrap=True)
        self._everything = QCheckBox(say("export.everything"))
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch(1)
        words.addWidget(self._everything)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addWidget(self._list)
        sides.addLayout(words, 1)
        self.body.addLayout(sides)
        self.add_usual_buttons(say("export.go"))
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
        return ExportWish(format, Path(name), self.everything) if name else None
