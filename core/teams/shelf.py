"""The library while the server is away: what it was when it was last seen."""

from collections.abc import Sequence
from contextlib import suppress

from core.errors import Away
from core.model.library import Filter, Progress, ShelfRow
from core.store.shelf import Shelf
from core.store.store import Store


class KeptShelf(Shelf):
    """A shelf that remembers its last answers, and gives them again while the server is away."""

    def __init__(self, store: Store, layer: bytes) -> None:
        super().__init__(store, layer)
        self._ids: dict[Filter, list[bytes]] = {}
        self._rows: dict[bytes, ShelfRow] = {}
        self._progress: list[Progress] = []

    def ids(self, only: Filter | None = None, most: int | None = None) -> list[bytes]:
        only = only or Filter()
        try:
            found = super().ids(only, most)
        except Away:
            return self._ids.get(only, [])[:most]
        if most is not None and len(found) == most:
            return found  # not all of them
        if only == Filter():
            self._ids = {}  # whatever else was remembered is older
        self._ids[only] = found
        return found

    def rows(self, ids: Sequence[bytes]) -> list[ShelfRow]:
        try:
            found = super().rows(ids)
        except Away:
            return [self._rows[id] for id in ids if id in self._rows]
        self._rows |= {row.article: row for row in found}
        return found

    def progress(self) -> list[Progress]:
        with suppress(Away):
            self._progress = super().progress()
        return self._progress
