"""What people decided about who is who: this is one, these are two, these must never be taken for one.

Each is a record of the dataset's own, in the layer of whoever decided, so it is undone like any other edit. A person is known
by an article and the name that stands there in full, a body by its owner and its name: what mentions come later changes none
of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.review.records import own_records
from core.store.store import Store

KIND = "group"
_MOST = 3  # members that stand for a group: if one article goes, another still speaks for it

Member = tuple[str, str]
"""A person: an article's id in hex and their full name there in one spelling. A body: its owner and its name."""


class Of(StrEnum):
    """What is grouped."""

    PERSON = "person"
    BODY = "body"


class Verdict(StrEnum):
    """What was decided: several groups are one; some members of a group are another; two groups are not to be proposed again."""

    MERGE = "merge"
    SPLIT = "split"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: what it says of which members, why, by whom (an annotator's id) and when (ISO, UTC)."""

    of: Of
    verdict: Verdict
    members: tuple[Member, ...]
    note: str
    by: bytes
    at: str
    record: Record


def decided(store: Store) -> list[Decided]:
    """All decisions, the oldest first."""
    return decisions(own_records(store, KIND))


def decisions(records: Iterable[Record]) -> list[Decided]:
    """The decisions among some records; records that are none of ours are passed over."""
    found = []
    for r in records:
        of, verdict, members = (r.fields.get(name) for name in ("of", "verdict", "members"))
        if r.kind != KIND or of not in tuple(Of) or verdict not in tuple(Verdict) or not isinstance(members, list):
            continue
        pairs = tuple((str(one), str(other)) for one, other in members)
        note, at = str(r.fields.get("note", "")), str(r.fields.get("at", ""))
        found.append(Decided(Of(of), Verdict(verdict), pairs, note, r.layer, at, r))
    return sorted(found, key=lambda each: each.record.id)


def merge(by: bytes, of: Of, groups: Sequence[Sequence[Member]], note: str = "") -> Edit:
    """Say that some groups, each with its members, are one person or body. Empty for fewer than two."""
    return _said(by, of, Verdict.MERGE, [m for group in groups for m in group[:_MOST]], note, len(groups) > 1)


def split(by: bytes, of: Of, members: Sequence[Member], note: str = "") -> Edit:
    """Say that these members are a person or body of their own, apart from the others of their group."""
    return _said(by, of, Verdict.SPLIT, list(members), note, bool(members))


def distinct(by: bytes, of: Of, one: Sequence[Member], other: Sequence[Member], note: str = "") -> Edit:
    """Say that two groups are two, so that nobody is asked again."""
    return _said(by, of, Verdict.DISTINCT, [*one[:1], *other[:1]], note, bool(one and other))


def take_back(decision: Decided) -> Edit:
    """Decide nothing about it any more."""
    return Edit("group_back", (decision.record,))


def _said(by: bytes, of: Of, verdict: Verdict, members: list[Member], note: str, enough: bool) -> Edit:
    name = f"group_{verdict}"
    if not enough:
        return Edit(name)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    fields = {"of": of.value, "verdict": verdict.value, "members": [list(m) for m in members], "note": note, "at": at}
    return Edit(name, (), (Record(new_id(), b"", by, b"", KIND, fields),))
