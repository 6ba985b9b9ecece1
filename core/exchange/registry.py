"""The formats of annotations: those that exports are written in, and how files are read by their suffix."""

from collections.abc import Callable, Iterator
from pathlib import Path

from core.errors import ButVangError, UsageError
from core.exchange import (
    brat,
    brat_read,
    cas,
    cas_read,
    conll,
    conll_read,
    csv_registers,
    docbin,
    doccano,
    json_files,
    json_lines,
    jsonl,
    labelstudio,
    page,
    parquet,
    popolo,
    prodigy,
    timeml,
    vlsp,
    webanno,
    webanno_read,
    xlsx_registers,
)
from core.exchange.format import Arrival, Format

FORMATS: tuple[Format, ...] = (
    jsonl.FORMAT,
    brat.FORMAT,
    conll.FORMAT,
    conll.BILOU,
    vlsp.FORMAT,
    doccano.FORMAT,
    labelstudio.FORMAT,
    prodigy.FORMAT,
    webanno.FORMAT,
    cas.XMI,
    cas.JSON,
    timeml.FORMAT,
    docbin.FORMAT,
    parquet.FORMAT,
    csv_registers.FORMAT,
    xlsx_registers.FORMAT,
    popolo.FORMAT,
    page.FORMAT,
)

READERS: dict[str, Callable[[Path], Iterator[Arrival | ButVangError]]] = {
    ".jsonl": json_lines.read,
    ".ann": brat_read.read,
    ".json": json_files.read,
    ".tsv": webanno_read.read,
    ".xmi": cas_read.read,
    ".tml": timeml.read,
    ".conll": conll_read.read,
}
"""Each yields what a file brings, with an error in the place of what cannot be read."""


def format_named(name: str) -> Format:
    """The format of that name; UsageError, which names those there are, for another."""
    found = next((f for f in FORMATS if f.name == name), None)
    if found is None:
        raise UsageError("format_unknown", name=name, known=", ".join(f.name for f in FORMATS))
    return found
