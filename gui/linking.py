"""Links by keyboard: one key proposes the likeliest, pressed again the next; another takes a link away."""

from collections.abc import Callable
from functools import partial

from core import verbs
from core.model.annotation import Annotation
from core.model.edit import Edit
from core.model.relation import Relation
from core.model.scheme import RelationKind, Scheme
from core.verbs import Desk, Mention, Place
from core.wording import language, say
from gui.live_session import LiveSession
from gui.reader.view import ReaderView


class Linking:
    """The keys of the links; what they did is said in passing and stands in the inspector."""

    def __init__(self, reader: ReaderView, live: LiveSession, hint: Callable[[str], object]) -> None:
        """`hint(text)` says in passing what was done, or why nothing was."""
        self._reader = reader
        self._live = live
        self._hint = hint
        self._made: list[Edit] = []  # by pressing one key again and again
        self._about: tuple[str, Place] | None = None  # which link of which mention that was

    def calls(self, scheme: Scheme) -> dict[str, Callable[[], object]]:
        """What each command of these calls."""
        links = {f"link:{kind.name}": partial(self.link, kind, scheme) for kind in scheme.relations}
        nothing = {f"link:{name}": lambda: None for name in (verbs.HOLDS, verbs.AT, verbs.DURING)}
        return {**nothing, **links, "unlink": self.unlink}

    def link(self, kind: RelationKind, scheme: Scheme) -> None:
        """Link the current mention (or the one around it that can be) to its likeliest tail, or now to the next."""
        desk = self._live.desk
        head = self._head(desk, kind) if desk else None
        if desk is None or head is None:
            label = scheme.label(kind.head)
            self._hint(say("status.link_from", label=label.title[language()] if label else kind.head))
            return
        about = kind.name, (head.span, head.label)
        if about != self._about:
            self._about, self._made = about, []
        written = self._live.do(verbs.link_next(desk, kind, head, self._made))
        if written:
            self._made.append(written)
        self._reader.set_current(desk.now(head), reveal=False)
        self._tell(desk, kind, written)

    def unlink(self) -> None:
        """Take away the newest link of the current mention."""
        desk, current = self._live.desk, self._reader.current
        if desk is None or not isinstance(current, Annotation):
            return
        relations = desk.layer.relations_of(current.id)
        own = [r for r in relations if r.head == current.id] or relations
        if own and self._live.do(verbs.unlink(own[-1])):
            self._hint(say("status.unlinked", words=_words(desk, desk.layer.get(own[-1].tail))))
        elif not own:
            self._hint(say("status.no_link"))

    def _head(self, desk: Desk, kind: RelationKind) -> Mention | None:
        """The current mention, else the innermost at its place that the link can begin at."""
        current = self._reader.current
        if current is None or current.label == kind.head:
            return current
        around = [m for m in desk.mentions_at(current.span) if m.label == kind.head and m.span.contains(current.span)]
        return around[-1] if around else None

    def _tell(self, desk: Desk, kind: RelationKind, written: Edit) -> None:
        made = next((i for i in written.added if isinstance(i, Relation) and i.kind == kind.name), None)
        title = kind.title[language()]
        if made:
            tail = _words(desk, desk.layer.get(made.tail))
            self._hint(say("status.linked", kind=title, words=tail))
        else:
            self._hint(say("status.link_none", kind=title))


def _words(desk: Desk, item: object) -> str:
    return " ".join(item.span.of(desk.article.text).split()) if isinstance(item, Annotation) else ""
