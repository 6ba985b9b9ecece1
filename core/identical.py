"""One decision for all mentions like it: found as a concordance, in one article or all, and carried out as one batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.batch import Step
from core.errors import ButVangError
from core.history import History
from core.model.annotation import Annotation, Decision
from core.model.edit import Edit
from core.model.library import Filter
from core.model.span import Span
from core.people import Annotator
from core.store.begun import begun
from core.store.phrases import articles_with, texts_of
from core.store.shelf import Shelf
from core.store.store import Store
from core.text.occurrences import Words
from core.verbs import Deed, Desk, Draft, Mention, Verb, clashes, place_after, replay, started

_CONTEXT = 48  # code points shown on either side

Look = Callable[[bytes], Desk]
"""How an article is read with this annotator's layer and suggestions: `Session.look`."""


class Now(StrEnum):
    """What stands where the words do: the mention itself as suggested or decided, another one, or nothing.

    `other` is one at the same place or one that cannot stand together with this.
    """

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OTHER = "other"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a concordance: the words in their context on one line, and what the deed would do there.

    `after` is where the mention stands afterwards; `mention` what stands there now, if anything does; `changes` whether the
    deed changes anything, `ticked` whether it does without touching what was decided otherwise or stands in its way.
    """

    article: bytes
    title: str
    span: Span
    after: Span
    left: str
    words: str
    right: str
    now: Now
    mention: Mention | None
    changes: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Found(Step):
    """A step of a search, with the lines of one article."""

    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed(Step):
    """A step of a batch, with the edit as it was written in one article."""

    edit: Edit | None = None


def hits(desk: Desk, deed: Deed, case: bool = False, title: str = "") -> list[Hit]:
    """Where the words of a deed stand in one article, in text order, suggested, decided or unmarked."""
    return [_hit(desk, deed, span, title) for span in Words(deed.words, case).spans(desk.article.text, desk.spelled)]


def next_like(desk: Desk, deed: Deed, after: Span, case: bool = False) -> Hit | None:
    """The next place of the article that the deed would change and may, behind `after` and then from the beginning."""
    spans = [s for s in Words(deed.words, case).spans(desk.article.text, desk.spelled) if s != after]
    around = [*(s for s in spans if s > after), *(s for s in spans if s < after)]
    return next((hit for span in around if (hit := _hit(desk, deed, span, "")).ticked), None)


def where(store: Store, annotator: Annotator, deed: Deed, province: str | None = None) -> list[bytes]:
    """Articles that may have the words of a deed, in a province (its id; empty: of none) or in the whole dataset."""
    found = articles_with(store, deed.words)
    if province is None:
        return found
    there = set(Shelf(store, annotator.id).ids(Filter(province=province)))
    return [id for id in found if id in there]


def search(store: Store, look: Look, deed: Deed, articles: Sequence[bytes], case: bool = False) -> Iterator[Found]:
    """The concordance of some articles, one a step; an article that cannot be read is a step with its error."""
    words = Words(deed.words, case)
    for number, (id, title, text) in enumerate(texts_of(store, articles), 1):
        try:
            spans = words.spans(text)
            desk = look(id) if spans else None
            yield Found(
                number, len(articles), id, hits=tuple(_hit(desk, deed, s, title) for s in spans) if desk else ()
            )
        except ButVangError as error:
            yield Found(number, len(articles), id, error=error)


def replay_all(
    store: Store,
    look: Look,
    annotator: Annotator,
    deed: Deed,
    chosen: Mapping[bytes, Sequence[Span]],
    batch: bytes | None = None,
) -> Iterator[Replayed]:
    """Do the deed at the chosen places (by article), one short transaction an article, all in one batch: undone as one.

    A step that was cancelled leaves what is done in the batch; an article that fails is a step with its error.
    """
    with begun(store, annotator.id, batch) as batch:
        for number, (article, spans) in enumerate(chosen.items(), 1):
            try:
                desk = look(article)
                edit = started(desk, replay_here(desk, deed, spans))
                written = store.apply(edit, annotator.id, batch=batch) if edit else None
                yield Replayed(number, len(chosen), article, edit=written)
            except ButVangError as error:
                yield Replayed(number, len(chosen), article, error=error)


def replay_here(desk: Desk, deed: Deed, spans: Sequence[Span]) -> Edit:
    """The deed at some places of one article as one edit."""
    draft = Draft(desk)
    for span in spans:
        if desk.covers(span):
            draft.do(replay(draft.desk, deed, span))
    return draft.edit(f"{deed.verb}_same")


def taking_back(history: History, redo: bool = False, batch: bytes | None = None) -> Iterator[Replayed]:
    """The next undo (or redo), or the undo of a batch, as a batch of steps, for one that is too long to wait for."""
    entry = history.newest(batch) if batch else history.next_redo() if redo else history.next_undo()
    total = history.size(entry) if entry else 0
    steps = history.taking_back(batch) if batch else history.redoing() if redo else history.undoing()
    for number, edit in enumerate(steps, 1):
        yield Replayed(number, total, edit.article or None, edit=edit)


def _hit(desk: Desk, deed: Deed, span: Span, title: str) -> Hit:
    text = desk.article.text
    now, mention = _now(desk, span, deed.label)
    after = place_after(desk, deed, span)
    changes = after is not None and bool(replay(desk, deed, span))
    overrules = deed.verb is not Verb.ACCEPT and now is Now.ACCEPTED
    free = now in (Now.SUGGESTED, Now.NOTHING) or overrules
    left = text[max(text.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT) : span.start]
    line_end = text.find("\n", span.end)
    right = text[span.end : min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)]
    words = span.of(text)
    return Hit(desk.article.id, title, span, after or span, left, words, right, now, mention, changes, changes and free)


def _now(desk: Desk, span: Span, label: str) -> tuple[Now, Mention | None]:
    decided = desk.layer.at(span, label)
    if isinstance(decided, Annotation):
        return (Now.ACCEPTED, decided) if decided.decision is Decision.ACCEPTED else (Now.REJECTED, decided)
    if suggested := desk.suggestion_at(span, label):
        return Now.SUGGESTED, suggested
    other = next((m for m in desk.mentions_at(span) if clashes(span, label, m)), None)
    return (Now.OTHER, other) if other else (Now.NOTHING, None)
