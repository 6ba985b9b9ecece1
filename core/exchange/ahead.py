"""Work shared out among processes, its results in the order of the tasks, and only so much of it ahead of who takes it."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 2  # tasks under way for each process, so that none waits and few results do
_MOST = 8


def processors() -> int:
    """How many processes are worth having on this machine."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(available, _MOST)


def ahead(
    work: Callable[[T], R], tasks: Iterable[T], processes: int, prepare: Callable[..., None], *given: Any
) -> Iterator[R]:
    """What `work` makes of each task, in their order. Every process first calls `prepare(*given)`; all of it is picklable.

    Raises what `work` raises, and BrokenProcessPool where a process dies.
    """
    with ProcessPoolExecutor(processes, get_context("spawn"), prepare, given) as pool:
        waiting = deque[Future[R]]()
        try:
            for task in tasks:
                waiting.append(pool.submit(work, task))
                if len(waiting) > _AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
