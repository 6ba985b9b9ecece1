"""What files brought, put into a dataset: each article's items as one Edit of one batch, adding and never overwriting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import ButVangError, StoreError
from core.exchange.format import Arrival
from core.exchange.joining import Joining
from core.exchange.registry import READERS
from core.model.article import ArticleCard
from core.model.edit import Edit, Item
from core.model.ids import GOLD_LAYER, new_id
from core.model.layer import Layer
from core.people import Annotator
from core.store.arriving import Arriving
from core.store.begun import begun
from core.store.dataset_io import LayerName, Sheet
from core.store.store import Store

_HANDFUL, _ARTICLE = (
    2000,
    10,
)  # how much one transaction takes in, and an article beside its annotations, in annotations


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

    def take_files(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Taken | ButVangError]]:
        """Put what files of annotations hold in, each read by its suffix; what became of each arrival, with its file."""
        with begun(self._store, self._annotator, self._batch):
            for path in paths:
                for taken in self.take_all(READERS[path.suffix.lower()](path)):
                    yield path, taken

    def _try(self, arrival: Arrival) -> Taken | ButVangError:
        try:
            return self.take(arrival)
        except StoreError as error:
            return error

    def _take_some(self, arrivals: Sequence[Arrival]) -> list[Taken]:
        """Put arrivals in, all or none."""
        layers = [self._layer(arrival.sheet) for arrival in arrivals]
        with Arriving.into(self._store, self._annotator) as there:
            there.look_up([(arrival.sheet.article.id, _all_items(arrival.sheet)) for arrival in arrivals])
            return [self._put(there, arrival, layer) for arrival, layer in zip(arrivals, layers, strict=True)]

    def _put(self, there: Arriving, arrival: Arrival, layer: bytes) -> Taken:
        sheet = arrival.sheet
        id = sheet.article.id
        new = bool(id) and id not in there.articles
        if new:
            mine = Layer(
                id, layer, there.add_article(sheet.article, self._first_card(there, sheet, layer), arrival.raws)
            )
        else:
            mine = there.layer(id, layer)
        joined = Joining(mine, layer, there.taken)
        joined.annotations(sheet)
        joined.relations(sheet.relations)
        joined.records(sheet.records)
        if sheet.card:
            joined.card(sheet.card)
        edit = Edit("import_layer", tuple(joined.removed), tuple(joined.added))
        if edit:
            there.apply(edit, self._batch)
        added = sum(not isinstance(item, ArticleCard) for item in joined.added)
        return Taken(id, new, added, joined.same, arrival.where, tuple(joined.kept), arrival.notes, arrival.size)

    def _layer(self, sheet: Sheet) -> bytes:
        layer = self._into or sheet.layer or self._own
        if layer.kind == "gold":
            return GOLD_LAYER
        if layer.id not in self._met:
            self._store.meet(layer.id, layer.name)
            self._met.add(layer.id)
        return layer.id

    @staticmethod
    def _first_card(there: Arriving, sheet: Sheet, layer: bytes) -> ArticleCard | None:
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
