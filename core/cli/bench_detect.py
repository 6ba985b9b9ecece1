"""`butvang bench detect`: how fast the rules read, how their cost grows, and what others need for the same texts."""

import json
import multiprocessing
import statistics
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli import bench_peers
from core.errors import ButVangError
from core.paths import resources
from core.wording import say

_BESIDE = Path("../shared/articles")
_LONG = 10_000_000
_SHORT = _LONG // 10
_PEER_SECONDS = 5.0
_ROUNDS = 3


def register(app: typer.Typer) -> None:
    """Add the command to the group."""

    @app.command("detect", help=say("bench.detect"))
    def command(
        paths: Annotated[list[Path] | None, typer.Argument(help=say("bench.detect_paths"))] = None,
        growth: Annotated[bool, typer.Option("--growth/--no-growth", help=say("bench.detect_growth"))] = True,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        wanted = paths or [resources() / "samples", *([_BESIDE] if _BESIDE.is_dir() else [])]
        figures = measure(wanted, growth)
        if as_json:
            sys.stdout.write(json.dumps(figures, indent=1) + "\n")
        else:
            _show(figures)


def measure(paths: list[Path], growth: bool = True) -> dict[str, Any]:
    """All the figures, each part in a fresh process: seconds, milliseconds, characters a second, megabytes, ratios."""
    startup = statistics.median(_alone(_startup) for _ in range(_ROUNDS))
    figures: dict[str, Any] = {"startup_seconds": startup} | _alone(_read_all, paths)
    if growth:
        figures |= _alone(_growth, paths)
    rules = figures["characters_per_second"]
    speeds = {name: _alone(_peer, name, paths) for name in bench_peers.present()}
    figures["peers"] = {
        name: {"characters_per_second": round(speed), "rules_are_times_as_fast": round(rules / speed, 2)}
        for name, speed in speeds.items()
        if speed
    }
    return figures


def _alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """What a function gives in a process of its own, so that nothing is loaded and no memory used before it."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_send, args=(there, work, arguments))
    process.start()
    there.close()
    try:
        return here.recv()
    except EOFError as error:
        raise RuntimeError(f"{work.__name__} failed") from error
    finally:
        process.join()


def _send(out: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    out.send(work(*arguments))


def _startup() -> float:
    """Seconds from nothing loaded to the first article read: the modules and all lexicons."""
    started = perf_counter()
    from core.cli.inputs import card_of
    from core.detect.pipeline import detect
    from core.model.article import Article

    article = Article.of("Chiều 28/7, đồng chí Trần Thị Lụa, Chủ tịch UBND tỉnh Lào Cai, ký Quyết định số 12/QĐ-UBND.")
    detect(article, card_of(article))
    return round(perf_counter() - started, 3)


def _texts(paths: list[Path]) -> list[str]:
    from core.reading.registry import read, walk

    return [read(path).article.text for path in walk(paths) if not isinstance(path, ButVangError)]


def _reader() -> Callable[[str], object]:
    from core.cli.inputs import card_of
    from core.detect.pipeline import detect
    from core.model.article import Article

    def read(text: str) -> object:
        article = Article.of(text)
        return detect(article, card_of(article))

    read("Sáng 1/1/2021.")  # what loads when first used is told apart, as the start-up
    return read


def _read_all(paths: list[Path]) -> dict[str, Any]:
    """Whole articles: the median of some rounds, for another program may have had the processor for a while."""
    texts, read = _texts(paths), _reader()
    rounds = []
    for _ in range(_ROUNDS):
        times = []
        for text in texts:
            started = process_time()
            read(text)
            times.append(process_time() - started)
        rounds.append(times)
    each = [statistics.median(times) for times in zip(*rounds, strict=True)]
    characters = sum(map(len, texts))
    return {
        "articles": len(texts),
        "characters": characters,
        "characters_per_second": round(characters / sum(each)),
        "median_milliseconds": round(statistics.median(each) * 1e3, 2),
        "p95_milliseconds": round(_percentile(each, 0.95) * 1e3, 2),
        "slowest_milliseconds": round(max(each) * 1e3, 2),
        "peak_megabytes": _peak(),
    }


def _growth(paths: list[Path]) -> dict[str, Any]:
    """One line of ten million characters against one of a million: 1 is a cost that grows with the length, 10 with its square."""
    texts, read = _texts(paths), _reader()
    line = " ".join(" ".join(texts).split())
    whole = line * (_LONG // len(line) + 1)
    costs = []
    for length in (_SHORT, _LONG):
        started = process_time()
        read(whole[:length])
        costs.append((process_time() - started) / length)
    return {
        "line_characters": _LONG,
        "line_characters_per_second": round(1 / costs[1]),
        "growth": round(costs[1] / costs[0], 2),
        "line_peak_megabytes": _peak(),
    }


def _peer(name: str, paths: list[Path]) -> float:
    return bench_peers.speed(name, _texts(paths), _PEER_SECONDS)


def _percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * len(ordered)))]


def _peak() -> int | None:
    """The most memory that this process has had, in megabytes; None where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return None
    return next((round(int(row.split()[1]) / 1024) for row in status.splitlines() if row.startswith("VmHWM")), None)


def _show(figures: dict[str, Any]) -> None:
    table = Table(title=say("bench.detect_title", articles=figures["articles"], characters=figures["characters"]))
    table.add_column(say("bench.measure"))
    table.add_column(say("bench.figure"), justify="right")
    for name, value in figures.items():
        if name in ("articles", "characters", "peers") or value is None:
            continue
        table.add_row(say(f"bench.{name}"), f"{value:,}")
    table.add_section()
    for name, peer in figures["peers"].items():
        table.add_row(say("bench.peer", name=name), f"{peer['characters_per_second']:,}")
        table.add_row(say("bench.times_as_fast", name=name), f"{peer['rules_are_times_as_fast']:,}")
    console = Console()
    console.print(table)
    if not figures["peers"]:
        console.print(say("bench.no_peers"))
