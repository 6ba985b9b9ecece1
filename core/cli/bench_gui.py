"""`butvang bench gui`: how quick the window is, as ratios against plain Qt widgets in the same run."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.wording import say

SIZES = ((2_000, 30), (5_000, 75), (100_000, 1_500), (1_000_000, 15_000))
"""Articles: code points and suggestions."""

_SHELF = 1_000, 2_000, 30  # articles of the dataset that the window starts with


def register(app: typer.Typer) -> None:
    """Add the command to the group."""

    @app.command("gui", help=say("bench.gui"))
    def command(
        only: Annotated[str, typer.Option(help=say("bench.only"))] = "",
        times: Annotated[int, typer.Option(min=20, help=say("bench.times"))] = 200,
        runs: Annotated[int, typer.Option(min=1, help=say("bench.runs"))] = 7,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="butvang-bench-") as scratch:
            bench = _Bench(Path(scratch))
            tables = {"keys": bench.keys, "open": bench.opening, "memory": bench.memory, "start": bench.start}
            found = {name: make(times, runs) for name, make in tables.items() if only in ("", name)}
        if as_json:
            sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
            return
        for name, rows in found.items():
            table = Table(title=say(f"bench.title_{name}"))
            for column in rows[0]:
                table.add_column(say(f"bench.{column}"), justify="left" if column == "what" else "right")
            for row in rows:
                table.add_row(*(each if isinstance(each, str) else f"{each:.1f}" for each in row.values()))
            Console().print(table)


Row = dict[str, Any]


class _Bench:
    """The measurements, in a folder of their own; processes take their modules from there, compiled once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
        }
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def keys(self, times: int, _runs: int) -> list[Row]:
        """A key until it is painted and on disk."""
        rows = []
        for length, spans in SIZES:
            if length != 5_000:
                found = self._ask("decisions", self._folder / str(length), length, spans, times)
                rows.append({"what": _size(length, spans), "ms": found["median"], "p95": found["p95"]})
        return rows

    def opening(self, _times: int, runs: int) -> list[Row]:
        """Opening and scrolling beside a bare text view; the medians of fresh processes."""
        rows = []
        for length, spans in SIZES[1:]:
            found = self._medians("reading", runs, length, spans)
            for name in ("open", "scroll"):
                ours, bare = found[name], found[f"bare_{name}"]
                what = say(f"bench.what_{name}", size=_size(length, spans))
                row = {"what": what, "bare": bare, "ms": ours, "ratio": ours / bare}
                rows.append(row | {"p95": found["scroll_p95"] if name == "scroll" else ""})
        return rows

    def memory(self, _times: int, runs: int) -> list[Row]:
        """What the longest article takes."""
        length, spans = SIZES[-1]
        bare, ours = (self._medians("memory", min(runs, 3), which, length, spans)["mb"] for which in ("bare", "reader"))
        return [{"what": _size(length, spans), "bare": bare, "ours": ours, "ratio": ours / bare}]

    def start(self, _times: int, runs: int) -> list[Row]:
        """Starting beside an empty window, in turns."""
        dataset = self._folder / "shelf.sqlite"
        self._ask("fill", dataset, *_SHELF)
        empty, ours = [], []
        for _ in range(runs + 1):
            empty.append(self._ask("start_empty", time.monotonic()))
            ours.append(self._ask("start", time.monotonic(), dataset))
        bare = median(run["painted"] for run in empty[1:])
        rows = [{"what": say("bench.what_empty"), "ms": bare, "ratio": 1.0}]
        for name in ("painted", "rows", "ready"):
            ms = median(run[name] for run in ours[1:])
            rows.append({"what": say(f"bench.what_{name}"), "ms": ms, "ratio": ms / bare})
        return rows

    def _medians(self, what: str, runs: int, *arguments: object) -> dict[str, float]:
        found = [self._ask(what, *arguments) for _ in range(runs)]
        return {name: median(run[name] for run in found) for name in found[0]}

    def _ask(self, what: str, *arguments: object) -> dict[str, float]:
        """The figures of one fresh process."""
        command = [sys.executable, "-m", "gui.benching", what, *map(str, arguments)]
        done = subprocess.run(command, env=self._environment, stdout=subprocess.PIPE, check=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def _size(length: int, spans: int) -> str:
    return say("bench.size", length=f"{length:,}", spans=f"{spans:,}")
