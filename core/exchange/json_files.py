"""Whole files of JSON of several makers: our gold beside a text, Label Studio's tasks, UIMA's CAS."""

import json
from collections.abc import Iterator
from pathlib import Path

from core.errors import ButVangError, FormatError
from core.exchange import cas_read, gold, labelstudio
from core.exchange.format import Arrival

_HEAD = 64


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What the file holds, told by how it begins; an error in the place of what cannot be read."""
    try:
        with path.open("rb") as file:
            begins = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
        if begins.startswith(b"["):
            data = path.read_bytes()
            yield from labelstudio.arrivals(json.loads(data.decode("utf-8-sig")), path, len(data))
        elif b'"%' in begins:
            yield from cas_read.read(path)
        else:
            yield from gold.read(path)
    except (OSError, ValueError, RecursionError) as error:
        yield FormatError("file_broken", path=path, why=getattr(error, "strerror", None) or error)
