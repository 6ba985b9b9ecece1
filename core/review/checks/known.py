"""What the checks know beside the map: `resources/checks.toml` and `issuers.toml`, read when first asked for."""

import re
import tomllib
from functools import cache
from typing import Any

from core.paths import resources


@cache
def measures(name: str) -> dict[str, Any]:
    """One table of `checks.toml`."""
    return _table("checks")[name]


@cache
def issuers() -> dict[str, Any]:
    """The tables of `issuers.toml`."""
    return _table("issuers")


@cache
def words(table: str, key: str) -> re.Pattern[str]:
    """Any of the words under a key of `checks.toml`, whole, in a text in one spelling."""
    return any_of(tuple(measures(table)[key]))


@cache
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some phrases, whole, the longest first."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _table(name: str) -> dict[str, Any]:
    with (resources() / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
