"""Gold articles in a dataset: what is accepted in done articles, in the form that scoring compares with."""

from fnmatch import fnmatch
from pathlib import Path

from core.errors import FormatError, StoreError
from core.exchange.export import choose
from core.model.annotation import Annotation, Suggestion
from core.model.record import AGREEMENT, SuggestedRecord
from core.model.relation import SuggestedRelation
from core.provinces.map import name_of
from core.review.goldfile import Gold
from core.store.connect import schema_of
from core.store.dataset_io import Selection, Sheet, sheets
from core.store.store import Store


def read_dataset(path: Path, only: str = "*") -> list[Gold]:
    """The done articles of a dataset whose title fits the glob `only`, of its gold layer, else of its only one.

    Relations and records of an article that has none count as not annotated. Raises StoreError for what is no dataset,
    UsageError where it has several layers and none is gold, FormatError where nothing is done.
    """
    if schema_of(path) is None:
        raise StoreError("no_dataset", path=path)
    store = Store(path)
    try:
        found = [_gold(sheet) for sheet in sheets(store, Selection(choose(store)))]
    finally:
        store.close()
    wanted = [gold for gold in found if fnmatch(gold.name, only)]
    if not wanted:
        raise FormatError("gold_none_done", path=path)
    return wanted


def _gold(sheet: Sheet) -> Gold:
    place = {a.id: (a.span, a.label) for a in sheet.annotations}
    relations = tuple(
        SuggestedRelation(r.kind, place[r.head], place[r.tail], r.status)
        for r in sheet.relations
        if r.head in place and r.tail in place
    )
    records = tuple(SuggestedRecord(r.kind, r.fields, r.evidence) for r in sheet.records if r.kind == AGREEMENT)
    card = sheet.card
    return Gold(
        name=(card.title if card else "") or sheet.article.id.hex(),
        article=sheet.article,
        spans=tuple(_span(a) for a in sheet.annotations),
        relations=relations or None,
        records=records or None,
        province=name_of(card.province) if card and card.province else None,
        published=card.published if card else None,
    )


def _span(annotation: Annotation) -> Suggestion:
    values = annotation.value, annotation.mod, annotation.calendar
    return Suggestion(annotation.span, annotation.label, annotation.origin, annotation.score, *values)
