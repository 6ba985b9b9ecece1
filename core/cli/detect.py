"""`butvang detect`: one line of JSON for each article, with all that the detectors say of it.

All cores work by default, or a Dask cluster; the lines come in the order of the inputs, the same bytes however many work.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.cli.detect_line import answer
from core.cli.detect_out import Item, Source, to_file, to_screen
from core.detect.version import DETECTOR_VERSION
from core.errors import UsageError
from core.provinces.map import find
from core.reading.registry import walk
from core.reading.within import needs_no_child, refusal
from core.wording import say
from core.workers import Limits, Lost, Workers, cores


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("detect", help=say("cli.detect"))
    def command(
        paths: Annotated[list[Path], typer.Argument(help=say("cli.detect_paths"))],
        published: Annotated[str | None, typer.Option(help=say("cli.detect_published"))] = None,
        province: Annotated[str | None, typer.Option(help=say("cli.detect_province"))] = None,
        processes: Annotated[int | None, typer.Option(min=1, help=say("cli.detect_processes"))] = None,
        scheduler: Annotated[str | None, typer.Option(help=say("cli.detect_scheduler"))] = None,
        out: Annotated[Path | None, typer.Option("--out", "-o", help=say("cli.detect_out"))] = None,
    ) -> None:
        if not run(paths, published, province, processes, scheduler, out):
            raise typer.Exit(1)


def run(
    paths: list[Path],
    published: str | None = None,
    province: str | None = None,
    processes: int | None = None,
    scheduler: str | None = None,
    out: Path | None = None,
) -> bool:
    """Print or write the lines; whether every input could be read. UsageError for a date, province or cluster that is none."""
    try:
        day = date.fromisoformat(published).isoformat() if published else None
    except ValueError as error:
        raise UsageError("date_unreadable", date=published) from error
    unit = find(province, date.fromisoformat(day) if day else None) if province else None
    if province and unit is None:
        raise UsageError("province_unknown", name=province)
    work = partial(answer, published=day, province=unit.id if unit else None)
    with _source(work, paths, processes, scheduler) as answers:
        if out is None:
            return to_screen(answers, _items(paths))
        told = DETECTOR_VERSION, day, unit.id if unit else None, *(str(path.absolute()) for path in paths)
        return to_file(answers, _items(paths), out, told)


def _items(paths: list[Path]) -> Iterator[Item]:
    return (found if isinstance(found, Path) else str(found) for found in walk(paths))


@contextmanager
def _source(
    work: Callable[[Item], tuple[str, str]], paths: list[Path], processes: int | None, scheduler: str | None
) -> Iterator[Source]:
    """Who does the work: a cluster, this process for a few plain texts, child processes for anything else."""
    if scheduler:
        from core.cluster import Cluster

        with Cluster(work, scheduler) as cluster:
            yield lambda items: ((item, _said(item, found, Limits())) for item, found in cluster.ordered(items))
    elif processes is None and needs_no_child(paths):
        yield lambda items: ((item, work(item)) for item in items)
    else:
        limits = Limits()
        with Workers(work, processes or cores(), limits) as workers:
            yield lambda items: ((item, _said(item, found, limits)) for item, found in workers.ordered(items))


def _said(item: Item, found: tuple[str, str] | Lost, limits: Limits) -> tuple[str, str]:
    return ("", str(refusal(item, found, limits))) if isinstance(found, Lost) else found
