"""The account that every export gives of itself: what it holds, what it could not hold, and how that was proven."""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from core.store.dataset_io import Sheet

_IN_MEMORY = 1 << 20
_GATHERED = ("articles", "annotations", "relations", "records", "not_held")


class Report:
    """Counts and losses of one export, gathered while it is written; the list of losses waits on disk when it grows long."""

    def __init__(self) -> None:
        self.articles = 0
        self.annotations: Counter[str] = Counter()
        self.relations: Counter[str] = Counter()
        self.records: Counter[str] = Counter()
        self.not_held: Counter[str] = Counter()
        self.met: defaultdict[str, set[str]] = defaultdict(set)  # what a format has to know of all that it wrote
        self.proven = 0
        self.facts: dict[str, Any] = {}
        self._lost = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def lost(self, kind: str, sheet: Sheet, **what: Any) -> None:
        """Note something that the format cannot hold: `kind` is a key `lost_<kind>` of `resources/i18n/exchange.toml`."""
        self.not_held[kind] += 1
        row = {"kind": kind, "article": sheet.article.id.hex()} | what
        self._lost.write(json.dumps(row, ensure_ascii=False) + "\n")

    def restart(self) -> None:
        """Forget what was gathered, for a second try."""
        facts = self.facts
        self.close()
        self.__init__()
        self.facts = facts

    def counted(self, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
        """The sheets as they go by, those of articles counted."""
        for sheet in sheets:
            self.articles += bool(sheet.article.id)
            yield sheet

    def handed_on(self) -> dict[str, Any]:
        """All that was gathered, as another process takes it in."""
        self._lost.seek(0)
        return {name: getattr(self, name) for name in _GATHERED} | {"met": dict(self.met), "lost": self._lost.read()}

    def take_in(self, handed: dict[str, Any]) -> None:
        """Add what another report of the same export has gathered, which is of later sheets."""
        self.articles += handed["articles"]
        for name in _GATHERED[1:]:
            getattr(self, name).update(handed[name])
        for name, words in handed["met"].items():
            self.met[name] |= words
        self._lost.write(handed["lost"])

    @property
    def summary(self) -> dict[str, Any]:
        """Everything but the list of losses, as JSON values."""
        return self.facts | {
            "articles": self.articles,
            "annotations": sum(self.annotations.values()),
            "proven": self.proven,
            "labels": dict(sorted(self.annotations.items())),
            "relations": dict(sorted(self.relations.items())),
            "records": dict(sorted(self.records.items())),
            "not_held": dict(sorted(self.not_held.items())),
        }

    def write(self, path: Path) -> None:
        """Write the report as JSON with one loss a line."""
        head = json.dumps(self.summary, ensure_ascii=False, indent=1)
        self._lost.seek(0)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(head.removesuffix("\n}") + ',\n "lost": [')
            separator = "\n  "
            for line in self._lost:
                file.write(separator + line.removesuffix("\n"))
                separator = ",\n  "
            file.write("\n ]\n}\n" if separator[0] == "," else "]\n}\n")

    def close(self) -> None:
        """Let go of the list of losses."""
        self._lost.close()
