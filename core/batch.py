"""Work on many articles, as generators: progress and cancelling come for free, and no thread is known here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import ButVangError
from core.exchange.export import choose, export
from core.exchange.find import find
from core.exchange.format import Format, Options
from core.exchange.intake import Intake
from core.exchange.registry import READERS
from core.learning import detector_of, train_on
from core.model.annotation import RULE
from core.model.article import ArticleCard
from core.model.ids import new_id
from core.people import Annotator
from core.reading.registry import walk
from core.reading.within import read_all
from core.store import detections
from core.store.dataset_io import LayerName, Selection
from core.store.shelf import Shelf
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a batch: how many are done of how many, the article it was about, and what went wrong with it."""

    done: int
    total: int
    article: bytes | None = None
    path: str = ""
    new: bool = False
    error: ButVangError | None = None


def import_articles(
    store: Store, annotator: Annotator, paths: Iterable[Path], encoding: str | None = None
) -> Iterator[Step]:
    """Read files and folders into the dataset, one short transaction a file; what fails is a step with its error."""
    store.meet(annotator.id, annotator.name)
    found = list(walk(paths))
    documents = read_all([item.absolute() for item in found if isinstance(item, Path)], encoding=encoding)
    for number, item in enumerate(found, 1):
        if isinstance(item, ButVangError):
            yield Step(number, len(found), error=item)
            continue
        try:
            _path, document = next(documents)
            if isinstance(document, ButVangError):
                raise document
            article = document.article
            card = ArticleCard(
                new_id(),
                article.id,
                annotator.id,
                b"",
                title=document.title or article.heading() or item.stem,
                sources=(document.source,),
                published=document.published,
                published_by=RULE if document.published else None,
            )
            new = store.add(article, document.source, document.raw, card, annotator.id)
            yield Step(number, len(found), article.id, str(item), new)
        except ButVangError as error:
            yield Step(number, len(found), path=str(item), error=error)


def detect_all(store: Store, annotator: Annotator) -> Iterator[Step]:
    """Fill the cache of suggestions for articles that have none by today's detectors."""
    ids = Shelf(store, annotator.id).ids()
    detect, version = detector_of(store)
    for number, id in enumerate(ids, 1):
        layer = store.layer(id, annotator.id)
        card = layer.card or store.any_card(id) or ArticleCard(new_id(), id, annotator.id, b"")
        if detections.cached(store, id, version, card.published) is None:
            found = detect(store.article(id), card)
            detections.keep(store, id, version, card.published, found)
        yield Step(number, len(ids), id)


def import_layers(store: Store, annotator: Annotator, paths: Iterable[Path]) -> Iterator[Step]:
    """Read files of annotations into the dataset as edits of one batch, which is undone as one."""
    found = find(paths)
    for error in found.errors:
        yield Step(0, len(found.annotations), error=error)
    intake = Intake(store, annotator)
    for number, path in enumerate(found.annotations, 1):
        for taken in intake.take_all(READERS[path.suffix.lower()](path)):
            if isinstance(taken, ButVangError):
                yield Step(number, len(found.annotations), path=str(path), error=taken)
            else:
                yield Step(number, len(found.annotations), taken.article, str(path), taken.new)


def export_to(store: Store, format: Format, target: Path, everything: bool = False) -> Iterator[Step]:
    """Export the gold layer, else the only one: what is accepted in done articles, or everything there is."""
    chosen = Selection(choose(store, everything=everything), not everything, everything, None, everything)
    for step in export(store, format, target, chosen, Options()):
        yield Step(step.done, step.total, path=str(target))


def train_tagger(store: Store, layers: Iterable[LayerName]) -> Iterator[Step]:
    """Train the dataset's tagger on the done articles of some layers and keep it; what is used does not change by it.

    `learning.kept` then tells what it is worth. UsageError where there are too few articles.
    """
    for step in train_on(store, layers):
        yield Step(step.done, step.total)
