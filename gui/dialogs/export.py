"""What to export and in which form."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.exchange.format import Format
from core.exchange.registry import FORMATS
from core.wording import say


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The answer: a format, its target, and whether articles that are not done and rejected spans go too."""

    format: Format
    target: Path
    everything: bool


class ExportDialog(QDialog):
    """Asks for the format and for how much; the place is asked for by the system's own dialog."""

    def __init__(self, dataset: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("export.title"))
        self._dataset = dataset
        self._choices = {format.name: QRadioButton(say(f"export.{format.name}")) for format in FORMATS}
        self._everything = QCheckBox(say("export.everything"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        for format in FORMATS:
            layout.addWidget(self._choices[format.name])
            about = QLabel(say(f"export.about_{format.name}"))
            about.setProperty("kind", "soft")
            about.setWordWrap(True)
            about.setContentsMargins(24, 0, 0, 8)
            layout.addWidget(about)
        layout.addWidget(self._everything)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self._choices[FORMATS[0].name].setChecked(True)
        self.setMinimumWidth(460)

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return next(f for f in FORMATS if self._choices[f.name].isChecked())

    @property
    def everything(self) -> bool:
        """Whether undone articles and rejected spans go too."""
        return self._everything.isChecked()

    def wish(self) -> ExportWish | None:
        """Ask; None where the person thought better of it."""
        if not self.exec():
            return None
        format = self.format
        suffix = "" if format.folder else f".{say(f'export.suffix_{format.name}')}"
        beside = self._dataset.with_name(f"{self._dataset.stem}-{format.name}{suffix}")
        name, _ = QFileDialog.getSaveFileName(self.parentWidget(), say("export.where"), str(beside))
        return ExportWish(format, Path(name), self.everything) if name else None
