"""The digests of many articles as a stream: read where they are kept, made where something was changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.ids import GOLD_LAYER
from core.review.checks.case import Case
from core.review.checks.registry import LOCAL
from core.review.digest import Digest, digest
from core.review.kept import Kept
from core.review.scope import EVERYTHING, Place, Scope, places
from core.store.connect import speaking
from core.store.dataset_io import LayerName, Selection, Sheet, layers, sheets_of
from core.store.store import Store

_PAGE = 64


@dataclass(frozen=True, slots=True)
class Read:
    """A page of digests, after which `done` of `total` articles are read."""

    done: int
    total: int
    digests: tuple[Digest, ...]


def digests(store: Store, scope: Scope = EVERYTHING, chosen: Sequence[LayerName] = ()) -> Iterator[Read]:
    """The digests of the articles of a scope, a page at a time, in the order in which the articles were added.

    Of each article the layers that were chosen; where none is, what stands: its gold layer, else all that hold anything.
    """
    wanted = tuple(chosen) or tuple(layers(store))
    there = places(store, scope)
    kept = Kept(store, wanted)
    for at in range(0, len(there), _PAGE):
        page = there[at : at + _PAGE]
        yield Read(at + len(page), len(there), tuple(_page(store, page, wanted, kept, bool(chosen))))


def case_of(sheet: Sheet, place: Place) -> Case:
    """A sheet as the checks look at it, dated and placed as its article stands."""
    card = sheet.card
    published = (card.published if card else None) or place.published
    return Case(sheet, published, place.province)


def best(page: Sequence[Digest]) -> list[Digest]:
    """One digest an article: the gold layer's, else the one that says most."""
    found: dict[bytes, Digest] = {}
    for each in page:
        other = found.get(each.article)
        if other is None or _worth(each) > _worth(other):
            found[each.article] = each
    return list(found.values())


def _worth(one: Digest) -> tuple[bool, int]:
    return one.layer == GOLD_LAYER, len(one.mentions) + len(one.links)


def _page(
    store: Store, page: Sequence[Place], wanted: tuple[LayerName, ...], kept: Kept, chosen: bool
) -> Iterator[Digest]:
    known, missing = kept.read(page)
    made: dict[bytes, list[Digest]] = {}
    if missing:
        by_id = {place.article: place for place in page}
        with speaking(store.path), store.engine.connect() as db:
            read = list(sheets_of(db, Selection(wanted, done=False), [place.article for place in missing]))
        for sheet in read:
            case = case_of(sheet, by_id[sheet.article.id])
            findings = [f for check in LOCAL for f in check.found(case)]
            published = case.published.isoformat() if case.published else None
            made.setdefault(sheet.article.id, []).append(digest(case, published, findings))
        kept.write(missing, made)
    for place in page:
        found = known.get(place.article) or made.get(place.article, [])
        gold = [each for each in found if each.layer == GOLD_LAYER]
        yield from gold if gold and not chosen else found
