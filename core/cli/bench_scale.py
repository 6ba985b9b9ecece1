"""`butvang bench scale`: a hundred thousand articles beside a hundred, in the same run."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.bench_made import articles as made_articles
from core.cli.bench_store import WHO, alone, bring, send, write_lines
from core.detect.version import DETECTOR_VERSION
from core.people import rename
from core.store import detections
from core.store.store import Store
from core.wording import say

SMALL, FRESH = 100, 40
"""Articles of the dataset that the big one is compared with; articles that nobody has begun with."""

SPANS = 50
_LENGTH, _SEED = 2000, 1
_STARTS = 5

TARGETS = {"ready": 1.3, "key": 1.2}
"""What a ratio may be, by issue 7."""

LIMITS = {"search": 100.0, "filter": 100.0, "memory": 350.0, "overview_kept": 1000.0}
"""What a figure itself may be: milliseconds, megabytes."""

Figures = dict[str, float]


def register(app: typer.Typer) -> None:
    """Add the command to the group."""

    @app.command("scale", help=say("bench.scale"))
    def command(
        articles: Annotated[int, typer.Option(min=SMALL, help=say("bench.articles"))] = 100_000,
        keep: Annotated[Path | None, typer.Option(help=say("bench.keep"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="butvang-bench-") as scratch:
            folder = keep or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            small, big = (_figures(folder, count) for count in (SMALL, articles))
        rows = list(_rows(small, big))
        if as_json:
            sys.stdout.write(json.dumps({"articles": articles, "rows": rows}, indent=1) + "\n")
            return
        table = Table(title=say("bench.scale_title", articles=articles, small=SMALL))
        for column in ("what", "small", "big", "ratio", "wanted"):
            table.add_column(say(f"bench.{column}"), justify="left" if column == "what" else "right")
        for row in rows:
            name = say(f"bench.scale_{row['what']}")
            table.add_row(name, f"{row['small']:.1f}", f"{row['big']:.1f}", f"{row['ratio']:.2f}", row["wanted"])
        Console().print(table)


def _rows(small: Figures, big: Figures) -> Any:
    for name, figure in big.items():
        wanted = f"≤ {TARGETS[name]}×" if name in TARGETS else f"≤ {LIMITS[name]:.0f}" if name in LIMITS else ""
        yield {"what": name, "small": small[name], "big": figure, "ratio": figure / small[name], "wanted": wanted}


def _figures(folder: Path, count: int) -> Figures:
    """Everything measured on a dataset of so many articles, made where it is not there yet."""
    home, dataset = folder / f"home-{count}", folder / f"{count}.sqlite"
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    os.environ.update(environment)
    rename(WHO, WHO.name)  # the window's annotator is the one whose layer this is
    figures: Figures = {}
    if not dataset.exists():
        lines = folder / f"{count}.jsonl"
        alone("make", write_lines, lines, count, count * SPANS, _SEED, FRESH)
        step = alone("import", bring, lines, dataset)
        figures |= {"import": step.seconds * 1000 / count, "import_memory": step.peak}
        lines.unlink()
        alone("detect", detected, dataset, count)
    out = folder / f"{count}.out.jsonl"
    step = alone("export", send, dataset, "jsonl", out)
    out.unlink()
    figures |= {"export": step.seconds * 1000 / count, "export_memory": step.peak}
    starts = [ask(environment, "start", time.monotonic(), dataset) for _ in range(_STARTS)]
    figures |= {name: median(run[name] for run in starts[1:]) for name in ("rows", "ready")}
    figures |= ask(environment, "working", home, dataset)
    return figures | ask(environment, "overviewed", dataset)


def detected(dataset: Path, count: int) -> None:
    """What the detectors would have found in every article, kept."""
    with closing(Store(dataset)) as store:
        for made in made_articles(count, _LENGTH, SPANS, _SEED):
            detections.keep(store, made.article.id, DETECTOR_VERSION, None, made.detection)


def ask(environment: dict[str, str], what: str, *arguments: object) -> Figures:
    """The figures of one fresh process."""
    command = [sys.executable, "-m", "gui.benching", what, *map(str, arguments)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])
