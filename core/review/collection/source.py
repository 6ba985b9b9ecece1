"""What the sample collection is written from, as `resources/collection.toml` has it."""

import tomllib
from functools import cache
from typing import Any

from core.model.ids import GOLD_LAYER
from core.paths import resources


@cache
def source() -> dict[str, Any]:
    """The whole table."""
    return tomllib.loads((resources() / "collection.toml").read_text("utf-8"))


def kinds() -> list[dict[str, Any]]:
    """The kinds of news, each as often as it is written for one province."""
    return [kind for kind in source()["kinds"] for _ in range(kind["each"])]


def annotator_id(number: int) -> bytes:
    """The id of one of the three annotators: the same in every sample collection."""
    return GOLD_LAYER[:-2] + bytes([0xA0 + number, 0xB0])
