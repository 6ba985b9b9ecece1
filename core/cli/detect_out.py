"""Where the lines of `butvang detect` go: the standard output, or a file that is whole or, after an interruption, resumed."""

import hashlib
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from json import loads
from pathlib import Path

from core.cli.inputs import report
from core.errors import StoreError, UsageError

_LOOKED_AT = 4096
"""So many of the inputs that are done are compared with the last line: those that failed after it are among them."""

Item = Path | str
"""A file, or what is wrong with an input that is none."""

Answers = Iterator[tuple[Item, tuple[str, str]]]
"""Each input with its line, or with what went wrong."""

Source = Callable[[Iterable[Item]], Answers]


def to_screen(source: Source, items: Iterable[Item]) -> bool:
    """Print the lines, name failures on standard error; whether there were none."""
    well = True
    for _item, (line, failure) in source(items):
        if failure:
            well = False
            report(failure)
        else:
            sys.stdout.write(f"{line}\n")
    return well


def to_file(source: Source, items: Iterable[Item], out: Path, told: Sequence[object]) -> bool:
    """Write the lines beside `out` and move them into place when all are there; whether nothing failed.

    What an interrupted run of the same inputs and settings (`told`) has done is not done again, and its failures are named
    again. Raises UsageError where the inputs are no longer those, StoreError where `out` cannot be written.
    """
    mark = hashlib.sha256(repr(tuple(told)).encode()).hexdigest()[:12]
    part, failed = (out.with_name(f".{out.name}.{mark}.{kind}") for kind in ("part", "failed"))
    try:
        (count, last), (failures, _) = _whole(part), _whole(failed)
        remaining = _after(items, count + failures, last)
        for failure in failed.read_text("utf-8").splitlines() if failures else ():
            report(failure)
        well = not failures
        with part.open("a", encoding="utf-8", newline="\n") as lines, failed.open("a", encoding="utf-8") as wrong:
            for _item, (line, failure) in source(remaining):
                well = well and not failure
                target, text = (wrong, " ".join(failure.split())) if failure else (lines, line)
                target.write(f"{text}\n")
                target.flush()
                if failure:
                    report(failure)
        part.replace(out)
        failed.unlink()
    except OSError as error:
        raise StoreError("out_failed", path=out, reason=error.strerror or error) from error
    return well


def _whole(path: Path) -> tuple[int, str]:
    """How many whole lines a file has, and the last one; half a line at its end, which a kill leaves, is cut off."""
    if not path.exists():
        return 0, ""
    count, last, whole = 0, b"", 0
    with path.open("rb+") as file:
        for line in file:
            if line.endswith(b"\n"):
                count, last, whole = count + 1, line, whole + len(line)
        file.truncate(whole)
    return count, last.decode()


def _after(items: Iterable[Item], done: int, last: str) -> Iterator[Item]:
    """The inputs that are left when so many are done, the last line being about one of them."""
    source = iter(items)
    passed = deque((str(item) for item in islice(source, done)), maxlen=_LOOKED_AT)
    if last and loads(last)["path"] not in passed:
        raise UsageError("resume_other_inputs")
    return source
