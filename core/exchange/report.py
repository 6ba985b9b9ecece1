"""The account that every export gives of itself: what it holds, what it could not hold, and how that was proven."""

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from core.store.dataset_io import Sheet

_IN_MEMORY = 1 << 20


class Report:
    """Counts and losses of one export, gathered while it is written; the list of losses waits on disk when it grows long."""

    def __init__(self) -> None:
        self.articles = 0
        self.annotations: Counter[str] = Counter()
        self.relations: Counter[str] = Counter()
        self.records: Counter[str] = Counter()
        self.not_held: Counter[str] = Counter()
        self.proven = 0
        self.facts: dict[str, Any] = {}
        self._lost = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def lost(self, kind: str, sheet: Sheet, **what: Any) -> None:
        """Note something that the format cannot hold: `kind` is a key `lost_<kind>` of `resources/i18n/exchange.toml`."""
        self.not_held[kind] += 1
        row = {"kind": kind, "article": sheet.article.id.hex()} | what
        self._lost.write(json.dumps(row, ensure_ascii=False) + "\n")

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
