"""Work on many inputs in child processes: in order, as a stream, and each input within limits of time and memory.

Parsers of others meet files of anyone; one that hangs, eats the memory or dies takes its own child with it and is a
`Lost` in its input's place, while all the other inputs are done.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")
R = TypeVar("R")
F = TypeVar("F")

_CHUNK, _AHEAD = 8, 4  # inputs a task, tasks a process that wait: enough to keep it busy, little to hold

SLOW, HUNGRY, DIED = "slow", "hungry", "died"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may take: seconds (and a chunk of them together), and bytes of address space of a child."""

    seconds: float = 120.0
    memory: int = 3 << 30


@dataclass(frozen=True, slots=True)
class Lost:
    """An input that gave no result: it took too long (`slow`), too much memory (`hungry`), or its process `died`."""

    why: str


def cores() -> int:
    """How many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers(Generic[T, R]):
    """Child processes that do one thing; a context manager."""

    def __init__(self, work: Callable[[T], R], processes: int, limits: Limits = Limits()) -> None:
        """`work` is a function of a module (it is pickled), raising nothing but MemoryError on purpose."""
        self._work = work
        self._processes = processes
        self._limits = limits
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        from pebble import ProcessPool

        spawn: Any = get_context("spawn")  # a fork of a process with threads and Qt is no sound one
        self._pool = ProcessPool(self._processes, 0, _limited, (self._limits.memory,), spawn)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._pool
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()

    def ordered(self, items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each input with its result, in the order of the inputs; a window of them is under way at a time."""
        return in_order(items, self._submit, self._result, self._processes * _AHEAD, _CHUNK)

    def _submit(self, chunk: Sequence[T]) -> "Future[list[R | Lost]]":
        assert self._pool
        return self._pool.schedule(partial(each, self._work), (chunk,), timeout=self._limits.seconds)

    @staticmethod
    def _result(future: "Future[list[R | Lost]]") -> "list[R | Lost] | Lost":
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            return Lost(SLOW)
        except ProcessExpired:
            return Lost(DIED)


def in_order(
    items: Iterable[T],
    submit: Callable[[Sequence[T]], F],
    result: Callable[[F], list[R | Lost] | Lost],
    ahead: int,
    size: int,
) -> Iterator[tuple[T, R | Lost]]:
    """Each input with its result, whoever works. Of a chunk that is lost one input is to blame: each is tried alone."""

    def alone(item: T) -> R | Lost:
        found = result(submit([item]))
        return found if isinstance(found, Lost) else found[0]

    for chunk, future in window(items, submit, ahead, size):
        found = result(future)
        if isinstance(found, Lost):
            found = [alone(item) for item in chunk] if len(chunk) > 1 else [found]
        yield from zip(chunk, found, strict=True)


def each(work: Callable[[T], R], chunk: Sequence[T]) -> list[R | Lost]:
    """What is done in a child: its inputs one after the other."""
    return [_within_memory(work, item) for item in chunk]


def _within_memory(work: Callable[[T], R], item: T) -> R | Lost:
    try:
        return work(item)
    except MemoryError:
        return Lost(HUNGRY)


def window(
    items: Iterable[T], submit: Callable[[Sequence[T]], F], ahead: int, size: int
) -> Iterator[tuple[list[T], F]]:
    """Chunks of the inputs with their futures, in order, `ahead` of them under way."""
    source = iter(items)
    waiting: deque[tuple[list[T], F]] = deque()
    while True:
        while len(waiting) < ahead and (chunk := list(islice(source, size))):
            waiting.append((chunk, submit(chunk)))
        if not waiting:
            return
        yield waiting.popleft()


def _limited(memory: int) -> None:
    """In a child: no more memory than this (Linux, macOS), and Ctrl+C is the parent's to hear."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
