"""`butvang import` and `stats`: what goes into a dataset, and what is in it."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from core.cli.census import as_data, show
from core.cli.inputs import report
from core.errors import ButVangError, StoreError, UsageError
from core.exchange.find import Found, find
from core.exchange.intake import Intake, Taken
from core.exchange.table_head import head
from core.model.ids import GOLD_LAYER, new_id
from core.people import Annotator, me
from core.reading.columns import remember
from core.store.begun import unfinished
from core.store.census import census
from core.store.connect import schema_of
from core.store.dataset_io import LayerName, layers
from core.store.server import target_of
from core.store.store import Store
from core.wording import say

Dataset = Annotated[str, typer.Argument(metavar="DATASET", help=say("exchange.dataset"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("exchange.json"))]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""

    @app.command("import", help=say("exchange.import"))
    def _import(
        dataset: Dataset,
        paths: Annotated[list[Path], typer.Argument(help=say("exchange.import_paths"))],
        layer: Annotated[str | None, typer.Option(help=say("exchange.import_layer"))] = None,
        columns: Annotated[str | None, typer.Option(help=say("exchange.import_columns"))] = None,
        as_json: AsJson = False,
    ) -> None:
        if columns:
            _say_columns(paths, columns)
        if not bring(dataset, paths, layer, as_json):
            raise typer.Exit(1)

    @app.command("stats", help=say("exchange.stats"))
    def _stats(dataset: Dataset, as_json: AsJson = False) -> None:
        counted = census(opened(dataset))
        if as_json:
            print_json(as_data(counted))
        else:
            show(counted, dataset)


def opened(dataset: str, make: bool = False) -> Store:
    """The dataset of that name; StoreError where there is none and none is to be made."""
    target = target_of(dataset)
    if not make and schema_of(target) is None:
        raise StoreError("no_dataset", path=target)
    return Store(target)


def bring(dataset: str, paths: Iterable[Path], layer: str | None, as_json: bool) -> bool:
    """Import; whether every input could be read. A dataset is made only where there is something to put into it."""
    found = find(paths)
    failures = [str(error) for error in found.errors]
    sums = {"articles": 0, "new": 0, "added": 0, "same": 0}
    kept: list[dict[str, str]] = []
    notes: list[str] = []
    offers: list[str] = []
    if found:
        store = opened(dataset, make=True)
        annotator = me()
        for left in unfinished(store, annotator.id):
            report(say("unfinished.notice", what=say(f"edits.{left.name}"), done=left.done))
        with progress_bar() as progress:
            for step in _steps(store, annotator, found, _into(store, layer), progress, offers):
                if isinstance(step, ButVangError):
                    failures.append(str(step))
                    continue
                sums["articles"] += 1
                sums["new"] += step.new
                sums["added"] += step.added
                sums["same"] += step.same
                kept += ({"where": step.where, "what": w, "theirs": t, "ours": o} for w, t, o in step.kept)
                notes += step.notes
        store.close()
    if as_json:
        print_json(sums | {"kept": kept, "notes": notes, "offers": offers, "failed": failures})
    else:
        for row in kept:
            print_line(say("exchange.kept", **row | {"what": say(f"exchange.kept_{row['what']}")}))
        for note in notes:
            print_line(say("exchange.note", note=note))
        for offer in offers:
            print_line(offer)
        print_line(say("exchange.imported", **sums))
    for failure in failures:
        report(failure)
    return not failures


def _steps(
    store: Store,
    annotator: Annotator,
    found: Found,
    into: LayerName | None,
    progress: Progress,
    offers: list[str],
) -> Iterable[Taken | ButVangError]:
    task = progress.add_task(say("exchange.importing"), total=len(found.articles) + len(found.annotations))
    if found.articles:
        from core.batch import import_articles  # loads the detector

        for step in import_articles(store, annotator, found.articles):
            progress.advance(task)
            if step.error:
                yield step.error
            elif step.article:
                if step.earlier:
                    offers.append(say("reread.earlier", path=step.path, old=step.earlier.hex()[:12]))
                yield Taken(step.article, step.new, 0, 0, step.path)
    begun, sizes = len(found.articles), {path: max(path.stat().st_size, 1) for path in found.annotations}
    steps = {path: begun + number for number, path in enumerate(found.annotations)}
    read = dict.fromkeys(found.annotations, 0)
    for path, taken in Intake(store, annotator, into).take_files(found.annotations):
        if isinstance(taken, Taken):
            read[path] += taken.size
        progress.update(task, completed=steps[path] + min(read[path] / sizes[path], 1))
        yield taken


def _say_columns(paths: Iterable[Path], columns: str) -> None:
    """Remember what the columns of tables among some paths are. ReadError for a column that one of them has not."""
    said = dict(pair.strip().split("=", 1) for pair in columns.split(",") if "=" in pair)
    for path in paths:
        if top := head(path):
            remember(top.headers, said)


def _into(store: Store, name: str | None) -> LayerName | None:
    """The layer of that name, made up where there is none; None where none is named."""
    if name is None:
        return None
    there = [layer for layer in layers(store) if name in (layer.name, layer.id.hex())]
    if len(there) > 1:
        raise UsageError("layer_ambiguous", name=name, known=", ".join(layer.id.hex() for layer in there))
    if name == "gold":
        return LayerName(GOLD_LAYER, "gold", name)
    return there[0] if there else LayerName(new_id(), "annotator", name)


def progress_bar() -> Progress:
    """A bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def print_line(line: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{line}\n")


def print_json(data: object) -> None:
    """Write JSON for scripts to standard output."""
    print_line(json.dumps(data, ensure_ascii=False, indent=1))
