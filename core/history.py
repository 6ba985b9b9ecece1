"""Undo and redo without limit: one stack for each annotator and dataset, read from the journal."""

from collections.abc import Iterator

from core.errors import Conflict
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.store.journal import Entry, edit_of, newest_of, of_batch, stale, taken_back
from core.store.store import Store


class History:
    """What an annotator can take back and do again, also after a restart."""

    def __init__(self, store: Store, annotator: bytes) -> None:
        self._store = store
        self._annotator = annotator

    def next_undo(self) -> Entry | None:
        """The entry that undo would take back: the newest that is still in effect."""
        cancelled: set[bytes] = set()
        for entry in newest_of(self._store, self._annotator):
            if entry.id in cancelled or entry.kind == "import":
                continue
            if entry.kind != "undo":
                return entry
            if entry.undoes:
                cancelled.add(entry.undoes)
        return None

    def next_redo(self) -> Entry | None:
        """The undo that redo would take back: the newest since the last thing that was done anew."""
        cancelled: set[bytes] = set()
        for entry in newest_of(self._store, self._annotator):
            if entry.id in cancelled or entry.kind == "import":
                continue
            if entry.kind == "undo":
                return entry
            if entry.kind == "do":
                return None
            if entry.undoes:
                cancelled.add(entry.undoes)
        return None

    def newest(self, batch: bytes) -> Entry | None:
        """The newest entry of a batch."""
        return next(of_batch(self._store, batch), None)

    def size(self, entry: Entry) -> int:
        """How many edits are taken back with an entry: those of its batch that are in effect."""
        return len(self._with_batch(entry))

    def undo(self) -> list[Edit]:
        """Take the newest entry back, with its whole batch; the edits as written, none where there is nothing to undo.

        Raises Conflict where someone else has changed the same items since; then nothing of that entry is changed.
        """
        return list(self.undoing())

    def redo(self) -> list[Edit]:
        """Do again what was undone last; otherwise as `undo`."""
        return list(self.redoing())

    def undoing(self) -> Iterator[Edit]:
        """`undo` as a stream, one short transaction an edit. What a stream that was dropped leaves, the next undo takes back."""
        entry = self.next_undo()
        if entry:
            yield from self._take_back(entry, "undo")

    def redoing(self) -> Iterator[Edit]:
        """`redo` as a stream."""
        entry = self.next_redo()
        if entry:
            yield from self._take_back(entry, "redo")

    def taking_back(self, batch: bytes) -> Iterator[Edit]:
        """Take a batch of this annotator back, wherever it stands, as a stream; raises Conflict as `undo` does."""
        if entry := self.newest(batch):
            yield from self._take_back(entry, "undo")

    def _with_batch(self, entry: Entry) -> list[Entry]:
        """The entry and all of its batch, the newest first, but for what was taken back already."""
        if entry.batch is None:
            return [entry]
        entries = list(of_batch(self._store, entry.batch))
        gone = taken_back(self._store, entries)
        return [e for e in entries if e.id not in gone]

    def _take_back(self, entry: Entry, kind: str) -> Iterator[Edit]:
        """All or nothing: a batch of which one item is not as it was left stays whole."""
        entries = self._with_batch(entry)
        if len(entries) > 1:
            self._check(entries)
        batch = new_id() if entry.batch else None
        try:
            for e in entries:
                edit = edit_of(self._store, e).inverse
                yield self._store.apply(edit, self._annotator, kind=kind, undoes=e.id, batch=batch)
        except Conflict:  # overtaken after the check
            if batch:
                self._restore(batch, entry.batch, "redo" if kind == "undo" else "undo")
            raise

    def _check(self, entries: list[Entry]) -> None:
        """Raise Conflict where an item that the entries left is no longer at its revision."""
        seen: set[bytes] = set()
        left: list[Item] = []
        for entry in entries:
            edit = edit_of(self._store, entry)
            left += [item for item in edit.added if item.id not in seen]
            seen.update(item.id for item in (*edit.removed, *edit.added))
        if changed := stale(self._store, left):
            raise Conflict(tuple(changed))

    def _restore(self, half: bytes, batch: bytes | None, kind: str) -> None:
        """Do the opposite of what a batch did so far, as part of the batch that it was taking back."""
        for e in list(of_batch(self._store, half)):
            self._store.apply(edit_of(self._store, e).inverse, self._annotator, kind=kind, undoes=e.id, batch=batch)
