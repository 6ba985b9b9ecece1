"""Many articles brought into a state, or to another province, as one batch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.errors import ButVangError
from core.model.annotation import PERSON
from core.model.article import State
from core.model.edit import Edit
from core.model.layer import Layer
from core.store.begun import begun
from core.store.store import Store
from core.verbs.cards import moved_to
from core.verbs.states import set_state


@dataclass(frozen=True, slots=True)
class Moved:
    """A step: how many articles of how many, what was written (None where there was no way there), or what went wrong."""

    done: int
    total: int
    article: bytes
    edit: Edit | None = None
    error: ButVangError | None = None


def move(
    store: Store, by: bytes, layer: bytes, articles: Sequence[bytes], state: State, note: str = ""
) -> Iterator[Moved]:
    """Bring articles of a layer into a state, with a remark on each where there is a note; undone as one.

    An article that no way leads to the state from stays as it is, and so does one without a card in that layer.
    """
    return _each(store, by, layer, articles, lambda there: set_state(there, state, by, note))


def move_province(
    store: Store, by: bytes, layer: bytes, articles: Sequence[bytes], province: str | None
) -> Iterator[Moved]:
    """Say of articles that they are of a province (a unit's id, None: of none), as a person says it; undone as one."""
    return _each(store, by, layer, articles, lambda there: moved_to(there, province, PERSON))


def _each(
    store: Store, by: bytes, layer: bytes, articles: Sequence[bytes], verb: Callable[[Layer], Edit]
) -> Iterator[Moved]:
    with begun(store, by) as batch:
        for number, article in enumerate(articles, 1):
            try:
                edit = verb(store.layer(article, layer))
                written = store.apply(edit, by, batch=batch) if edit else None
                yield Moved(number, len(articles), article, written)
            except ButVangError as error:
                yield Moved(number, len(articles), article, error=error)
