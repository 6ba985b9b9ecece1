"""What a format is: a name, how it is written, how what was written is read back, and how files of it are imported."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.exchange.report import Report
from core.model.scheme import Scheme
from core.store.dataset_io import Sheet

Place = tuple[int, int, str]
"""Start, end (code points of the article's text) and label of a span that a file holds."""

OUTERMOST, INNERMOST = "outermost", "innermost"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for beside the selection; each format takes what concerns it.

    `spans` is what a flat format keeps where spans nest: `outermost`, `innermost` or a label. `sources`: whether the bytes of
    the articles' files are to be written. `processes` is how many may work on it, None for what the machine has.
    """

    spans: str = OUTERMOST
    sources: bool = False
    processes: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One export as a format's writer sees it: where to write, what the labels are, and who is told of losses.

    `raw` gives the bytes of a source by their SHA-256, None for those that were not kept.
    """

    path: Path
    scheme: Scheme
    options: Options
    report: Report
    raw: Callable[[str], bytes | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an import reads of one article: the sheet, where it stood, and notes on what could not be taken as it was.

    `raws` are bytes of sources by SHA-256; `size` is how many bytes of the file it was.
    """

    sheet: Sheet
    where: str
    raws: dict[str, bytes]
    size: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format of annotations that an export can be written in.

    `write(sheets, job)` writes as it goes and yields the places that it kept of each sheet. `reread(path, text_of)` reads
    the whole of it back, raises FormatError where the words of a span are not those of the text at its offsets, counted as
    the format counts, and yields the places of each sheet, in any order of sheets. `text_of` gives an article's text by its
    id, for formats that hold no running text. `folder`: an export is a folder, not a file. `layers`: it can hold several.
    `extra` names the optional extra of the program, and the module of it, that the format needs. `join(part, whole)` puts
    what was written of later sheets behind what was written of earlier ones and gives the names that files of a folder had
    to change; where there is one, several processes can write. `finish(job)` writes at last what needs to know everything.
    """

    name: str
    unit: str
    write: Callable[[Iterable[Sheet], Job], Iterator[list[Place]]]
    reread: Callable[[Path, Callable[[bytes], str]], Iterator[list[Place]]]
    folder: bool = False
    layers: bool = False
    extra: str = ""
    join: Callable[[Path, Path], dict[str, str]] | None = None
    finish: Callable[[Job], None] | None = None


def appended(part: Path, whole: Path) -> dict[str, str]:
    """Put a file behind another: the `join` of formats that are lines and nothing around them."""
    with part.open("rb") as more, whole.open("ab") as file:
        shutil.copyfileobj(more, file, 1 << 20)
    return {}
