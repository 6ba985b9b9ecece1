"""`butvang import`, `export` and `stats`: what goes into a dataset, what comes out, and what is in it."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from core.cli.census import as_data, show
from core.cli.inputs import report
from core.errors import ButVangError, StoreError, UsageError
from core.exchange.export import choose, export, report_path
from core.exchange.find import Found, find
from core.exchange.format import OUTERMOST, Options
from core.exchange.intake import Intake, Taken
from core.exchange.registry import FORMATS, READERS, format_named
from core.model.ids import GOLD_LAYER, new_id
from core.people import Annotator, me
from core.provinces.map import find as find_province
from core.store.census import census
from core.store.connect import schema_of
from core.store.dataset_io import LayerName, Selection, layers
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
        as_json: AsJson = False,
    ) -> None:
        if not bring(dataset, paths, layer, as_json):
            raise typer.Exit(1)

    @app.command("export", help=say("exchange.export"))
    def _export(
        dataset: Dataset,
        format: Annotated[str, typer.Option("--format", help=_known_formats())],
        out: Annotated[Path, typer.Option("--out", "-o", help=say("exchange.export_out"))],
        layer: Annotated[list[str] | None, typer.Option(help=say("exchange.export_layer"))] = None,
        everything: Annotated[bool, typer.Option("--all", help=say("exchange.export_all"))] = False,
        all_states: Annotated[bool, typer.Option("--all-states", help=say("exchange.export_all_states"))] = False,
        rejected: Annotated[bool, typer.Option("--rejected", help=say("exchange.export_rejected"))] = False,
        province: Annotated[str | None, typer.Option(help=say("exchange.export_province"))] = None,
        with_sources: Annotated[bool, typer.Option("--with-sources", help=say("exchange.export_sources"))] = False,
        spans: Annotated[str, typer.Option(help=say("exchange.export_spans"))] = OUTERMOST,
        as_json: AsJson = False,
    ) -> None:
        unit = find_province(province) if province else None
        if province and unit is None:
            raise UsageError("province_unknown", name=province)
        wanted = Selection(
            (), not (all_states or everything), rejected or everything, unit.id if unit else None, everything
        )
        send(dataset, format, out, wanted, layer or (), Options(spans, with_sources), as_json)

    @app.command("stats", help=say("exchange.stats"))
    def _stats(dataset: Dataset, as_json: AsJson = False) -> None:
        counted = census(opened(dataset))
        if as_json:
            _print_json(as_data(counted))
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
        _print_json(sums | {"kept": kept, "notes": notes, "offers": offers, "failed": failures})
    else:
        for row in kept:
            _print(say("exchange.kept", **row | {"what": say(f"exchange.kept_{row['what']}")}))
        for note in notes:
            _print(say("exchange.note", note=note))
        for offer in offers:
            _print(offer)
        _print(say("exchange.imported", **sums))
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
    intake = Intake(store, annotator, into)
    for path in found.annotations:
        size = max(path.stat().st_size, 1)
        for taken in intake.take_all(READERS[path.suffix.lower()](path)):
            if isinstance(taken, Taken) and path.suffix.lower() == ".jsonl":
                progress.advance(task, min(taken.size / size, 1))
            yield taken
        if path.suffix.lower() != ".jsonl":
            progress.advance(task)


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


def send(
    dataset: str,
    format_name: str,
    out: Path,
    wanted: Selection,
    names: Iterable[str],
    options: Options,
    as_json: bool,
) -> None:
    """Export the `wanted` articles of the layers of those `names`, and say what the report says."""
    format = format_named(format_name)
    store = opened(dataset)
    chosen = replace(wanted, layers=choose(store, names, wanted.whole))
    summary: dict[str, Any] = {}
    with progress_bar() as progress:
        task = progress.add_task(say("exchange.exporting"))
        for step in export(store, format, out, chosen, options):
            progress.update(task, completed=step.done, total=step.total)
            if step.report:
                summary = step.report.summary
    store.close()
    if as_json:
        _print_json(summary)
        return
    _print(say("exchange.exported", path=out, **summary))
    if not summary["articles"] and wanted.done:
        _print(say("exchange.none_done"))
    if summary["not_held"]:
        _print(say("exchange.not_held", path=report_path(format, out)))
        for kind, number in summary["not_held"].items():
            _print(f"  {number:>7} {say(f'exchange.lost_{kind}')}")


def _known_formats() -> str:
    return say("exchange.export_format", known=", ".join(f.name for f in FORMATS))


def progress_bar() -> Progress:
    """A bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _print_json(data: object) -> None:
    _print(json.dumps(data, ensure_ascii=False, indent=1))
