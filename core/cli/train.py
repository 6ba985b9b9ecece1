"""`butvang train`: a tagger that learns from the accepted articles of a dataset, measured beside the rules."""

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table

from core.cli.data import opened
from core.cli.inputs import card_of
from core.detect.combine import Count
from core.detect.pipeline import detect
from core.detect.training import Example, Report, Trained, Training, train
from core.errors import UsageError
from core.exchange.export import choose
from core.learning import FEWEST, is_on, kept, switch, train_on
from core.review.goldfile import Gold, read_folder
from core.wording import say

WHO = ("rules", "tagger", "combined")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("train", help=say("learning.train"))
    def command(
        dataset: Annotated[str, typer.Argument(metavar="DATASET|GOLD_DIR", help=say("learning.train_dataset"))],
        folds: Annotated[int | None, typer.Option(min=2, help=say("learning.train_folds"))] = None,
        layer: Annotated[list[str] | None, typer.Option(help=say("exchange.export_layer"))] = None,
        processes: Annotated[int | None, typer.Option(min=0, help=say("learning.train_processes"))] = None,
        on: Annotated[bool | None, typer.Option("--on/--off", help=say("learning.train_on"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        if Path(dataset).is_dir():
            trained = _followed(train(_of_gold(read_folder(Path(dataset))), folds, processes))
            _print(trained.report, {k: str(v) for k, v in trained.ways.items()}, None, as_json)
            return
        with closing(opened(dataset)) as store:
            if on is None:
                _followed(train_on(store, choose(store, layer or ()), folds, processes))
            else:
                if on and kept(store) is None:
                    raise UsageError("tagger_none", path=dataset)
                switch(store, on)
            if about := kept(store):
                _print(about.report, {k: str(v) for k, v in about.ways.items()}, is_on(store), as_json)


def _of_gold(golds: list[Gold]) -> list[Example]:
    """Gold files as examples: nothing is kept of what is learned from them."""
    marked = [g for g in golds if g.spans is not None]
    if len(marked) < FEWEST:
        raise UsageError("tagger_few", count=len(marked), needed=FEWEST)
    return [
        Example(
            gold.article.text,
            detect(gold.article, card_of(gold.article)).suggestions,
            frozenset((s.span, s.label) for s in gold.spans or ()),
        )
        for gold in marked
    ]


def _followed(steps: Any) -> Trained:
    """Go through the training with a bar on a terminal; its result."""
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), console=Console(stderr=True))
    result: Trained | None = None
    with bar, closing(steps):
        task = bar.add_task(say("learning.training"))
        step: Training
        for step in steps:
            bar.update(task, completed=step.done, total=step.total)
            result = step.trained or result
    assert result is not None
    return result


def _print(report: Report, ways: dict[str, str], on: bool | None, as_json: bool) -> None:
    if as_json:
        data = {"articles": report.articles, "folds": report.folds, "on": on, "ways": ways}
        for who in WHO:
            rows = {label: _figures(each) for label, each in sorted(getattr(report, who).items())}
            data[who] = rows | {"micro": _figures(report.micro(who))}
        sys.stdout.write(json.dumps(data, indent=1) + "\n")
        return
    table = Table(title=say("learning.train_title", articles=report.articles, folds=report.folds))
    table.add_column(say("cli.col_what"))
    table.add_column(say("cli.col_gold"), justify="right")
    for who in WHO:
        table.add_column(say(f"learning.{who}"), justify="right")
    table.add_column(say("learning.way"))
    for label in sorted(report.rules):
        counts = [getattr(report, who).get(label, Count()) for who in WHO]
        way = say(f"learning.way_{ways.get(label, 'rules')}")
        table.add_row(label, str(counts[0].gold), *(f"{c.f1:.3f}" for c in counts), way)
    table.add_section()
    micro = [report.micro(who) for who in WHO]
    table.add_row(say("cli.micro"), str(micro[0].gold), *(f"[bold]{c.f1:.3f}" for c in micro), "")
    console = Console()
    console.print(table)
    if on is not None:
        console.print(say("learning.tagger_on" if on else "learning.tagger_off"))


def _figures(count: Count) -> dict[str, float]:
    return {"gold": count.gold, "found": count.found, "right": count.right, "f1": count.f1}
