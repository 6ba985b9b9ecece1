"""An annotator who brings one article after another to gold, and what that costs in key presses, clicks and drags.

The annotator reads from top to bottom and does, with the program's own verbs, what a person at the keyboard would:

- a wrong suggestion is gone to (one: the next is a Tab away, any other a click; two where inner mentions cover all of it;
  none where the last key led there already: Delete and a digit go on to the next open suggestion) and rejected (one key),
  relabelled (one digit) or its border moved (one key for each syllable);
- a mention that is missing is selected (one drag, or a double click on one syllable) and given its digit: two; that also
  settles the wrong suggestions in its way, as the program does it;
- of these the cheapest is taken; what was accepted wrongly is put right by the same means;
- when nothing wrong is left to see, Ctrl+Enter accepts all that is open: one;
- a wrong value of a date is gone to (one), its field chosen (one), typed (one for each character, one for a modifier or a
  calendar) and confirmed (one); a publication date that the gold gives and the program did not read is F2, the characters
  of *28/7/2021* and Enter;
- Ctrl+D marks the article as done: one.

Reading, scrolling and looking again cost nothing, and the annotator never errs. Links are counted apart: three for one that
is missing (a person, the command, a post), two for one too many (choosing it, deleting it).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from core import verbs
from core.model.annotation import Annotation, Suggestion
from core.model.article import State
from core.model.edit import Edit
from core.model.span import Span
from core.review.goldfile import Gold
from core.text.syllables import step_end, step_start
from core.verbs import Desk, Mention, Place

LINKS = "links"
"""The one kind of action that is counted apart."""

_MARK = 2  # a drag and a digit
_STEPS = ((step_start, -1), (step_start, 1), (step_end, 1), (step_end, -1))


class Sitting(Protocol):
    """What the annotator sits at: `core.session.Session` is one."""

    desk: Desk | None

    def open(self, article: bytes) -> Desk:
        """Put an article on the desk."""
        ...

    def apply(self, edit: Edit) -> Edit:
        """Write an edit."""
        ...

    def publish(self, date: str | None) -> Edit:
        """Set the publication date."""
        ...


def annotate(sitting: Sitting, gold: Gold) -> Counter[str]:
    """Bring an article to its gold; the actions it took, by kind."""
    return _Annotator(sitting, gold).work()


class _Annotator:
    """One article: `wanted` is what is to stand at the end, `current` the mention that the keys act on."""

    def __init__(self, sitting: Sitting, gold: Gold) -> None:
        self._sitting = sitting
        self._gold = gold
        self._wanted: Mapping[Place, Suggestion] = {(s.span, s.label): s for s in gold.spans or ()}
        self._current: Mention | None = None
        self._done: Counter[str] = Counter()

    @property
    def _desk(self) -> Desk:
        assert self._sitting.desk is not None
        return self._sitting.desk

    def work(self) -> Counter[str]:
        """Do it all, in the order in which a person would."""
        self._sitting.open(self._gold.article.id)
        self._publish()
        while True:
            if (wrong := self._first_wrong()) is not None:
                self._settle(wrong)
            elif self._desk.open:
                self._do("accept_all", verbs.accept(self._desk, self._desk.open))
                self._current = None
            else:
                break
        for annotation in self._desk.layer.accepted:
            self._value(annotation)
        self._links()
        self._do("done", verbs.change_card(self._desk, "done", state=State.DONE))
        return self._done

    def _do(self, kind: str, edit: Edit, actions: int = 1) -> None:
        self._sitting.apply(edit)
        self._done[kind] += actions

    # -- spans

    def _first_wrong(self) -> Mention | None:
        """What is first in the text of: a mention that is not in the gold, a gold span that nothing stands for."""
        there = self._desk.mentions
        places = {(m.span, m.label) for m in there}
        wrong: list[Mention] = [m for m in there if (m.span, m.label) not in self._wanted]
        wrong += [w for place, w in self._wanted.items() if place not in places]
        return min(wrong, key=verbs.reading_order, default=None)

    def _settle(self, first: Mention) -> None:
        missing = first if (first.span, first.label) in self._wanted else self._missing_at(first)
        if missing is None:
            self._remove(first)
            return
        # The cheapest way to a missing span: from a mention in its way, or anew.
        ways = [w for m in self._desk.mentions_at(missing.span) if (w := self._way(m, missing)) is not None]
        cost, kind, mention, edit = min(ways, key=lambda way: way[0], default=(_MARK, "", None, None))
        if mention is not None and edit is not None and cost <= _MARK:
            self._go(mention)
            self._do(kind, edit)
            self._after(mention, missing, follows=kind == "relabel")
        else:
            self._do("mark", verbs.annotate(self._desk, missing.span, missing.label), _MARK)
            self._current = self._desk.layer.at(missing.span, missing.label)

    def _missing_at(self, wrong: Mention) -> Suggestion | None:
        """A gold span that is missing and whose marking would settle a wrong mention."""
        there = {(m.span, m.label) for m in self._desk.mentions_at(wrong.span)}
        for place, want in self._wanted.items():
            if place not in there and want.span.overlaps(wrong.span):
                same = want.span == wrong.span or want.label == wrong.label
                if same or want.span.crosses(wrong.span):
                    return want
        return None

    def _way(self, mention: Mention, missing: Mention) -> tuple[int, str, Mention, Edit] | None:
        """Relabelling a wrong mention, or moving its border by a syllable, where that gives the missing span."""
        if (mention.span, mention.label) in self._wanted:
            return None
        desk = self._desk
        if mention.span == missing.span:
            return self._reach(mention) + 1, "relabel", mention, verbs.relabel(desk, mention, missing.label)
        if mention.label == missing.label:
            for step, by in _STEPS:
                if step(desk.article.text, mention.span, by) == missing.span:
                    return self._reach(mention) + 1, "border", mention, verbs.move_border(desk, mention, missing.span)
        return None

    def _remove(self, mention: Mention) -> None:
        self._go(mention)
        self._do("reject", verbs.reject(self._desk, mention))
        self._after(mention, None, follows=True)

    def _after(self, mention: Mention, now: Mention | None, follows: bool) -> None:
        """Where the keys lead: a decided suggestion to the next open one, other things to what they have become."""
        if follows and isinstance(mention, Suggestion):
            self._current = self._next_open(mention)
        else:
            self._current = self._desk.layer.at(now.span, now.label) if now else None

    # -- going about

    def _next_open(self, after: Mention | None) -> Mention | None:
        place = verbs.reading_order(after) if after else (-1, 0, "")
        return next((s for s in self._desk.open if verbs.reading_order(s) > place), None)

    def _reach(self, mention: Mention) -> int:
        """Actions until the mention is current."""
        if self._current is not None and (self._current.span, self._current.label) == (mention.span, mention.label):
            return 0
        if self._next_open(self._current) is mention:
            return 1
        inner = [
            m.span for m in self._desk.mentions_at(mention.span) if m is not mention and mention.span.contains(m.span)
        ]
        bare = any(not any(s.start <= at < s.end for s in inner) for at in range(mention.span.start, mention.span.end))
        return 1 if bare else 2

    def _go(self, mention: Mention) -> None:
        if actions := self._reach(mention):
            self._done["go"] += actions
        self._current = mention

    # -- values, the card and links

    def _publish(self) -> None:
        published = self._gold.published
        if published and published != (self._desk.card.published or self._desk.detection.published):
            day = date.fromisoformat(published)
            self._sitting.publish(published)
            self._done["published"] += 2 + len(f"{day.day}/{day.month}/{day.year}")

    def _value(self, annotation: Annotation) -> None:
        want = self._wanted[annotation.span, annotation.label]
        value = want.value, want.mod, want.calendar
        if want.label != "DATE" or value == (annotation.value, annotation.mod, annotation.calendar):
            return
        typed = len(want.value or "") if want.value != annotation.value else 0
        chosen = (want.mod != annotation.mod) + (want.calendar != annotation.calendar)
        self._do("value", verbs.set_value(self._desk, annotation, *value), 3 + typed + chosen)

    def _links(self) -> None:
        if self._gold.relations is None:
            return
        layer = self._desk.layer
        at: dict[bytes, tuple[Span, str]] = {a.id: (a.span, a.label) for a in layer}
        kinds = {r.kind for r in self._gold.relations}
        there = {(r.kind, at[r.head], at[r.tail]) for r in layer.relations if r.kind in kinds}
        wanted = {(r.kind, r.head, r.tail) for r in self._gold.relations}
        self._done[LINKS] += 3 * len(wanted - there) + 2 * len(there - wanted)
