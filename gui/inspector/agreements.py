"""The agreements that an article reports, as rows of a card; the head leads to the form."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.model.annotation import Suggestion
from core.model.record import Record, SuggestedRecord
from core.verbs import Mention
from core.wording import say
from gui.inspector.groups import Groups
from gui.inspector.values import value_words
from gui.parts.facts import Fact
from gui.parts.numbers import count

Agreement = Record | SuggestedRecord

_LABELS = {"parties": "AGENCY", "signers": "OFFICIAL", "chairs": "OFFICIAL", "legal_basis": "DOCUMENT"}
_NONE = "—"


def concerns(groups: Groups, record: Agreement, mention: Mention | None) -> bool:
    """Whether a mention is of one of the parties, people or documents of an agreement."""
    if mention is None:
        return False
    key = groups.key_of(mention)
    names = ((label, words) for field, label in _LABELS.items() for words in record.fields.get(field) or ())
    return any((group := groups.named(label, words)) is not None and group.key == key for label, words in names)


def agreement_facts(groups: Groups, record: Agreement, full: bool) -> list[Fact]:
    """The rows of one agreement; without its names unless `full`."""
    fields = record.fields
    rows = [_head(record), _numbers(fields)]
    if full:
        rows += [*_named(groups, "parties", fields), *_people(fields, "signers"), *_people(fields, "chairs")]
        rows += _named(groups, "legal_basis", fields, say("inspector.legal_basis_lead"))
    return rows


def _head(record: Agreement) -> Fact:
    kind = str(record.fields.get("kind") or say("inspector.agreement"))
    signed = record.fields.get("signed_on")
    said = [say("inspector.signed_on", date=value_words(signed)) if signed else say("inspector.signed_unknown")]
    said += [say("inspector.suggested")] if isinstance(record, SuggestedRecord) else []
    return Fact(kind[:1].upper() + kind[1:], " · ".join(["", *said]).strip(), strong=True, target=record)


def _numbers(fields: Mapping[str, Any]) -> Fact:
    parts = [say(f"inspector.{name}", count=count(len(fields.get(name) or ()))) for name in ("parties", "signers")]
    period = fields.get("period")
    parts.append(say("inspector.period", period=value_words(period) if period else _NONE))
    if contents := fields.get("contents"):
        parts.append(say("inspector.contents", count=count(len(contents))))
    return Fact(soft=" · ".join(parts))


def _people(fields: Mapping[str, Any], name: str) -> list[Fact]:
    """All names of a field in one row, for there may be a dozen."""
    names: Sequence[str] = fields.get(name) or ()
    return [Fact(" · ".join(names), lead=say(f"inspector.{name}_lead"))] if names else []


def _named(groups: Groups, name: str, fields: Mapping[str, Any], lead: str = "") -> list[Fact]:
    """A row for each of a field's names, leading to its first mention."""
    rows = []
    for words in fields.get(name) or ():
        group = groups.named(_LABELS[name], words)
        first = group.first if group else None
        rows.append(Fact(words, lead=lead, label=_LABELS[name], open=isinstance(first, Suggestion), target=first))
    return rows
