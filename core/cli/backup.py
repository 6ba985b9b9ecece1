"""`butvang backup`: backups of a dataset made, listed and restored."""

import json
import sys
import time
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.data import AsJson
from core.errors import StoreError
from core.store.backup import back_up, backups, contents, restore
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("backup", help=say("backup.help"))
    def _backup(
        dataset: Annotated[Path, typer.Argument(metavar="DATASET", help=say("exchange.dataset"))],
        list_them: Annotated[bool, typer.Option("--list", help=say("backup.list"))] = False,
        restored: Annotated[Path | None, typer.Option("--restore", metavar="FILE", help=say("backup.restore"))] = None,
        to: Annotated[Path | None, typer.Option("--to", metavar="FOLDER", help=say("backup.to"))] = None,
        as_json: AsJson = False,
    ) -> None:
        if "://" in str(dataset):
            raise StoreError("only_files", path=dataset)
        if list_them:
            _list(dataset, to, as_json)
        elif restored:
            aside = restore(dataset, restored)
            _print(say("backup.restored", path=dataset, backup=restored, aside=aside))
        else:
            made = back_up(dataset, to)
            line = {"path": str(made.path), "made": made.made.isoformat(), "size": made.size}
            _print(json.dumps(line, ensure_ascii=False) if as_json else say("backup.made", **_shown(line)))


def _list(dataset: Path, folder: Path | None, as_json: bool) -> None:
    found = []
    for each in backups(dataset, folder):
        held = contents(each.path)
        facts = {"articles": held.articles, "done": held.done, "decisions": held.decisions, "last": _moment(held.last)}
        found.append({"path": str(each.path), "made": each.made.isoformat(), "size": each.size, **facts})
    if as_json:
        _print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for row in found:
        _print(say("backup.row", **_shown(row)))
    if not found:
        _print(say("backup.none", path=dataset))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """The facts of a backup as a person reads them: 22/11/2026 11:03, 396 (kB)."""
    made = datetime.fromisoformat(row["made"]).strftime("%d/%m/%Y %H:%M")
    return row | {"made": made, "size": ceil(row["size"] / 1024)}


def _moment(at: int | None) -> str:
    return time.strftime("%d/%m/%Y %H:%M", time.localtime(at / 1000)) if at else "–"


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
