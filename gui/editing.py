"""The verbs of the keyboard: from what is current in the reader to an edit of the session."""

from collections.abc import Callable

from core import verbs
from core.model.annotation import Annotation, Decision, Suggestion
from core.model.edit import Edit
from core.model.scheme import Scheme
from core.model.span import Span
from core.text.syllables import step_end, step_start
from core.verbs import Deed, Desk, Mention
from core.wording import say
from gui.live_session import LiveSession
from gui.reader.view import ReaderView

Step = Callable[[str, Span, int], Span]

SURE = 0.95
"""The score from which on a suggestion counts as sure."""

_MANY = 5  # syllables that a border moves with the modifier


class Editing:
    """What the annotator's keys do. A decision about a suggestion moves on to the next one; a border stays where it is."""

    def __init__(self, reader: ReaderView, live: LiveSession, hint: Callable[[str], object]) -> None:
        """`hint(text)` says in passing why a key did nothing, or what it did."""
        self._reader = reader
        self._live = live
        self._hint = hint
        self.deed: Deed | None = None
        self.place: Span | None = None  # where the deed was done
        self._moved: Mention | None = None  # whose border the last deed moved

    def calls(self, scheme: Scheme) -> dict[str, Callable[[], object]]:
        """What each command of these calls."""
        reader = self._reader
        ways = {
            "start_left": (step_start, -1),
            "start_right": (step_start, 1),
            "end_right": (step_end, 1),
            "end_left": (step_end, -1),
        }
        return {
            "accept": self.accept,
            "reject": self.reject,
            **{name: lambda s=s, by=by: self.step(s, by) for name, (s, by) in ways.items()},
            **{f"{name}_5": lambda s=s, by=by: self.step(s, by * _MANY) for name, (s, by) in ways.items()},
            **{f"{name}_phrase": lambda s=s, by=by: self.step(_by_phrases(s), by) for name, (s, by) in ways.items()},
            "whole_phrase": lambda: self.step(_whole_phrase, 0),
            "split": self.split,
            "merge": self.merge,
            "wrap": self.wrap,
            "accept_all": lambda: self.settle(verbs.accept_open),
            "accept_sure": lambda: self.settle(verbs.accept_open, score=SURE),
            "accept_paragraph": lambda: self.settle(verbs.accept_open, within=self._paragraph()),
            "reject_paragraph": lambda: self.settle(verbs.reject_open, within=self._paragraph()),
            "accept_label": lambda: self.settle_label(verbs.accept_open),
            "reject_label": lambda: self.settle_label(verbs.reject_open),
            "flag": self.flag,
            "next_open": reader.next_open,
            "previous_open": reader.previous_open,
            "next_mention": reader.next_mention,
            "previous_mention": reader.previous_mention,
            "cycle": reader.cycle,
            **{f"label:{label.name}": lambda name=label.name: self.label(name) for label in scheme.labels},
        }

    @property
    def _desk(self) -> Desk | None:
        return self._live.desk

    def do(self, edit: Edit, mention: Mention | None = None) -> Edit:
        """Write an edit that was done to a mention, or that marked something, and remember it to be done again."""
        written = self._live.do(edit)
        desk = self._desk
        deed = verbs.deed_of(desk.article.text, written, mention) if written and desk else None
        if deed is not None:
            again = (
                verbs.then(self.deed, deed) if self.deed and mention is not None and mention == self._moved else None
            )
            self.deed = again or deed
            arrived = [i for i in written.added if isinstance(i, Annotation)]
            self.place = mention.span if mention else arrived[0].span
            self._moved = arrived[0] if deed.verb is verbs.Verb.MOVE and arrived else None
        return written

    def accept(self) -> None:
        """Accept the current suggestion and go to the next; from a decision, just go on."""
        current = self._reader.current
        if self._desk and isinstance(current, Suggestion):
            self.do(verbs.accept(self._desk, [current]), current)
        self._reader.next_open()

    def reject(self) -> None:
        """Reject the current mention; from a suggestion, go to the next."""
        current = self._reader.current
        if self._desk is None or current is None:
            return
        self.do(verbs.reject(self._desk, current), current)
        if isinstance(current, Suggestion):
            self._reader.next_open()
        else:
            self._reader.set_current(None)

    def label(self, name: str) -> None:
        """Mark the selection with a label, or give it to the current mention; a suggestion is then settled."""
        desk, span, current = self._desk, self._reader.selected_span(), self._reader.current
        if desk is None:
            return
        if span is not None and (current is None or span != current.span):
            if self.do(verbs.annotate(desk, span, name)):
                self._reader.clear_selection()
                self._reader.set_current(desk.layer.at(span, name))
        elif current is not None:
            self.do(verbs.relabel(desk, current, name), current)
            if isinstance(current, Suggestion):
                self._reader.next_open()
            else:
                self._reader.set_current(desk.layer.at(current.span, name))

    def step(self, step: Step, by: int) -> None:
        """Move a border of the current mention by syllables or phrases."""
        desk, current = self._desk, self._reader.current
        if desk is None or current is None:
            return
        span = step(desk.article.text, current.span, by)
        if self.do(verbs.move_border(desk, current, span), current):
            self._reader.set_current(desk.layer.at(span, current.label))

    def split(self) -> None:
        """Cut the current mention in two at the caret, else at the last mark within it."""
        desk, current, at = self._desk, self._reader.current, self._reader.caret()
        if desk is None or current is None:
            return
        if not current.span.start < at < current.span.end:
            at = _by_phrases(step_end)(desk.article.text, current.span, -1).end
        edit = verbs.split(desk, current, at) if at < current.span.end else Edit("split")
        if not self._live.do(edit):
            self._hint(say("status.split_where"))

    def merge(self) -> None:
        """Join the current mention with the next of its label, or with what is selected."""
        desk, current = self._desk, self._reader.current
        if desk is None or current is None:
            return
        if written := self._live.do(verbs.merge(desk, current, self._reader.selected_span())):
            self._reader.clear_selection()
            self._go_to(written, current.label)
        else:
            self._hint(say("status.nothing_to_merge"))

    def wrap(self) -> None:
        """Make the post around the current agency."""
        desk, current = self._desk, self._reader.current
        if desk is None or current is None:
            return
        if written := self._live.do(verbs.wrap(desk, current)):
            self._go_to(written, "TITLE")
        else:
            self._hint(say("status.nothing_to_wrap"))

    def settle(
        self, verb: Callable[..., Edit], within: Span | None = None, label: str | None = None, score: float = 0.0
    ) -> None:
        """Accept or reject every suggestion that is left: in a span, of a label, from a score on, as one edit."""
        if self._desk is None:
            return
        written = self._live.do(verb(self._desk, within, label, score))
        decided = [i for i in written.added if isinstance(i, Annotation)]
        if not decided:
            self._hint(say("status.nothing_left"))
        elif within is None and label is None:
            self._reader.set_current(None)
        else:
            self._reader.next_open()

    def settle_label(self, verb: Callable[..., Edit]) -> None:
        """Accept or reject what is left of the current mention's label."""
        if current := self._reader.current:
            self.settle(verb, label=current.label)

    def flag(self) -> None:
        """Mark the current annotation as doubtful, or no longer; a suggestion is accepted as doubtful."""
        annotation = self.decided()
        if annotation:
            self.note(annotation, not annotation.flag, annotation.note)

    def decided(self) -> Annotation | None:
        """The current mention as an annotation: a suggestion is accepted."""
        desk, current = self._desk, self._reader.current
        if desk is None or current is None:
            return None
        if isinstance(current, Suggestion):
            self._live.do(verbs.accept(desk, [current]))
        return desk.layer.at(current.span, current.label)

    def note(self, mention: Mention, flag: bool, note: str) -> None:
        """Set the flag and note of a mention."""
        desk = self._desk
        annotation = desk.layer.at(mention.span, mention.label) if desk else None
        if annotation and self._live.do(verbs.set_note(annotation, flag, note)) and desk:
            self._reader.set_current(desk.layer.at(mention.span, mention.label), reveal=False)

    def show(self, edit: Edit) -> None:
        """After undo or redo: go to what came back."""
        back = next((i for i in (*edit.added, *edit.removed) if isinstance(i, Annotation)), None)
        if back is None or self._desk is None:
            return
        there = self._desk.mentions_at(back.span)
        same = [m for m in there if (m.span, m.label) == (back.span, back.label)]
        self._reader.set_current(same[0] if same else there[-1] if there else None)
        self._reader.reveal(back.span)

    def _paragraph(self) -> Span | None:
        """The paragraph that one is in, an empty line's neighbourhood being none."""
        desk, current = self._desk, self._reader.current
        at = current.span.start if current else self._reader.caret()
        return desk.paragraph_at(at) or Span(at, at + 1) if desk else None

    def _go_to(self, written: Edit, label: str) -> None:
        arrived = (i for i in written.added if isinstance(i, Annotation) and i.label == label)
        self._reader.set_current(next((a for a in arrived if a.decision is Decision.ACCEPTED), None))


def _by_phrases(step: Step) -> Step:
    """The step that goes as far as a phrase where `step` goes a syllable."""
    from core.text.phrases import phrase_end, phrase_start  # loads `regex`: not before the first article

    return phrase_start if step is step_start else phrase_end


def _whole_phrase(text: str, span: Span, _by: int) -> Span:
    from core.text.phrases import whole_phrase

    return whole_phrase(text, span)
