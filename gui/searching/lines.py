"""Search lines that are remembered: the last ones, and those that were kept under a name."""

import json

from gui.settings import Settings

_RECENT, _SAVED, _MOST = "search/recent", "search/saved", 12


class Lines:
    """Kept in the user's settings, never in the dataset."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def recent(self) -> list[str]:
        """Lines looked for lately, the newest first."""
        found = self._read(_RECENT)
        return [line for line in found if isinstance(line, str)] if isinstance(found, list) else []

    @property
    def saved(self) -> dict[str, str]:
        """Lines by their names."""
        found = self._read(_SAVED)
        return {str(name): str(line) for name, line in found.items()} if isinstance(found, dict) else {}

    def used(self, line: str) -> None:
        """Put a line at the head of the recent ones; one that it goes on from is forgotten."""
        if line := line.strip():
            rest = [each for each in self.recent if not line.startswith(each)]
            self._write(_RECENT, [line, *rest][:_MOST])

    def save(self, name: str, line: str) -> None:
        """Keep a line under a name."""
        self._write(_SAVED, self.saved | {name: line})

    def forget(self, line: str) -> None:
        """Keep a line no longer, neither among the recent ones nor by name."""
        self._write(_RECENT, [each for each in self.recent if each != line])
        self._write(_SAVED, {name: each for name, each in self.saved.items() if each != line})

    def _read(self, name: str) -> object:
        try:
            return json.loads(self._settings.text(name) or "null")
        except ValueError:
            return None

    def _write(self, name: str, value: object) -> None:
        self._settings.keep(name, json.dumps(value, ensure_ascii=False))
