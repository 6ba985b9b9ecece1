"""What is done to all that a search found, as one batch that is undone as one: marked with a label, flagged, noted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.errors import ButVangError
from core.identical import Look, Replayed
from core.model.annotation import Annotation
from core.model.edit import Edit, Item
from core.people import Annotator
from core.review.search.kwic import Hit
from core.store.begun import begun
from core.store.store import Store
from core.verbs import Desk, Draft, annotate, change_card, relabel, started


def by_article(hits: Iterable[Hit]) -> dict[bytes, list[Hit]]:
    """The hits of each article, in their order."""
    found: dict[bytes, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.article, []).append(hit)
    return found


def mark_all(
    store: Store, look: Look, annotator: Annotator, hits: Mapping[bytes, Sequence[Hit]], label: str
) -> Iterator[Replayed]:
    """Give all of them a label in the annotator's own layer: what is an annotation there is relabelled, words are marked."""

    def mark(desk: Desk, found: Sequence[Hit]) -> Edit:
        draft = Draft(desk)
        for hit in found:
            mine = _own(draft.desk, hit)
            draft.do(relabel(draft.desk, mine, label) if mine else annotate(draft.desk, hit.span, label))
        return started(desk, draft.edit("mark_found"))

    return _in_one_batch(store, look, annotator, hits, mark)


def flag_all(
    store: Store, look: Look, annotator: Annotator, hits: Mapping[bytes, Sequence[Hit]], note: str = ""
) -> Iterator[Replayed]:
    """Flag them as doubtful in the annotator's own layer, with a note: annotations of that layer, else their articles."""

    def flag(desk: Desk, found: Sequence[Hit]) -> Edit:
        mine = {one.id: one for hit in found if (one := _own(desk, hit))}
        if not mine:
            return change_card(desk, "flag_found", flag=True, note=_joined(desk.card.note, note))
        flagged: list[Item] = [replace(one, flag=True, note=_joined(one.note, note)) for one in mine.values()]
        pairs = [(old, new) for old, new in zip(mine.values(), flagged, strict=True) if old != new]
        return Edit("flag_found", tuple(old for old, _ in pairs), tuple(new for _, new in pairs))

    return _in_one_batch(store, look, annotator, hits, flag)


def _own(desk: Desk, hit: Hit) -> Annotation | None:
    """The annotation that a hit is, where it is of this layer and still there."""
    there = desk.layer.at(hit.span, hit.label) if hit.label and hit.layer == desk.card.layer else None
    return there if isinstance(there, Annotation) else None


def _joined(before: str, more: str) -> str:
    return before if more in before else f"{before}\n{more}".strip()


def _in_one_batch(
    store: Store,
    look: Look,
    annotator: Annotator,
    hits: Mapping[bytes, Sequence[Hit]],
    do: Callable[[Desk, Sequence[Hit]], Edit],
) -> Iterator[Replayed]:
    """One short transaction an article; an article that fails is a step with its error, and the others are done."""
    with begun(store, annotator.id) as batch:
        for number, (article, found) in enumerate(hits.items(), 1):
            try:
                edit = do(look(article), found)
                written = store.apply(edit, annotator.id, batch=batch) if edit else None
                yield Replayed(number, len(hits), article, edit=written)
            except ButVangError as error:
                yield Replayed(number, len(hits), article, error=error)
