"""Agreement records: taken over from a suggestion, filled in by hand or from a selection, each field with its evidence."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import AGREEMENT, REJECTED, Record, SuggestedRecord
from core.model.span import Span
from core.provinces.units import Unit
from core.verbs.desk import Desk
from core.verbs.edits import DATE, changed, read_date

LISTS = frozenset({"parties", "signers", "chairs", "legal_basis", "contents"})
"""Fields that hold several entries, each with a span of evidence in the same order; the others hold one value."""

DATES = frozenset({"signed_on", "period"})
"""Fields that hold a date's value."""

PROVINCE = "province"
"""The field that holds the name of a unit of the map."""


def records_of(desk: Desk) -> list[Record | SuggestedRecord]:
    """The agreements of the layer, then the suggested ones that nothing is decided about."""
    decided = [r for r in desk.layer.records if r.kind.removeprefix(REJECTED) == AGREEMENT]
    suggested = [s for s in desk.detection.records if not any(_answers(r, s) for r in decided)]
    return [*(r for r in decided if r.kind == AGREEMENT), *suggested]


def _answers(record: Record, suggested: SuggestedRecord) -> bool:
    """Whether a record is about the suggested one: they rest on the same words, or name the same parties."""
    if record.kind.removeprefix(REJECTED) != suggested.kind:
        return False
    ours, theirs = (set(r.evidence.get("kind", ())) | set(r.evidence.get("parties", ())) for r in (record, suggested))
    if 2 * len(ours & theirs) > min(len(ours), len(theirs)):
        return True
    parties = record.fields.get("parties")
    return bool(parties) and parties == suggested.fields.get("parties")


def accept_record(desk: Desk, suggested: SuggestedRecord) -> Edit:
    """Take a suggested record over as it is."""
    return Edit("accept_record", (), (_record(desk, suggested),))


def reject_record(desk: Desk, record: Record | SuggestedRecord) -> Edit:
    """Say that there is no such record; one that no detector suggested leaves nothing behind."""
    if isinstance(record, SuggestedRecord):
        return Edit("reject_record", (), (replace(_record(desk, record), kind=REJECTED + record.kind),))
    now = desk.layer.get(record.id)
    if not isinstance(now, Record):
        return Edit("reject_record")
    if any(_answers(now, s) for s in desk.detection.records):
        return changed("reject_record", now, replace(now, kind=REJECTED + now.kind.removeprefix(REJECTED)))
    return Edit("reject_record", (now,))


def new_record(desk: Desk, kind: str = AGREEMENT) -> Edit:
    """An empty record, to be filled in."""
    return Edit("new_record", (), (Record(new_id(), desk.article.id, desk.layer.id, b"", kind),))


def set_field(
    desk: Desk, record: Record | SuggestedRecord, field: str, value: Any, spans: tuple[Span, ...] = ()
) -> Edit:
    """Set a field by hand, with the spans that bear it; a suggested record is taken over with it.

    None, an empty text or list clears the field. A date's field takes only a value as the guideline writes them.
    """
    if field in DATES and value:
        from core.timex.values import check  # the grammar of times loads when first used

        if not isinstance(value, str) or not check(value):
            return Edit("set_field")
    empty = value is None or value in ("", [])
    blank: Any = [] if field in LISTS else None
    evidence = () if empty else tuple(s for s in spans if desk.covers(s))
    return _with(desk, record, field, blank if empty else value, evidence)


def clear_field(desk: Desk, record: Record | SuggestedRecord, field: str) -> Edit:
    """Empty a field, with its evidence."""
    return set_field(desk, record, field, None)


def set_field_from(desk: Desk, record: Record | SuggestedRecord, field: str, span: Span) -> Edit:
    """Set a field from a selection, which becomes its evidence; in a field with several entries it is one more.

    A date's field takes the value of the date that stands there, decided or suggested, else what the words say. Changes
    nothing where the words hold no date.
    """
    if not desk.covers(span):
        return Edit("set_field")
    text = desk.article.text
    words = " ".join(span.of(text).split())
    if field in DATES:
        there = next((m for m in desk.mentions_at(span) if m.label == DATE and m.value), None)
        value, span = (there.value, there.span) if there else (read_date(desk, span)[0], span)
        return set_field(desk, record, field, value, (span,)) if value else Edit("set_field")
    if field not in LISTS:
        place = _province(words) if field == PROVINCE else None
        return set_field(desk, record, field, place.name if place else words, (span,))
    entries, spans = _entries(record, field)
    if span in spans:
        return Edit("set_field")
    return set_field(desk, record, field, [*entries, words], (*spans, span))


def drop_entry(desk: Desk, record: Record | SuggestedRecord, field: str, index: int) -> Edit:
    """Take one entry out of a field that holds several, with its evidence."""
    entries, spans = _entries(record, field)
    if not 0 <= index < len(entries):
        return Edit("set_field")
    if len(spans) == len(entries):
        spans.pop(index)
    entries.pop(index)
    return set_field(desk, record, field, entries, tuple(spans))


def _entries(record: Record | SuggestedRecord, field: str) -> tuple[list[Any], list[Span]]:
    held = record.fields.get(field)
    return list(held) if isinstance(held, (list, tuple)) else [], list(record.evidence.get(field, ()))


def _record(desk: Desk, suggested: SuggestedRecord) -> Record:
    place = new_id(), desk.article.id, desk.layer.id, b""
    return Record(*place, suggested.kind, dict(suggested.fields), dict(suggested.evidence))


def _with(desk: Desk, record: Record | SuggestedRecord, field: str, value: Any, evidence: tuple[Span, ...]) -> Edit:
    """The record with another value in a field."""
    now = _record(desk, record) if isinstance(record, SuggestedRecord) else desk.layer.get(record.id)
    if not isinstance(now, Record):
        return Edit("set_field")
    borne: Mapping[str, tuple[Span, ...]] = {k: v for k, v in now.evidence.items() if k != field}
    new = replace(now, fields={**now.fields, field: value}, evidence={**borne, field: evidence} if evidence else borne)
    return Edit("set_field", (), (new,)) if isinstance(record, SuggestedRecord) else changed("set_field", now, new)


def _province(words: str) -> Unit | None:
    from core.provinces.map import find  # the map takes a while to load: not before the window is painted

    return find(words)
