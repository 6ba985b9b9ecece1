"""The layers of one article together: what agreement is measured on and what adjudication decides between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import StoreError
from core.model.article import Article
from core.model.ids import GOLD_LAYER
from core.review.scope import EVERYTHING, Place, Scope, places
from core.store import dataset_io
from core.store.connect import speaking
from core.store.dataset_io import LayerName, Selection, Sheet
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Stack:
    """An article with the sheets of its annotators, by the ids of their layers, in the order of the layers."""

    article: Article
    place: Place
    sheets: dict[bytes, Sheet]

    @property
    def annotators(self) -> tuple[bytes, ...]:
        """Whose sheets these are."""
        return tuple(self.sheets)


def people(store: Store) -> dict[bytes, str]:
    """The names of those whose layers hold anything, by the ids of the layers; the gold layer is nobody's."""
    return {layer.id: layer.name for layer in dataset_io.layers(store) if layer.id != GOLD_LAYER}


def stacks(
    store: Store,
    scope: Scope = EVERYTHING,
    annotators: Sequence[bytes] | None = None,
    *,
    finished: bool = True,
    least: int = 2,
) -> Iterator[Stack]:
    """The articles of a scope that at least so many annotators have finished (or begun, if not `finished`), one by one.

    Only accepted annotations and records are read. `annotators` are all of `people` unless some are named.
    """
    there = people(store)
    chosen = tuple(LayerName(id, "annotator", there.get(id, "")) for id in (annotators or there))
    where = places(store, scope)
    at = {place.article: place for place in where}
    stack: Stack | None = None
    for sheet in _sheets(store, chosen, list(at)):
        if stack is None or stack.article.id != sheet.article.id:
            if stack and len(stack.sheets) >= least:
                yield stack
            stack = Stack(sheet.article, at[sheet.article.id], {})
        if sheet.layer and (not finished or (sheet.card and sheet.card.state.finished)):
            stack.sheets[sheet.layer.id] = sheet
    if stack and len(stack.sheets) >= least:
        yield stack


def _sheets(store: Store, layers: Sequence[LayerName], articles: Sequence[bytes]) -> Iterator[Sheet]:
    with speaking(store.path), store.engine.connect() as db:
        yield from dataset_io.sheets_of(db, Selection(tuple(layers), done=False), articles)


def stack_of(
    store: Store, article: bytes, annotators: Sequence[bytes] | None = None, *, finished: bool = True
) -> Stack:
    """The layers of one article, however many. StoreError if there is no such article."""
    found = next(stacks(store, Scope(articles=frozenset([article])), annotators, finished=finished, least=0), None)
    if found is not None:
        return found
    where = places(store, Scope(articles=frozenset([article])))
    if not where:
        raise StoreError("no_article", path=store.path)
    return Stack(store.article(article), where[0], {})
