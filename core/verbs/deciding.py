"""Accepting, rejecting, marking and relabelling, one mention or many."""

from collections.abc import Iterable
from dataclasses import replace

from core.model.annotation import PERSON, Annotation, Decision, Suggestion
from core.model.edit import Edit
from core.model.span import Span
from core.verbs.desk import Desk, Mention
from core.verbs.edits import accepted, arrive, changed, closed, fresh, rejection, with_value


def accept(desk: Desk, mentions: Iterable[Mention]) -> Edit:
    """Accept suggestions, and annotations that were rejected, with the suggested relations among what is then accepted."""
    found = {(m.span, m.label): m for mention in mentions if (m := accepted(desk, mention)) is not None}
    return arrive(desk, "accept" if len(found) == 1 else "accept_all", [], list(found.values()))


def reject(desk: Desk, mention: Mention) -> Edit:
    """Reject a mention. One that no detector found leaves nothing behind, with its relations."""
    twin = desk.layer.at(mention.span, mention.label)
    gone = [twin] if twin else []
    if twin and twin.decision is Decision.REJECTED:
        return Edit("reject")
    suggested = desk.suggestion_at(mention.span, mention.label)
    added = [rejection(desk, suggested, twin)] if suggested else []
    return closed(desk.layer, Edit("reject" if suggested else "delete", tuple(gone), tuple(added)))


def open_in(desk: Desk, within: Span | None = None, label: str | None = None, score: float = 0.0) -> list[Suggestion]:
    """Open suggestions that lie within a span (a paragraph, a selection), have a label and at least a score."""
    near = desk.open if within is None else [s for s in desk.open_at(within) if within.contains(s.span)]
    return [s for s in near if label in (None, s.label) and s.score >= score]


def accept_open(desk: Desk, within: Span | None = None, label: str | None = None, score: float = 0.0) -> Edit:
    """Accept every suggestion of `open_in`."""
    return replace(accept(desk, open_in(desk, within, label, score)), name="accept_all")


def reject_open(desk: Desk, within: Span | None = None, label: str | None = None, score: float = 0.0) -> Edit:
    """Reject every suggestion of `open_in`; by default all that nothing is decided about."""
    return Edit("reject_all", (), tuple(rejection(desk, s) for s in open_in(desk, within, label, score)))


def annotate(desk: Desk, span: Span, label: str) -> Edit:
    """Mark a span with a label; open suggestions of that label that it overlaps are settled by it."""
    twin = desk.layer.at(span, label)
    if not desk.covers(span) or (twin and twin.decision is Decision.ACCEPTED):
        return Edit("annotate")
    suggested = desk.suggestion_at(span, label)
    new = accepted(desk, suggested) if suggested else fresh(desk, span, label)
    return arrive(desk, "annotate", [], [new] if new else [])


def relabel(desk: Desk, mention: Mention, label: str) -> Edit:
    """Give a mention another label, which accepts it."""
    if mention.label == label:
        return accept(desk, [mention]) if isinstance(mention, Suggestion) else Edit("relabel")
    return move(desk, "relabel", mention, mention.span, label)


def move_border(desk: Desk, mention: Mention, span: Span) -> Edit:
    """Give a mention another span, which accepts it."""
    if mention.span == span or not desk.covers(span):
        return Edit("move_border")
    return move(desk, "move_border", mention, span, mention.label)


def set_value(desk: Desk, annotation: Annotation, value: str | None, mod: str | None, calendar: str | None) -> Edit:
    """Set the value of a date or document by hand; a rule will not change it again."""
    new = replace(annotation, value=value, mod=mod, calendar=calendar, value_by=PERSON)
    return changed("set_value", annotation, new)


def set_note(annotation: Annotation, flag: bool, note: str) -> Edit:
    """Mark an annotation as doubtful, or say something about it."""
    return changed("set_note", annotation, replace(annotation, flag=flag, note=note))


def move(desk: Desk, name: str, mention: Mention, span: Span, label: str) -> Edit:
    """Accept a mention at another place, where it keeps its id and relations if it had any."""
    if isinstance(mention, Annotation):
        kept = (
            mention if label == mention.label else replace(mention, value=None, mod=None, calendar=None, value_by=None)
        )
        new = with_value(desk, replace(kept, span=span, label=label, decision=Decision.ACCEPTED))
    else:
        new = fresh(desk, span, label)
    left = desk.suggestion_at(mention.span, mention.label)
    return arrive(desk, name, [mention] if isinstance(mention, Annotation) else [], [new], left)
