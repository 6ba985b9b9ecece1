"""Work on many inputs past one machine: an existing Dask cluster takes the place of `core.workers`, with the same answers.

The workers read the files themselves: the paths have to mean the same on every machine, and this program in the same
version has to be installed there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from core.detect.version import DETECTOR_VERSION
from core.errors import UsageError
from core.workers import DIED, Lost, each, in_order

if TYPE_CHECKING:
    from distributed import Future

T = TypeVar("T")
R = TypeVar("R")

_CHUNK, _AHEAD = 32, 4  # inputs a task: a round trip is dearer than within one machine; tasks a thread that wait
_WAIT = "30s"


class Cluster(Generic[T, R]):
    """The workers of a scheduler; a context manager."""

    def __init__(self, work: Callable[[T], R], scheduler: str) -> None:
        """`scheduler` is its address (`tcp://host:8786`).

        Raises UsageError where Dask is not installed, nobody answers there, no worker is there, or one has another version.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError("no_cluster_extra") from error
        self._work = work
        try:
            self._client: Client = Client(scheduler, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError("no_cluster", address=scheduler, reason=error) from error
        versions = self._ask(scheduler)
        if not versions:
            self._client.close()
            raise UsageError("cluster_without_workers", address=scheduler)
        if other := next((v for v in versions.values() if v != DETECTOR_VERSION), None):
            self._client.close()
            raise UsageError("cluster_other_version", address=scheduler, here=DETECTOR_VERSION, there=other)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def ordered(self, items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each input with its result, in the order of the inputs. What a worker that died had in hand is done by another."""
        known: Any = self._client.nthreads()
        threads = sum(known.values())
        return in_order(items, self._submit, self._result, max(threads, 1) * _AHEAD, _CHUNK)

    def _ask(self, scheduler: str) -> dict[str, str]:
        try:
            versions: Any = self._client.run(_version)
            return versions
        except Exception as error:  # a worker without this program cannot say its version
            self._client.close()
            raise UsageError("cluster_without_us", address=scheduler, reason=error) from error

    def _submit(self, chunk: Sequence[T]) -> "Future":
        return self._client.submit(each, self._work, list(chunk), pure=False)

    @staticmethod
    def _result(future: "Future") -> Any:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:  # it took several workers with it
            return Lost(DIED)


def _version() -> str:
    return DETECTOR_VERSION
