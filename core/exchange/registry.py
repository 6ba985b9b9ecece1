"""The formats of annotations."""

from core.errors import UsageError
from core.exchange import brat, conll, jsonl
from core.exchange.format import Format

FORMATS: tuple[Format, ...] = (jsonl.FORMAT, brat.FORMAT, conll.FORMAT)


def format_named(name: str) -> Format:
    """The format of that name; UsageError, which names those there are, for another."""
    found = next((f for f in FORMATS if f.name == name), None)
    if found is None:
        raise UsageError("format_unknown", name=name, known=", ".join(f.name for f in FORMATS))
    return found
