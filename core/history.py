"""Undo and redo without limit: one stack for each annotator and dataset, read from the journal."""

from core.model.edit import Edit
from core.model.ids import new_id
from core.store.journal import Entry, edit_of, newest_of, of_batch
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

    def undo(self) -> list[Edit]:
        """Take the newest entry back, with its whole batch; the edits as written, none where there is nothing to undo.

        Raises Conflict where someone else has changed the same items since; then nothing of that entry is changed.
        """
        entry = self.next_undo()
        return self._take_back(entry, "undo") if entry else []

    def redo(self) -> list[Edit]:
        """Do again what was undone last; otherwise as `undo`."""
        entry = self.next_redo()
        return self._take_back(entry, "redo") if entry else []

    def _take_back(self, entry: Entry, kind: str) -> list[Edit]:
        entries = list(of_batch(self._store, entry.batch)) if entry.batch else [entry]
        batch = new_id() if entry.batch else None
        return [
            self._store.apply(edit_of(self._store, e).inverse, self._annotator, kind=kind, undoes=e.id, batch=batch)
            for e in entries
        ]
