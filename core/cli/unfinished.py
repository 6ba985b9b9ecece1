"""`butvang unfinished`: work on many articles that was interrupted, kept as far as it came or taken back."""

import json
import sys
import time
from typing import Annotated

import typer

from core.cli.data import AsJson, Dataset, opened
from core.history import History
from core.people import me
from core.store.begun import settle, unfinished
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("unfinished", help=say("unfinished.help"))
    def _unfinished(
        dataset: Dataset,
        take_back: Annotated[
            bool | None, typer.Option("--take-back/--keep", help=say("unfinished.take_back_help"))
        ] = None,
        as_json: AsJson = False,
    ) -> None:
        store, who = opened(dataset), me().id
        found = unfinished(store, who)
        for each in found:
            if take_back:
                list(History(store, who).taking_back(each.batch))
            if take_back is not None:
                settle(store, each.batch)
        rows = [
            {"batch": each.batch.hex(), "what": say(f"edits.{each.name}"), "at": each.at, "done": each.done}
            for each in found
        ]
        if as_json:
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        else:
            key = {None: "row", True: "taken_back", False: "kept"}[take_back]
            for row in rows:
                at = time.strftime("%d/%m/%Y %H:%M", time.localtime(row["at"] / 1000))
                sys.stdout.write(say(f"unfinished.{key}", **row | {"at": at}) + "\n")
            if not rows:
                sys.stdout.write(say("unfinished.none", path=dataset) + "\n")
        store.close()
