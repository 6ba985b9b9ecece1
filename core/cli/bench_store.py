"""`butvang bench store`: a big dataset brought in, searched and sent out, each in a process of its own."""

import json
import multiprocessing
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.bench_environments import python_of
from core.cli.bench_made import Made
from core.cli.bench_made import articles as made_articles
from core.errors import ButVangError
from core.exchange import jsonl_read
from core.exchange.ahead import processors
from core.exchange.export import choose, export
from core.exchange.format import Options
from core.exchange.intake import Intake
from core.exchange.registry import format_named
from core.exchange.rows import zone_rows
from core.model.ids import new_id
from core.model.library import Filter
from core.people import Annotator
from core.store.dataset_io import Selection
from core.store.shelf import Shelf
from core.store.store import Store
from core.wording import say

FORMATS = ("jsonl", "conll", "brat")
_LENGTH = 2000
WHO = Annotator(bytes(15) + b"\x07", "bench")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its seconds, and the highest memory of its process in megabytes (0 where the system does not say)."""

    name: str
    seconds: float
    peak: float


def register(app: typer.Typer) -> None:
    """Add the command to the group."""

    @app.command("store", help=say("bench.store"))
    def command(
        articles: Annotated[int, typer.Option(min=1, help=say("bench.articles"))] = 10_000,
        spans: Annotated[int, typer.Option(min=1, help=say("bench.spans"))] = 300_000,
        seed: Annotated[int, typer.Option(help=say("bench.seed"))] = 1,
        folder: Annotated[Path | None, typer.Option(help=say("bench.folder"))] = None,
        peers: Annotated[bool, typer.Option("--peers", help=say("bench.store_peers"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="butvang-bench-", dir=folder) as scratch:
            steps = list(measure(Path(scratch), articles, spans, seed))
            steps += beside(Path(scratch), spans) if peers else ()
        by_name = {step.name: step.seconds for step in steps}
        pairs = (("import", "labelstudio_import"), ("jsonl", "labelstudio_export"))
        ratios = {theirs: round(by_name[ours] / by_name[theirs], 3) for ours, theirs in pairs if theirs in by_name}
        if as_json:
            rows = [{"step": s.name, "seconds": round(s.seconds, 3), "peak_mb": round(s.peak)} for s in steps]
            found = {"articles": articles, "spans": spans, "steps": rows} | ({"ratios": ratios} if ratios else {})
            sys.stdout.write(json.dumps(found, indent=1) + "\n")
            return
        table = Table(title=say("bench.store_title", articles=articles, spans=spans))
        for column in ("step", "seconds", "peak"):
            table.add_column(say(f"bench.{column}"), justify="left" if column == "step" else "right")
        for step in steps:
            table.add_row(say(f"bench.step_{step.name}"), f"{step.seconds:.2f}", f"{step.peak:.0f}")
        Console().print(table)
        for name, ratio in ratios.items():
            Console().print(say("bench.store_ratio", step=say(f"bench.step_{name}"), ratio=ratio))


def measure(folder: Path, articles: int, spans: int, seed: int) -> Iterator[Step]:
    """The steps one after another, what they write being left in `folder`."""
    lines, dataset = folder / "made.jsonl", folder / "made.sqlite"
    alone("make", write_lines, lines, articles, spans, seed)
    yield alone("import", bring, lines, dataset)
    yield alone("search", _search, dataset)
    for name in FORMATS:
        yield alone(name, send, dataset, name, folder / f"out.{name}")


def beside(folder: Path, spans: int) -> Iterator[Step]:
    """Label Studio's import and export of the same articles, after `measure`; RuntimeError where it cannot be run."""
    yield alone("labelstudio", send, folder / "made.sqlite", "labelstudio", folder / "tasks")
    there = folder / "label-studio"
    there.mkdir()
    script = Path(__file__).with_name("bench_labelstudio.py")
    command = [python_of("labelstudio"), script, folder / "tasks"]
    done = subprocess.run(command, cwd=there, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found = json.loads(done.stdout.splitlines()[-1])
    if found["spans"] != spans:
        raise RuntimeError(f"label-studio: {found['spans']} of {spans} spans")
    for step in ("import", "export"):
        yield Step(f"labelstudio_{step}", found[step], found[f"{step}_peak"])


def alone(name: str, work: Callable[..., None], *arguments: Any) -> Step:
    """Do something in a fresh process."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_measured, args=(there, work, arguments))
    process.start()
    there.close()
    try:
        seconds, peak = here.recv()
    except EOFError as error:
        raise RuntimeError(f"bench step {name} failed") from error
    finally:
        process.join()
    return Step(name, seconds, peak)


def _measured(out: Connection, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    started = perf_counter()
    work(*arguments)
    out.send((perf_counter() - started, _peak()))


def _peak() -> float:
    """The most memory that this process has had, in megabytes, where the system is one that says so.

    Where it had children, as much again for each of them as the greatest of them had.
    """
    try:
        import resource  # not on Windows

        status = Path("/proc/self/status").read_text("ascii")
    except (ImportError, OSError):
        return 0.0
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * processors()
    return (int(line.split()[1]) + children) / 1024


def write_lines(path: Path, articles: int, spans: int, seed: int, fresh: int = 0) -> None:
    """Gold lines as our own export has them, with as many spans in each as in the others, or one more.

    The first `fresh` articles have none: nobody has begun with them.
    """
    each, more = divmod(spans, articles)
    with path.open("w", encoding="utf-8") as file:
        for number, made in enumerate(made_articles(articles, _LENGTH, each + bool(more), seed)):
            kept = 0 if number < fresh else each + (number < more)
            file.write(json.dumps(_line(number, made, kept), ensure_ascii=False) + "\n")


def _line(number: int, made: Made, kept: int) -> dict[str, Any]:
    article = made.article
    rows = [
        {"start": s.span.start, "end": s.span.end, "label": s.label, "text": s.span.of(article.text)}
        | ({"value": s.value} if s.value else {})
        | {"origin": s.origin, "score": s.score, "decision": "accepted", "id": new_id().hex()}
        for s in made.detection.suggestions[:kept]
    ]
    source = {"path": f"bench/{number}.txt", "sha256": article.id.hex() * 2, "format": "txt", "encoding": "utf-8"}
    state = "done" if rows else "new"
    card = {"id": new_id().hex(), "title": article.title, "state": state, "sources": [source]}
    line = {"id": article.id.hex(), "text": article.text, "zones": zone_rows(article), "annotations": rows}
    layer = {"id": WHO.id.hex(), "kind": "annotator", "name": WHO.name}
    return line | {"card": card, "layer": layer}


def bring(lines: Path, dataset: Path) -> None:
    """Import the lines."""
    with closing(Store(dataset)) as store:
        intake = Intake(store, WHO)
        for taken in intake.take_all(jsonl_read.read(lines)):
            if isinstance(taken, ButVangError):
                raise taken


def _search(dataset: Path) -> None:
    with closing(Store(dataset)) as store:
        if not Shelf(store, WHO.id).ids(Filter("thanh tra")):
            raise RuntimeError("nothing found")


def send(dataset: Path, name: str, out: Path) -> None:
    """Export everything that is done in a format."""
    with closing(Store(dataset)) as store:
        for _ in export(store, format_named(name), out, Selection(choose(store)), Options()):
            pass
