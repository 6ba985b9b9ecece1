"""Work of our own shared out among processes, its results in the order of the tasks; parsers of others are for `core.workers`."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from core.workers import cores, window

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 2  # tasks under way for each process, so that none waits and few results do
_MOST = 8


def processors() -> int:
    """How many processes are worth having on this machine."""
    return min(cores(), _MOST)


def ahead(
    work: Callable[[T], R], tasks: Iterable[T], processes: int, prepare: Callable[..., None], *given: Any
) -> Iterator[R]:
    """What `work` makes of each task, in their order. Every process first calls `prepare(*given)`; all of it is picklable.

    Raises what `work` raises, and BrokenProcessPool where a process dies.
    """
    with ProcessPoolExecutor(processes, get_context("spawn"), prepare, given) as pool:
        try:
            for _, future in window(tasks, lambda task: pool.submit(work, *task), (_AHEAD + 1) * processes, 1):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)
