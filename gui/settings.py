"""What the window remembers between two starts: an INI file in the user's configuration folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.paths import user_config

_RECENT = 8


class Settings:
    """Typed access to the few things that are remembered; nothing of an article is kept here."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or user_config()) / "window.ini"
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def recent(self) -> list[Path]:
        """Datasets opened lately that are still there, the newest first."""
        kept = self._kept.value("recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [path for name in names if (path := Path(name)).exists()]

    def opened(self, dataset: Path) -> None:
        """Put a dataset at the head of the recent ones."""
        paths = [dataset, *(p for p in self.recent if p != dataset)]
        self._kept.setValue("recent", [str(p) for p in paths[:_RECENT]])

    def text(self, name: str, default: str = "") -> str:
        """A word, such as the theme's or the language's."""
        return str(self._kept.value(name, default))

    def number(self, name: str, default: int = 0) -> int:
        """A whole number, such as the zoom."""
        try:
            return int(str(self._kept.value(name, default)))
        except ValueError:
            return default

    def shape(self, name: str) -> QByteArray:
        """A geometry or state that Qt itself wrote."""
        kept = self._kept.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | int | QByteArray) -> None:
        """Remember a value."""
        self._kept.setValue(name, value)
