"""The lexicons of `resources/lexicons`, with the user's own added, read and checked."""

import re
import tomllib
from pathlib import Path
from typing import Any

from core.errors import ResourceError
from core.paths import resources, user_data
from core.wording import say

_BREAK = re.compile(r"[;\n]")


def files() -> tuple[Path, Path]:
    """The folders that lexicons stand in: ours, and the user's overlay."""
    return resources() / "lexicons", user_data() / "lexicons"


class Lexicon:
    """One file of tables whose values are lists of phrases written as one string (`;` or a line's end between them)."""

    def __init__(self, name: str) -> None:
        ours, own = (folder / f"{name}.toml" for folder in files())
        self._tables = [(ours, _read(ours))]
        if own.exists():
            self._tables.append((own, _read(own)))
            self._check_overlay(own)

    def _check_overlay(self, own: Path) -> None:
        shipped, added = self._tables[0][1], self._tables[1][1]
        for table, lists in added.items():
            for key in lists:
                if key not in shipped.get(table, {}):
                    raise ResourceError(
                        "lexicon_broken", path=own, key=f"{table}.{key}", why=say("errors.lexicon_unknown")
                    )

    def phrases(self, table: str, key: str) -> list[str]:
        """The phrases of one list, ours and the user's; ResourceError names the file and key where it is missing."""
        found = [phrase for path, tables in self._tables for phrase in _phrases(path, tables, table, key)]
        if not found:
            raise ResourceError(
                "lexicon_broken", path=self._tables[0][0], key=f"{table}.{key}", why=say("errors.lexicon_empty")
            )
        return found

    def keys(self, table: str) -> list[str]:
        """The names of the lists in one table."""
        return list(self._tables[0][1].get(table, {}))


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError("lexicon_broken", path=path, key="-", why=error) from error
    for table, lists in tables.items():
        if not isinstance(lists, dict):
            raise ResourceError("lexicon_broken", path=path, key=table, why=say("errors.lexicon_table"))
        for key, value in lists.items():
            if not isinstance(value, str):
                raise ResourceError("lexicon_broken", path=path, key=f"{table}.{key}", why=say("errors.lexicon_text"))
    return tables


def _phrases(path: Path, tables: dict[str, dict[str, Any]], table: str, key: str) -> list[str]:
    text = tables.get(table, {}).get(key, "")
    return [phrase for part in _BREAK.split(text) if (phrase := part.strip())]
