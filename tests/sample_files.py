"""The sample collection of seed 1 on disk: written once for a run of the tests, copied for whoever wants to change it."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from core.review.collection import Collection, make, write
from core.store.store import Store


@cache
def collection() -> Collection:
    """The collection as a value."""
    return make(1)


@cache
def _written() -> Path:
    path = Path(tempfile.mkdtemp(prefix="butvang-sample-")) / "sample.sqlite"
    store = Store(path)
    for _ in write(store, collection()):
        pass
    store.close()
    return path


def sample_dataset(folder: Path) -> Path:
    """A copy of the collection's dataset in a folder."""
    return Path(shutil.copy(_written(), folder / "sample.sqlite"))
