"""The verbs of the keyboard: from what is current in the reader to an edit of the session."""

from collections.abc import Callable

from core import verbs
from core.model.annotation import Annotation, Suggestion
from core.model.edit import Edit
from core.model.scheme import Scheme
from core.model.span import Span
from core.text.syllables import step_end, step_start
from core.verbs import Desk, Mention
from gui.live_session import LiveSession
from gui.reader.view import ReaderView

Step = Callable[[str, Span, int], Span]


class Editing:
    """What the annotator's keys do. A decision about a suggestion moves on to the next one; a border stays where it is."""

    def __init__(self, reader: ReaderView, live: LiveSession) -> None:
        self._reader = reader
        self._live = live

    def calls(self, scheme: Scheme) -> dict[str, Callable[[], object]]:
        """What each command of these calls."""
        reader = self._reader
        return {
            "accept": self.accept,
            "reject": self.reject,
            "start_left": lambda: self.step(step_start, -1),
            "start_right": lambda: self.step(step_start, 1),
            "end_right": lambda: self.step(step_end, 1),
            "end_left": lambda: self.step(step_end, -1),
            "accept_all": self.accept_all,
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

    def accept(self) -> None:
        """Accept the current suggestion and go to the next; from a decision, just go on."""
        current = self._reader.current
        if self._desk and isinstance(current, Suggestion):
            self._live.do(verbs.accept(self._desk, [current]))
        self._reader.next_open()

    def reject(self) -> None:
        """Reject the current mention; from a suggestion, go to the next."""
        current = self._reader.current
        if self._desk is None or current is None:
            return
        self._live.do(verbs.reject(self._desk, current))
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
            if self._live.do(verbs.annotate(desk, span, name)):
                self._reader.clear_selection()
                self._reader.set_current(desk.layer.at(span, name))
        elif current is not None:
            self._live.do(verbs.relabel(desk, current, name))
            if isinstance(current, Suggestion):
                self._reader.next_open()
            else:
                self._reader.set_current(desk.layer.at(current.span, name))

    def step(self, step: Step, by: int) -> None:
        """Move a border of the current mention by syllables."""
        desk, current = self._desk, self._reader.current
        if desk is None or current is None:
            return
        span = step(desk.article.text, current.span, by)
        if self._live.do(verbs.move_border(desk, current, span)):
            self._reader.set_current(desk.layer.at(span, current.label))

    def accept_all(self) -> None:
        """Accept every suggestion that is left, as one edit."""
        if self._desk and self._live.do(verbs.accept(self._desk, self._desk.open)):
            self._reader.set_current(None)

    def flag(self) -> None:
        """Mark the current annotation as doubtful, or no longer; a suggestion is accepted as doubtful."""
        desk, current = self._desk, self._reader.current
        if desk is None or current is None:
            return
        if isinstance(current, Suggestion):
            self._live.do(verbs.accept(desk, [current]))
        annotation = desk.layer.at(current.span, current.label)
        if annotation:
            self.note(annotation, not annotation.flag, annotation.note)

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
