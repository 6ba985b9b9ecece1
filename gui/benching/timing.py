"""Milliseconds until something is painted, and what their spread is."""

import time
from collections.abc import Callable
from typing import Any

Figures = dict[str, float]


def timed(app: Any, act: Callable[[], object]) -> float:
    """Milliseconds until what an act asks for is painted."""
    began = time.perf_counter()
    act()
    app.sendPostedEvents()
    app.processEvents()
    return (time.perf_counter() - began) * 1000


def percentile(figures: list[float], percent: int) -> float:
    """The figure that so many percent do not exceed."""
    return sorted(figures)[min(len(figures) - 1, len(figures) * percent // 100)]
