"""Made articles with everything found that the detectors would find."""

from pathlib import Path
from typing import Any


def desk_of(length: int, spans: int) -> Any:
    """One article on a desk."""
    from core.cli.bench_made import articles
    from core.model.article import ArticleCard
    from core.model.layer import Layer
    from core.verbs import Desk

    made = next(articles(1, length, spans, 1))
    id, layer = made.article.id, b"L" * 16
    return Desk(made.article, Layer(id, layer), made.detection, ArticleCard(b"C" * 16, id, layer, b""))


def fill(dataset: str | Path, count: str | int, length: str | int, spans: str | int) -> None:
    """Make a dataset of articles in which everything has been found that the detectors would find."""
    from core.cli.bench_made import articles
    from core.detect.version import DETECTOR_VERSION
    from core.model.article import ArticleCard, Source
    from core.model.ids import new_id
    from core.people import me
    from core.store import detections
    from core.store.store import Store

    store, who = Store(Path(dataset)), me()
    store.meet(who.id, who.name)
    for number, made in enumerate(articles(int(count), int(length), int(spans), 1)):
        article = made.article
        source = Source(f"bench/{number}.txt", article.id.hex() * 2, "txt", "utf-8")
        store.add(
            article, source, b"", ArticleCard(new_id(), article.id, who.id, b"", article.title, (source,)), who.id
        )
        detections.keep(store, article.id, DETECTOR_VERSION, None, made.detection)
    store.close()
