"""`make fuzz`: spoiled files for every reader of articles and annotations, ten thousand each.

Each is read in a child process: it is an article, or a ReadError or FormatError that says so; anything else (another
error, a hang of more than ten seconds, more than a gigabyte, a dead process) is a fault, and its file is kept in `out/fuzz`.
"""

import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzz.mutations import spoiled
from fuzz.seeds import annotations, articles

from core.errors import ButVangError
from core.exchange.registry import READERS
from core.reading.containers import SUFFIXES as CONTAINERS
from core.reading.registry import read, read_bytes, walk
from core.workers import Limits, Lost, Workers, cores

DATA = Path(__file__).parents[1] / "data" / "exchange"
KEPT = Path("out/fuzz")
LIMITS = Limits(
    seconds=20.0, memory=1536 << 20
)  # a chunk of eight at first, then each alone; Python and its libraries included


@dataclass(slots=True)
class Counts:
    """Of one format: how many were read, how many refused by what, and what was a fault."""

    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def kinds() -> list[str]:
    """Every format: suffixes of articles, and `+suffix` of annotations."""
    return [*articles(), *(f"+{suffix}" for suffix in READERS)]


def fuzz(kind: str, times: int, first: int = 0) -> Counts:
    """Spoil and read so many files of a kind; the numbers are the seeds."""
    counts = Counts()
    with Workers(attempt, cores(), LIMITS) as workers:
        for (_kind, seed), said in workers.ordered((kind, n) for n in range(first, first + times)):
            if isinstance(said, Lost):
                said = f"!{said.why}"
            if said.startswith("!"):
                counts.faults.append(f"{kind} {seed}: {said[1:]}")
                _keep(kind, seed)
            elif said:
                counts.refused[said] += 1
            else:
                counts.read += 1
    return counts


def attempt(job: tuple[str, int]) -> str:
    """Read one spoiled file: an empty string, the key of the refusal, or after `!` what must not be."""
    kind, seed = job
    try:
        with tempfile.TemporaryDirectory() as folder:
            _read(kind, seed, Path(folder))
    except ButVangError as error:
        str(error)  # its wording takes its fields
        return error.key
    except MemoryError:
        raise
    except BaseException:
        return f"!{traceback.format_exc()}"
    return ""


def _read(kind: str, seed: int, folder: Path) -> None:
    chance = random.Random(f"{kind} {seed}")
    if kind.startswith("+"):
        name, files = chance.choice(annotations(DATA)[kind[1:]])
        for other, data in files.items():
            (folder / other).write_bytes(data)
        victim = name if chance.random() < 0.8 else chance.choice(list(files))
        (folder / victim).write_bytes(spoiled(files[victim], chance))
        refusals = [one for one in READERS[kind[1:]](folder / name) if isinstance(one, ButVangError)]
        for refusal in refusals:
            str(refusal)
        if refusals:
            raise refusals[0]
        return
    data = spoiled(chance.choice(articles()[kind]), chance)
    if kind in CONTAINERS:
        path = folder / f"tin{kind}"
        path.write_bytes(data)
        for member in walk([path]):
            if isinstance(member, ButVangError):
                raise member
            read(member)
        return
    read_bytes(data, f"bài{kind}")


def _keep(kind: str, seed: int) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{kind.lstrip('+.')}-{seed}.txt").write_text(f"{kind} {seed}\n")


def main(arguments: list[str]) -> Iterator[str]:
    """Lines of a table: all kinds, or those named, so many times each (the first argument)."""
    times, only = int(arguments[0]) if arguments else 10_000, arguments[1:]
    for kind in only or kinds():
        counts = fuzz(kind, times)
        yield f"{kind:8} {times:6} inputs: {counts.read:6} read, {counts.refused.total():6} refused, {len(counts.faults)} faults"
        yield from (f"    {fault}" for fault in counts.faults[:5])


if __name__ == "__main__":
    bad = False
    for line in main(sys.argv[1:]):
        print(line, flush=True)
        bad = bad or line.startswith("    ")
    sys.exit(bad)
