"""Findings that somebody looked at and let stand: muted one by one with a note, known again by what they say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.review.checks.finding import Finding
from core.review.records import own_records
from core.store.store import Store

KIND = "muted"


@dataclass(frozen=True, slots=True)
class Mute:
    """A finding that is let stand: its key and check, its message then, why, by whom (an annotator's id) and when (ISO, UTC)."""

    key: str
    check: str
    message: str
    note: str
    by: bytes
    at: str
    record: Record


def muted(store: Store) -> dict[str, Mute]:
    """What is muted by anybody, by the keys of the findings."""
    return mutes(own_records(store, KIND))


def mutes(records: Iterable[Record]) -> dict[str, Mute]:
    """The muted findings among some records; records that are none of ours are passed over."""
    found = {}
    for record in records:
        key, check, message, note, at = (record.fields.get(n) for n in ("key", "check", "message", "note", "at"))
        if record.kind == KIND and isinstance(key, str) and isinstance(check, str):
            found[key] = Mute(key, check, str(message or ""), str(note or ""), record.layer, str(at or ""), record)
    return found


def mute(by: bytes, finding: Finding, note: str) -> Edit:
    """Let a finding stand, saying why; a record of the dataset's own in the layer of who says so. Empty without a note."""
    if not note.strip():
        return Edit("mute")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    about = {"key": finding.key, "check": finding.check, "message": finding.message, "about": finding.about}
    fields = about | {"article": finding.article.hex(), "note": note.strip(), "at": at}
    return Edit("mute", (), (Record(new_id(), b"", by, b"", KIND, fields),))


def unmute(mute: Mute) -> Edit:
    """Show a finding again."""
    return Edit("unmute", (mute.record,))
