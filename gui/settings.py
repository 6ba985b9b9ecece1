"""What the window remembers between two starts: an INI file in the user's configuration folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.paths import user_config
from core.store.server import Server, Target, target_of

_RECENT = 8

READING: dict[str, dict[str, float]] = {
    "column": {"usual": 1.0, "narrow": 0.8, "wide": 1.25},
    "lead": {"usual": 0.0, "tight": -0.12, "loose": 0.35},
    "justify": {"ragged": 0.0, "even": 1.0},
}
"""How one likes to read, the usual first: the length of lines, the room between them in em, whether their ends are even."""


class Settings:
    """Typed access to the few things that are remembered; nothing of an article is kept here."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or user_config()) / "window.ini"
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def recent(self) -> list[Target]:
        """Datasets opened lately, the newest first: files that are still there, and those on servers."""
        return [target for target in self._known() if isinstance(target, Server) or target.exists()]

    @property
    def gone(self) -> Path | None:
        """The dataset opened last, where its file is no longer there: a drive that is not connected, or moved."""
        last = next(iter(self._known()), None)
        return last if isinstance(last, Path) and not last.exists() else None

    def _known(self) -> list[Target]:
        kept = self._kept.value("recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [target_of(name) for name in names if name]

    def opened(self, dataset: Target) -> None:
        """Put a dataset at the head of the recent ones; of a server's nothing secret is kept."""
        names = [d.remembered if isinstance(d, Server) else str(d) for d in (dataset, *self._known())]
        self._kept.setValue("recent", list(dict.fromkeys(names))[:_RECENT])

    def text(self, name: str, default: str = "") -> str:
        """A word, such as the theme's or the language's."""
        return str(self._kept.value(name, default))

    def number(self, name: str, default: int = 0) -> int:
        """A whole number, such as the zoom."""
        try:
            return int(str(self._kept.value(name, default)))
        except ValueError:
            return default

    def reading(self, name: str) -> float:
        """One of the choices of `READING`."""
        values = READING[name]
        return values.get(self.text(name), next(iter(values.values())))

    def shape(self, name: str) -> QByteArray:
        """A geometry or state that Qt itself wrote."""
        kept = self._kept.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | int | QByteArray) -> None:
        """Remember a value."""
        self._kept.setValue(name, value)
