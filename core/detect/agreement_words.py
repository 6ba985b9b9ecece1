"""The words by which articles tell of signed agreements, as patterns over text in one spelling."""

import re
import tomllib
from functools import cache
from typing import Any

from core.detect.ties import any_of
from core.paths import resources


@cache
def tables() -> dict[str, Any]:
    """The tables of `resources/lexicons/agreements.toml`."""
    with (resources() / "lexicons" / "agreements.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def pattern(key: str) -> re.Pattern[str]:
    """Any of the words of a list (`kinds`, `contents.cues`)."""
    words: Any = tables()
    for part in key.split("."):
        words = words[part]
    return re.compile(any_of(words))


@cache
def ends_with(key: str) -> re.Pattern[str]:
    """Any of the words of a list at the end of a text."""
    return re.compile(pattern(key).pattern + r"\s*$")
