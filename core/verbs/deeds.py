"""What was done to one mention, as a value that can be done again to others like it."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.annotation import Annotation, Decision
from core.model.edit import Edit
from core.model.span import Span
from core.text.syllables import pieces, step_end, step_start
from core.verbs.deciding import accept, annotate, move_border, reject, relabel
from core.verbs.desk import Desk, Mention


class Verb(StrEnum):
    """What can be done again."""

    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"
    MOVE = "move_border"


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision about the words of a mention with a label (`words` as written, on one line).

    `to` is the label that a relabelling gave; `start` and `end` count the syllables that a border was moved by, negative
    to the left. Marking a selection is the acceptance of its words.
    """

    verb: Verb
    label: str
    words: str
    to: str = ""
    start: int = 0
    end: int = 0

    @property
    def result(self) -> str:
        """The label that what it is done to has afterwards."""
        return self.to or self.label


_REJECTS = {"reject", "delete"}
_MARKS = {"accept", "annotate"}


def deed_of(text: str, edit: Edit, mention: Mention | None = None) -> Deed | None:
    """What an edit did to a mention (as it was before), or None where that cannot be done again.

    Without a mention, what the edit marked. `text` is the article's.
    """
    arrived = [i for i in edit.added if isinstance(i, Annotation) and i.decision is Decision.ACCEPTED]
    if mention is None:
        return _deed(text, Verb.ACCEPT, arrived[0]) if edit.name == "annotate" and arrived else None
    if edit.name in _REJECTS:
        return _deed(text, Verb.REJECT, mention)
    now = next((a for a in arrived if a.span.overlaps(mention.span)), None)
    if now is None:
        return None
    if edit.name == "relabel":
        return _deed(text, Verb.RELABEL, mention, to=now.label)
    if edit.name == "move_border":
        moved = _moved(text, mention.span.start, now.span.start), _moved(text, mention.span.end, now.span.end)
        return _deed(text, Verb.MOVE, mention, start=moved[0], end=moved[1])
    return _deed(text, Verb.ACCEPT, now) if edit.name in _MARKS else None


def _deed(text: str, verb: Verb, mention: Mention, to: str = "", start: int = 0, end: int = 0) -> Deed:
    return Deed(verb, mention.label, " ".join(mention.span.of(text).split()), to, start, end)


def _moved(text: str, before: int, after: int) -> int:
    """How many syllables lie between two offsets, negative to the left."""
    low, high = sorted((before, after))
    count = len(pieces(text, low, high))
    return count if after > before else -count


def then(first: Deed, second: Deed) -> Deed | None:
    """Two borders moved one after the other (by a key a syllable) as one deed; None where the two are not that."""
    if (first.verb, second.verb) != (Verb.MOVE, Verb.MOVE) or first.label != second.label:
        return None
    return Deed(Verb.MOVE, first.label, first.words, "", first.start + second.start, first.end + second.end)


def place_after(desk: Desk, deed: Deed, span: Span) -> Span | None:
    """Where the mention at `span` will stand when the deed is done to it; None where there are not so many syllables."""
    if deed.verb is not Verb.MOVE:
        return span
    text = desk.article.text
    after = span
    for step, by in ((step_start, deed.start), (step_end, deed.end)):
        moved = step(text, after, by) if by else after
        edges = (after.start, moved.start) if step is step_start else (after.end, moved.end)
        if by and _moved(text, *edges) != by:
            return None
        after = moved
    return after


def replay(desk: Desk, deed: Deed, span: Span) -> Edit:
    """Do the deed to what stands at a span, or mark the span where nothing does; an empty edit where it is done already."""
    there = desk.standing(span, deed.label)
    if deed.verb is Verb.REJECT:
        return reject(desk, there) if there else Edit("reject")
    after = place_after(desk, deed, span)
    if after is None:
        return Edit(deed.verb)
    if there is None:
        return annotate(desk, after, deed.result)
    if deed.verb is Verb.RELABEL:
        return relabel(desk, there, deed.to)
    return accept(desk, [there]) if deed.verb is Verb.ACCEPT else move_border(desk, there, after)
