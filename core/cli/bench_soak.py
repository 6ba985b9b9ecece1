"""`butvang bench soak`: a long sitting compressed, to see whether anything grows or slows down on the way."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from core.cli.bench_scale import Figures, ask, detected
from core.cli.bench_store import WHO, alone, bring, write_lines
from core.people import rename
from core.wording import say

_SPANS = 50


def register(app: typer.Typer) -> None:
    """Add the command to the group."""

    @app.command("soak", help=say("bench.soak"))
    def command(
        articles: Annotated[int, typer.Option(min=20, help=say("bench.articles"))] = 5_000,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="butvang-bench-") as scratch:
            found = measure(Path(scratch), articles)
        if as_json:
            sys.stdout.write(json.dumps({"articles": articles} | found) + "\n")
            return
        table = Table(title=say("bench.soak_title", articles=articles, done=round(found["done"])))
        for column in ("what", "early", "late", "ratio"):
            table.add_column(say(f"bench.{column}"), justify="left" if column == "what" else "right")
        for name in ("memory", "handles", "key"):
            early, late = found[f"{name}_early"], found[f"{name}_late"]
            table.add_row(
                say(f"bench.soak_{name}"), f"{early:.1f}", f"{late:.1f}", f"{late / early:.2f}" if early else ""
            )
        Console().print(table)


def measure(folder: Path, articles: int) -> Figures:
    """The figures of one sitting over a new dataset in a folder."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    os.environ.update(environment)
    rename(WHO, WHO.name)
    lines, dataset = folder / "made.jsonl", folder / "made.sqlite"
    alone("make", write_lines, lines, articles, articles * _SPANS, 1, articles)
    alone("import", bring, lines, dataset)
    alone("detect", detected, dataset, articles)
    return ask(environment, "soak", folder, dataset, articles)
