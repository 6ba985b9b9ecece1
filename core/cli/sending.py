"""`butvang export`: a dataset, or a part of it, in any format, whole or parted for training."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.data import AsJson, Dataset, opened, print_json, print_line, progress_bar
from core.errors import UsageError
from core.exchange.export import Progress, choose, export, report_path
from core.exchange.format import OUTERMOST, Format, Options
from core.exchange.registry import FORMATS, format_named
from core.exchange.split import BYS, Split, path_of, split_export
from core.model.annotation import Decision
from core.model.article import State
from core.provinces.map import MERGER
from core.provinces.map import find as find_province
from core.review.search.find import search
from core.store.dataset_io import Selection, layers
from core.store.store import Store
from core.wording import say

_MAPS = {"old": None, "new": MERGER}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("export", help=say("exchange.export"))
    def _export(
        dataset: Dataset,
        format: Annotated[str, typer.Option("--format", help=_known_formats())],
        out: Annotated[Path, typer.Option("--out", "-o", help=say("exchange.export_out"))],
        layer: Annotated[
            list[str] | None, typer.Option("--layer", "--annotator", help=say("exchange.export_layer"))
        ] = None,
        everything: Annotated[bool, typer.Option("--all", help=say("exchange.export_all"))] = False,
        all_states: Annotated[bool, typer.Option("--all-states", help=say("exchange.export_all_states"))] = False,
        state: Annotated[list[State] | None, typer.Option(help=say("exchange.export_state"))] = None,
        rejected: Annotated[bool, typer.Option("--rejected", help=say("exchange.export_rejected"))] = False,
        decision: Annotated[Decision | None, typer.Option(help=say("exchange.export_decision"))] = None,
        label: Annotated[list[str] | None, typer.Option(help=say("exchange.export_label"))] = None,
        province: Annotated[str | None, typer.Option(help=say("exchange.export_province"))] = None,
        map: Annotated[str, typer.Option(help=say("exchange.export_map"))] = "old",
        since: Annotated[str | None, typer.Option("--from", help=say("exchange.export_from"))] = None,
        until: Annotated[str | None, typer.Option("--to", help=say("exchange.export_to"))] = None,
        flagged: Annotated[
            bool | None, typer.Option("--flagged/--not-flagged", help=say("exchange.export_flagged"))
        ] = None,
        twice: Annotated[bool, typer.Option("--double", help=say("exchange.export_double"))] = False,
        search: Annotated[str | None, typer.Option(help=say("search.export"))] = None,
        split: Annotated[str | None, typer.Option(help=say("exchange.export_split"))] = None,
        by: Annotated[str, typer.Option(help=say("exchange.export_by", known=", ".join(BYS)))] = BYS[0],
        seed: Annotated[int, typer.Option(help=say("exchange.export_seed"))] = 1,
        with_sources: Annotated[bool, typer.Option("--with-sources", help=say("exchange.export_sources"))] = False,
        spans: Annotated[str, typer.Option(help=say("exchange.export_spans"))] = OUTERMOST,
        processes: Annotated[int | None, typer.Option(min=1, help=say("exchange.export_processes"))] = None,
        as_json: AsJson = False,
    ) -> None:
        wanted = Selection(
            (),
            not (all_states or everything),
            rejected or everything,
            province_id(province, map),
            everything,
            _day(since),
            _day(until),
            tuple(state or ()),
            flagged,
            twice,
            tuple(label or ()),
            decision,
        )
        parting = Split.parse(split, by, seed) if split else None
        options = Options(spans, with_sources, processes)
        send(dataset, format, out, wanted, layer or (), options, parting, as_json, search)


def send(
    dataset: str,
    format_name: str,
    out: Path,
    wanted: Selection,
    names: Iterable[str],
    options: Options,
    split: Split | None,
    as_json: bool,
    line: str | None = None,
) -> None:
    """Export the `wanted` articles of the layers of those `names`, with a `line` only those in which that is found."""
    format = format_named(format_name)
    store = opened(dataset)
    chosen = replace(wanted, layers=choose(store, names, wanted.whole))
    if line is not None:
        found = search(store, line, layers(store), store.scheme())
        chosen = replace(chosen, articles=frozenset(hits[0].article for hits in found if hits))
    summaries: dict[Path, dict[str, Any]] = {}
    with progress_bar() as progress:
        task = progress.add_task(say("exchange.exporting"))
        for path, step in _steps(store, format, out, chosen, options, split):
            progress.update(task, completed=step.done, total=step.total)
            if step.report:
                summaries[path] = step.report.summary
    store.close()
    if as_json:
        print_json({path.name: summary for path, summary in summaries.items()} if split else summaries[out])
        return
    for path, summary in summaries.items():
        _tell(format, path, summary, wanted.done)


def _steps(
    store: Store, format: Format, out: Path, chosen: Selection, options: Options, split: Split | None
) -> Iterator[tuple[Path, Progress]]:
    if split is None:
        yield from ((out, step) for step in export(store, format, out, chosen, options))
    else:
        for name, step in split_export(store, format, out, chosen, options, split):
            yield path_of(format, out, name), step


def _tell(format: Format, path: Path, summary: dict[str, Any], only_done: bool) -> None:
    print_line(say("exchange.exported", path=path, **summary))
    if not summary["articles"] and only_done:
        print_line(say("exchange.none_done"))
    if summary["not_held"]:
        print_line(say("exchange.not_held", path=report_path(format, path)))
        for kind, number in summary["not_held"].items():
            print_line(f"  {number:>7} {say(f'exchange.lost_{kind}')}")


def province_id(name: str | None, map: str) -> str | None:
    """The id of the unit of that name on the map before (`old`) or since (`new`) July 2025. UsageError where there is none."""
    if map not in _MAPS:
        raise UsageError("map_unknown", name=map)
    if not name:
        return None
    unit = find_province(name, _MAPS[map])
    if unit is None:
        raise UsageError("province_unknown", name=name)
    return unit.id


def _day(written: str | None) -> str | None:
    try:
        return date.fromisoformat(written).isoformat() if written else None
    except ValueError as error:
        raise UsageError("date_unreadable", date=written) from error


def _known_formats() -> str:
    return say("exchange.export_format", known=", ".join(f.name for f in FORMATS))
