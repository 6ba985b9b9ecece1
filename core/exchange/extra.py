"""Libraries that only some formats need, and that people install when they want those formats."""

from importlib import import_module
from typing import Any

from core.errors import UsageError


def need(module: str, format: str) -> Any:
    """The module, imported now; UsageError, which says how to install it, where there is none."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError("extra_missing", format=format, extra=module.partition(".")[0]) from error
