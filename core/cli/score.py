"""`butvang score`: the detector against gold articles, as a table for people or JSON for scripts."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.inputs import card_of
from core.detect.pipeline import detect
from core.model.detection import Detection
from core.provinces.map import name_of
from core.review.golddata import read_dataset
from core.review.goldfile import Gold, read_folder
from core.review.score import Score, score
from core.review.tally import Fault, Tally
from core.wording import say

GROUPS = ("label", "value", "mod", "calendar", "relation", "record", "province")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("score", help=say("cli.score"))
    def command(
        gold: Annotated[str, typer.Argument(metavar="GOLD_DIR|DATASET", help=say("cli.score_gold"))],
        errors: Annotated[bool, typer.Option("--errors", help=say("cli.score_errors"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
        only: Annotated[str, typer.Option(help=say("cli.score_only"))] = "*",
    ) -> None:
        result = score(_detected(load(gold, only)))
        if as_json:
            sys.stdout.write(json.dumps(_as_data(result, errors), ensure_ascii=False, indent=1) + "\n")
        else:
            _show(result, errors)


def load(gold: str, only: str = "*") -> list[Gold]:
    """The gold articles that the argument names; raises FormatError where there are none."""
    path = Path(gold)
    return read_dataset(path, only) if path.is_file() else read_folder(path, only)


def _detected(golds: Iterable[Gold]) -> Iterator[tuple[Gold, Detection, str | None]]:
    for gold in golds:
        found = detect(gold.article, card_of(gold.article))
        yield gold, found, name_of(found.province) if found.province else None


def _as_data(result: Score, errors: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"articles": result.articles, "record_fields_f1": result.record_fields}
    for group in GROUPS:
        rows = result.tallies.get(group, {})
        data[group] = {name: _figures(tally) for name, tally in rows.items()}
        if len(rows) > 1:
            data[group]["micro"] = _figures(result.micro(group))
    return data | ({"errors": [asdict(fault) for fault in result.faults]} if errors else {})


def _figures(tally: Tally) -> dict[str, float]:
    return asdict(tally) | {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def _show(result: Score, errors: bool) -> None:
    console = Console()
    table = Table(title=say("cli.score_title", count=result.articles))
    table.add_column(say("cli.col_what"))
    for column in ("gold", "found", "right", "precision", "recall", "f1"):
        table.add_column(say(f"cli.col_{column}"), justify="right")
    for group in GROUPS:
        rows = result.tallies.get(group, {})
        if not rows:
            continue
        table.add_section()
        table.add_row(f"[bold]{say(f'cli.group_{group}')}")
        for name, tally in rows.items():
            table.add_row(f"  {name}", *_cells(tally))
        if group == "record":
            table.add_row(f"  {say('cli.mean')}", "", "", "", "", "", f"[bold]{result.record_fields:.3f}")
        elif len(rows) > 1:
            table.add_row(f"  {say('cli.micro')}", *_cells(result.micro(group)))
    console.print(table)
    if errors:
        for fault in result.faults:
            _show_fault(console, fault)


def _cells(tally: Tally) -> list[str]:
    counts = (f"{value:.0f}" for value in (tally.gold, tally.found, tally.right))
    return [*counts, f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"[bold]{tally.f1:.3f}"]


def _show_fault(console: Console, fault: Fault) -> None:
    kind = "missed" if not fault.found else "spurious" if not fault.gold else "wrong"
    what = " ≠ ".join(part for part in (fault.gold, fault.found) if part)
    around = f"  …{fault.context}…" if fault.context else ""
    line = f"{fault.article} {fault.measure} {say(f'cli.{kind}')}: {what}{around}"
    console.print(line, markup=False, highlight=False, soft_wrap=True)
