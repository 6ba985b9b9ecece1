"""Opening a dataset wherever it is: one on a server with all that a team needs, one in a file without."""

from core.store.server import Server, Target, target_of
from core.store.shelf import Shelf
from core.store.store import Store


def open_store(target: Target | str) -> Store:
    """The dataset at `target`. Raises as `Store` does."""
    where = target_of(target)
    if not isinstance(where, Server):
        return Store(where)
    from core.teams.store import TeamStore  # what a team needs loads where there is one

    return TeamStore(where)


def shelf_of(store: Store, layer: bytes) -> Shelf:
    """The library of one annotator."""
    if not isinstance(store.path, Server):
        return Shelf(store, layer)
    from core.teams.shelf import KeptShelf

    return KeptShelf(store, layer)
