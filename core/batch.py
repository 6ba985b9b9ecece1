"""Work on many articles, as generators: progress and cancelling come for free, and no thread is known here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from core.detect import pipeline
from core.errors import ButVangError
from core.exchange.export import choose, export
from core.exchange.find import find
from core.exchange.format import Format, Options
from core.exchange.intake import Intake
from core.exchange.split import Split, path_of, split_export
from core.learning import detector_of, train_on
from core.model.annotation import RULE
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.ids import new_id
from core.people import Annotator
from core.reading.registry import walk
from core.reading.within import read_all
from core.store import detections
from core.store.dataset_io import LayerName, Selection
from core.store.reread import Paths
from core.store.store import Store
from core.workers import Lost, Workers, cores

_MANY = 64
"""From so many articles on children are worth their start."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a batch: how many are done of how many, the article it was about, and what went wrong with it.

    `earlier` is another article that was read from the same path: this one is a correction of it.
    """

    done: int
    total: int
    article: bytes | None = None
    path: str = ""
    new: bool = False
    error: ButVangError | None = None
    earlier: bytes | None = None


def import_articles(
    store: Store, annotator: Annotator, paths: Iterable[Path], encoding: str | None = None
) -> Iterator[Step]:
    """Read files and folders into the dataset, one short transaction a file; what fails is a step with its error."""
    store.meet(annotator.id, annotator.name)
    found = list(walk(paths))
    known = Paths(store)
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
            earlier = known.earlier(document.source.path, article.id)
            yield Step(number, len(found), article.id, str(item), new, earlier=earlier if new else None)
        except ButVangError as error:
            yield Step(number, len(found), path=str(item), error=error)


def detect_all(store: Store, annotator: Annotator) -> Iterator[Step]:
    """Fill the cache of suggestions for articles that have none by today's detectors; many by child processes.

    One core is left to the window. Those with the dataset's own tagger are done here, which has it.
    """
    detect, version = detector_of(store)
    ids = detections.missing(store, version, annotator.id)
    todo = ((store.article(id), _card(store, id, annotator)) for id in ids)
    if len(ids) < _MANY or detect is not pipeline.detect:
        answers = (((article, card), detect(article, card)) for article, card in todo)
        yield from _kept(store, version, answers, len(ids))
        return
    with Workers(_detection, max(1, cores() - 1)) as workers:
        yield from _kept(store, version, workers.ordered(todo), len(ids))


def _kept(
    store: Store,
    version: str,
    answers: Iterable[tuple[tuple[Article, ArticleCard], Detection | Lost]],
    total: int,
) -> Iterator[Step]:
    for number, ((article, card), found) in enumerate(answers, 1):
        if isinstance(found, Lost):  # opening it will try again
            continue
        detections.keep(store, article.id, version, card.published, found)
        yield Step(number, total, article.id)


def _card(store: Store, article: bytes, annotator: Annotator) -> ArticleCard:
    blank = ArticleCard(new_id(), article, annotator.id, b"")
    return store.layer(article, annotator.id).card or store.any_card(article) or blank


def _detection(job: tuple[Article, ArticleCard]) -> Detection:
    return pipeline.detect(*job)


def import_layers(store: Store, annotator: Annotator, paths: Iterable[Path]) -> Iterator[Step]:
    """Read files of annotations into the dataset as edits of one batch, which is undone as one."""
    found = find(paths)
    for error in found.errors:
        yield Step(0, len(found.annotations), error=error)
    steps = {path: number for number, path in enumerate(found.annotations, 1)}
    for path, taken in Intake(store, annotator).take_files(found.annotations):
        if isinstance(taken, ButVangError):
            yield Step(steps[path], len(steps), path=str(path), error=taken)
        else:
            yield Step(steps[path], len(steps), taken.article, str(path), taken.new)


def export_to(
    store: Store,
    format: Format,
    target: Path,
    wanted: Selection = Selection(()),
    layers: Iterable[str] = (),
    split: Split | None = None,
) -> Iterator[Step]:
    """Export what is wanted of the layers of those names or ids, else of the usual one, whole or in parts for training."""
    chosen = replace(wanted, layers=choose(store, layers, wanted.whole))
    if split is None:
        for step in export(store, format, target, chosen, Options()):
            yield Step(step.done, step.total, path=str(target))
    else:
        for name, step in split_export(store, format, target, chosen, Options(), split):
            yield Step(step.done, step.total, path=str(path_of(format, target, name)))


def train_tagger(store: Store, layers: Iterable[LayerName]) -> Iterator[Step]:
    """Train the dataset's tagger on the done articles of some layers and keep it; what is used does not change by it.

    `learning.kept` then tells what it is worth. UsageError where there are too few articles.
    """
    for step in train_on(store, layers):
        yield Step(step.done, step.total)
