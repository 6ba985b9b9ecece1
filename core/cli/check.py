"""`butvang check`: is a dataset whole, and with `--findings`: what should a reviewer look at?"""

import json
import sys
from collections import Counter
from datetime import date, datetime
from typing import Annotated, Any

import typer

from core.cli.data import AsJson, Dataset, opened
from core.errors import UsageError
from core.provinces.map import find
from core.review.checks.finding import Finding
from core.review.checks.muting import muted
from core.review.checks.registry import CHECKS, check_of
from core.review.checks.run import Queued, check, queue
from core.review.scope import EVERYTHING, Scope, province_scope
from core.store.dataset_io import LayerName, layers
from core.store.integrity import flaws
from core.store.store import Store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("check", help=say("integrity.help"))
    def _check(
        dataset: Dataset,
        integrity: Annotated[bool, typer.Option("--integrity", help=say("integrity.option"))] = True,
        findings: Annotated[bool, typer.Option("--findings", help=say("checks.option_findings"))] = False,
        province: Annotated[str, typer.Option("--province", help=say("checks.option_province"))] = "",
        on: Annotated[datetime | None, typer.Option("--on", help=say("checks.option_on"), formats=["%Y-%m-%d"])] = None,
        only: Annotated[list[str] | None, typer.Option("--only", help=say("checks.option_only"))] = None,
        layer: Annotated[list[str] | None, typer.Option("--layer", help=say("checks.option_layer"))] = None,
        all_of_them: Annotated[bool, typer.Option("--muted", help=say("checks.option_muted"))] = False,
        most: Annotated[int, typer.Option("--most", help=say("checks.option_most"))] = 40,
        as_json: AsJson = False,
    ) -> None:
        store = opened(dataset)
        try:
            if findings:
                scope = scope_of(province, on.date() if on else None)
                some = _look(store, scope, _layers(store, layer or ()), _known(only or ()), all_of_them, most, as_json)
            else:
                some = integrity and _whole(store, dataset, as_json)
        finally:
            store.close()
        if some:
            raise typer.Exit(1)


def _whole(store: Store, dataset: object, as_json: bool) -> bool:
    """Print what is wrong with the file; whether anything is."""
    found = list(flaws(store))
    if as_json:
        sys.stdout.write(json.dumps([{"kind": f.kind, "what": f.what} for f in found], ensure_ascii=False) + "\n")
    else:
        lines = [say(f"integrity.{f.kind}", what=f.what) for f in found] or [say("integrity.whole", path=dataset)]
        sys.stdout.write("\n".join(lines) + "\n")
    return bool(found)


def _look(
    store: Store,
    scope: Scope,
    chosen: tuple[LayerName, ...],
    only: tuple[str, ...],
    all_of_them: bool,
    most: int,
    as_json: bool,
) -> bool:
    """Print what the checks find; whether they find anything."""
    quiet = muted(store)
    found: list[Finding] = []
    articles, hidden = 0, 0
    for step in check(store, scope, chosen, only, shown=lambda _: True):
        hidden += sum(f.key in quiet for f in step.findings)
        found += (f for f in step.findings if all_of_them or f.key not in quiet)
        articles = step.total
    queued = queue(found)
    if as_json:
        rows = [_row(each, each.finding.key in quiet) for each in queued]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        _print(queued, articles, hidden, most)
    return bool(queued)


def _print(queued: list[Queued], articles: int, hidden: int, most: int) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not queued:
        console.print(say("checks.none"))
        return
    counts = Counter(each.finding.check for each in queued)
    console.print(say("checks.summary", count=len(queued), articles=articles, muted=hidden))
    table = Table(say("checks.severity"), say("checks.check"), say("checks.count"))
    for each in CHECKS:
        if counts[each.id]:
            table.add_row(str(each.weight), each.title, str(counts[each.id]))
    console.print(table)
    for each in queued[: most or None]:
        where = f"{each.finding.article.hex()[:8]} {_at(each.finding)}"
        console.print(f"{each.finding.severity:.1f}  {each.finding.message}  [dim]{where}[/dim]", highlight=False)


def _at(finding: Finding) -> str:
    return f"{finding.spans[0].start}..{finding.spans[0].end}" if finding.spans else ""


def _row(queued: Queued, quiet: bool) -> dict[str, Any]:
    f = queued.finding
    return {
        "check": f.check,
        "reason": f.reason,
        "severity": f.severity,
        "message": f.message,
        "article": f.article.hex(),
        "layers": [each.layer.hex() for each in (f, *queued.also)],
        "spans": [[span.start, span.end] for span in f.spans],
        "others": [
            {"article": o.article.hex(), "span": [o.span.start, o.span.end] if o.span else None} for o in f.others
        ],
        "fix": f.fix.title if f.fix else None,
        "key": f.key,
        "muted": quiet,
    }


def scope_of(province: str, on: date | None) -> Scope:
    """The articles of a province by its name, as the map of a day draws it; all without a name. UsageError for an unknown one."""
    if not province:
        return EVERYTHING
    unit = find(province, on)
    if unit is None:
        raise UsageError("province_unknown", name=province)
    return province_scope(unit.id, on)


def _layers(store: Store, names: tuple[str, ...] | list[str]) -> tuple[LayerName, ...]:
    there = layers(store)
    for name in names:
        if not any(name in (each.name, each.id.hex()) for each in there):
            raise UsageError("layer_unknown", name=name, known=", ".join(each.name for each in there))
    return tuple(each for each in there if each.name in names or each.id.hex() in names)


def _known(only: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    for id in only:
        try:
            check_of(id)
        except KeyError:
            raise UsageError("no_check", name=id, known=", ".join(each.id for each in CHECKS)) from None
    return tuple(only)
