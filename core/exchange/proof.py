"""What was written, proven: the places of all spans as one number, the files read back, and their sums."""

import hashlib
import marshal
from collections.abc import Callable
from pathlib import Path

from core.errors import FormatError
from core.exchange.format import Format, Place

SUMS = "SHA256SUMS"
_BY_VALUE = 2  # the version of marshal that writes equal values as equal bytes, quicker than any other way
_WHOLE = 1 << 256


class Fingerprint:
    """The places of all sheets as one number, whatever the order of the sheets, so that no list of them is kept."""

    def __init__(self) -> None:
        self.sum = 0
        self.places = 0

    def add(self, places: list[Place]) -> None:
        """Take in the places of one sheet."""
        self.places += len(places)
        digest = hashlib.sha256(marshal.dumps(sorted(places), _BY_VALUE)).digest()
        self.sum = (self.sum + int.from_bytes(digest, "big")) % _WHOLE


def prove(format: Format, path: Path, written: Fingerprint, text_of: Callable[[bytes], str]) -> None:
    """Read what was written back: FormatError unless every span has its words, and all that were written are there."""
    found = Fingerprint()
    for places in format.reread(path, text_of):
        found.add(places)
    if (found.sum, found.places) != (written.sum, written.places):
        raise FormatError("not_as_written", path=path, found=found.places, written=written.places)


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a folder by its name."""
    return {path.name: sum_of(path) for path in folder.iterdir()}


def write_sums(folder: Path, sums: dict[str, str]) -> str:
    """Write the list of sums as `sha256sum -c` reads it into the folder; the sum of that list."""
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / SUMS).write_text(lines, "utf-8", newline="\n")
    return hashlib.sha256(lines.encode()).hexdigest()


def untouched(folder: Path) -> bool:
    """Whether a folder holds an export of ours and nothing else, as it was written."""
    try:
        with (folder / SUMS).open(encoding="utf-8") as sums:
            names = 0
            for line in sums:
                sha256, _, name = line.rstrip("\n").partition("  ")
                names += 1
                if sum_of(folder / name) != sha256:
                    return False
        return sum(1 for _ in folder.iterdir()) == names + 2  # the list itself and the report
    except OSError:
        return False
