"""What files brought, put into a dataset: each article's items as one Edit of one batch, adding and never overwriting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from core.errors import ButVangError, StoreError
from core.exchange.format import Arrival
from core.model.annotation import Annotation
from core.model.article import ArticleCard, State
from core.model.edit import Edit, Item
from core.model.ids import GOLD_LAYER, new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.relation import Relation
from core.people import Annotator
from core.store import dataset_io
from core.store.dataset_io import LayerName, Sheet
from core.store.store import Store

_SAME = ("decision", "value", "mod", "calendar", "flag", "note")
"""What must agree for two annotations of one span and label to say the same; who found it need not."""

_BLANK = {"title": "", "published": None, "province": None, "state": State.NEW, "flag": False, "note": ""}
_HANDFUL, _ARTICLE = 800, 10  # how much one transaction takes in, and an article beside its annotations, in annotations
_Item = TypeVar("_Item", Annotation, Relation, Record, ArticleCard)
_BY = {"published": "published_by", "province": "province_by"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one arrival: the article, whether it is new, items added and items that were there already.

    `kept` tells what the dataset says otherwise and goes on saying, `(what, the file's, the dataset's)` each; `notes` are
    those of the file, `size` how many bytes of it this was.
    """

    article: bytes
    new: bool
    added: int
    same: int
    where: str
    kept: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    size: int = 0


class Intake:
    """One import by one annotator. Items go to the layer that the file names, else to `into`, else to the annotator's own."""

    def __init__(self, store: Store, annotator: Annotator, into: LayerName | None = None) -> None:
        store.meet(annotator.id, annotator.name)
        self._store = store
        self._annotator = annotator.id
        self._into = into
        self._own = LayerName(annotator.id, "annotator", annotator.name)
        self._met = {GOLD_LAYER, *store.annotators()}
        self._batch = new_id()

    def take(self, arrival: Arrival) -> Taken:
        """Put one arrival in. Importing the same again adds nothing; raises StoreError, and then nothing was added."""
        return self._take_some([arrival])[0]

    def take_all(self, arrivals: Iterable[Arrival | ButVangError]) -> Iterator[Taken | ButVangError]:
        """Put a stream of arrivals in, some at a time; what became of each, in order. Errors among them are passed on."""
        for some in _handfuls(arrivals):
            ours = [arrival for arrival in some if isinstance(arrival, Arrival)]
            try:
                taken: Iterator[Taken | ButVangError] = iter(self._take_some(ours) if ours else [])
            except StoreError:  # of the whole handful nothing is in
                taken = map(self._try, ours)
            yield from (next(taken) if isinstance(each, Arrival) else each for each in some)

    def _try(self, arrival: Arrival) -> Taken | ButVangError:
        try:
            return self.take(arrival)
        except StoreError as error:
            return error

    def _take_some(self, arrivals: Sequence[Arrival]) -> list[Taken]:
        """Put arrivals in, all or none."""
        layers = [self._layer(arrival.sheet) for arrival in arrivals]
        with dataset_io.Arriving.into(self._store, self._annotator) as there:
            there.look_up([(arrival.sheet.article.id, _all_items(arrival.sheet)) for arrival in arrivals])
            return [self._put(there, arrival, layer) for arrival, layer in zip(arrivals, layers, strict=True)]

    def _put(self, there: dataset_io.Arriving, arrival: Arrival, layer: bytes) -> Taken:
        sheet = arrival.sheet
        id = sheet.article.id
        new = bool(id) and id not in there.articles
        if new:
            mine = Layer(
                id, layer, there.add_article(sheet.article, self._first_card(there, sheet, layer), arrival.raws)
            )
        else:
            mine = there.layer(id, layer)
        merge = _Merge(mine, layer, there.taken)
        merge.annotations(sheet)
        merge.relations(sheet.relations)
        merge.records(sheet.records)
        if sheet.card:
            merge.card(sheet.card)
        edit = Edit("import_layer", tuple(merge.removed), tuple(merge.added))
        if edit:
            there.apply(edit, self._batch)
        added = sum(not isinstance(item, ArticleCard) for item in merge.added)
        return Taken(id, new, added, merge.same, arrival.where, tuple(merge.kept), arrival.notes, arrival.size)

    def _layer(self, sheet: Sheet) -> bytes:
        layer = self._into or sheet.layer or self._own
        if layer.kind == "gold":
            return GOLD_LAYER
        if layer.id not in self._met:
            self._store.meet(layer.id, layer.name)
            self._met.add(layer.id)
        return layer.id

    @staticmethod
    def _first_card(there: dataset_io.Arriving, sheet: Sheet, layer: bytes) -> ArticleCard | None:
        """An article's card as it is before the layer arrives, and will be again when that is undone: with no decisions."""
        card = sheet.card
        if card is None:
            return None
        id = card.id if card.id not in there.taken else new_id()
        there.taken.add(id)
        return ArticleCard(id, card.article, layer, b"", title=card.title, sources=card.sources)


def _handfuls(arrivals: Iterable[Arrival | ButVangError]) -> Iterator[list[Arrival | ButVangError]]:
    """So many at a time that the transaction which takes them in stays short."""
    some: list[Arrival | ButVangError] = []
    weight = 0
    for each in arrivals:
        some.append(each)
        weight += _ARTICLE + len(each.sheet.annotations) if isinstance(each, Arrival) else 1
        if weight >= _HANDFUL:
            yield some
            some, weight = [], 0
    if some:
        yield some


def _all_items(sheet: Sheet) -> list[Item]:
    return [*filter(None, [sheet.card]), *_items(sheet)]


def _items(sheet: Sheet) -> Iterator[Item]:
    yield from sheet.annotations
    yield from sheet.relations
    yield from sheet.records


class _Merge:
    """An Edit in the making: what a sheet adds to a layer that may hold something already."""

    def __init__(self, mine: Layer, layer: bytes, taken: set[bytes]) -> None:
        self.removed: list[Item] = []
        self.added: list[Item] = []
        self.same = 0
        self.kept: list[tuple[str, str, str]] = []
        self._mine = mine
        self._layer = layer
        self._taken = taken
        self._ends: dict[bytes, bytes] = {}  # ids of the file -> ids here

    def annotations(self, sheet: Sheet) -> None:
        """Add those whose span and label, and whose id, have no annotation yet."""
        text = sheet.article.text
        there = {(a.span, a.label): a for a in self._mine}
        for annotation in sheet.annotations:
            place = annotation.span, annotation.label
            own = self._mine.get(annotation.id)
            twin = there.get(place) or (own if isinstance(own, Annotation) else None)
            if twin is None:
                there[place] = new = self._new(annotation)
                self._ends[annotation.id] = new.id
                continue
            self._ends[annotation.id] = twin.id
            if (twin.span, twin.label) == place and all(getattr(twin, k) == getattr(annotation, k) for k in _SAME):
                self.same += 1
            else:
                self.kept.append(("annotation", _said(annotation, text), _said(twin, text)))

    def relations(self, relations: tuple[Relation, ...]) -> None:
        """Add those that no relation of the same kind links already."""
        there = {(r.kind, r.head, r.tail): r for r in self._mine.relations}
        for relation in relations:
            ends = self._ends[relation.head], self._ends[relation.tail]
            twin = there.get((relation.kind, *ends))
            own = self._mine.get(relation.id)
            if twin is None and isinstance(own, Relation):
                twin = own
            if twin is None:
                there[relation.kind, *ends] = self._new(replace(relation, head=ends[0], tail=ends[1]))
            elif (twin.kind, twin.head, twin.tail, twin.status) == (relation.kind, *ends, relation.status):
                self.same += 1
            else:
                self.kept.append(("relation", f"{relation.kind} {relation.status}", f"{twin.kind} {twin.status}"))

    def records(self, records: tuple[Record, ...]) -> None:
        """Add those that are not there with the same id or content."""
        there = self._mine.records
        for record in records:
            own = self._mine.get(record.id)
            if any(_content(record) == _content(other) for other in there):
                self.same += 1
            elif isinstance(own, Record):
                self.kept.append(("record", str(dict(record.fields)), str(dict(own.fields))))
            else:
                there.append(self._new(record))

    def card(self, card: ArticleCard) -> None:
        """Fill in what the card that is there leaves open, and add the sources that it lacks."""
        mine = self._mine.card
        if mine is None:
            self._new(card)
            return
        changes: dict[str, Any] = {}
        for name, blank in _BLANK.items():
            theirs, ours = getattr(card, name), getattr(mine, name)
            if theirs in (ours, blank):
                continue
            if ours == blank or (name == "state" and ours is State.STARTED):
                changes[name] = theirs
                if name in _BY:
                    changes[_BY[name]] = getattr(card, _BY[name])
            elif name not in ("title", "state"):
                self.kept.append((name, str(theirs), str(ours)))
        known = {(s.path, s.sha256) for s in mine.sources}
        if more := tuple(s for s in card.sources if (s.path, s.sha256) not in known):
            changes["sources"] = (*mine.sources, *more)
        if changes:
            self.removed.append(mine)
            self.added.append(replace(mine, **changes))

    def _new(self, item: _Item) -> _Item:
        """The item as it comes into this layer, with a new id where the dataset has that one elsewhere."""
        id = item.id if item.id not in self._taken else new_id()
        self._taken.add(id)
        new = item if (item.id, item.layer) == (id, self._layer) else replace(item, id=id, layer=self._layer)
        self.added.append(new)
        return new


def _said(annotation: Annotation, text: str) -> str:
    """An annotation in a few words."""
    rest = (getattr(annotation, name) for name in _SAME)
    words = [str(value) for value in rest if value]
    return f"{annotation.span.start}..{annotation.span.end} {annotation.label} “{annotation.span.of(text)}” {' '.join(words)}"


def _content(record: Record) -> tuple[object, ...]:
    return record.kind, dict(record.fields), {name: tuple(spans) for name, spans in record.evidence.items()}
