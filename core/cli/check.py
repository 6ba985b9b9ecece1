"""`butvang check`: is a dataset whole?"""

import json
import sys
from typing import Annotated

import typer

from core.cli.data import AsJson, Dataset, opened
from core.store.integrity import flaws
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("check", help=say("integrity.help"))
    def _check(
        dataset: Dataset,
        integrity: Annotated[bool, typer.Option("--integrity", help=say("integrity.option"))] = True,
        as_json: AsJson = False,
    ) -> None:
        store = opened(dataset)
        found = list(flaws(store)) if integrity else []
        store.close()
        if as_json:
            sys.stdout.write(json.dumps([{"kind": f.kind, "what": f.what} for f in found], ensure_ascii=False) + "\n")
        else:
            lines = [say(f"integrity.{f.kind}", what=f.what) for f in found] or [say("integrity.whole", path=dataset)]
            sys.stdout.write("\n".join(lines) + "\n")
        if found:
            raise typer.Exit(1)
