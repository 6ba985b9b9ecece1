"""The tagger of a dataset: trained on what was accepted there, kept in the dataset, used once it is switched on.

The model is a fact of the dataset and not a file beside it: it is copied, backed up and shared with the decisions that it
was learned from, and a team's database needs no folder that all can reach.
"""

import base64
import hashlib
import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from core.detect.combine import Count, Way, combined
from core.detect.pipeline import detect
from core.detect.relink import dated, with_suggestions
from core.detect.tagger import FORMAT, TAGGER, Tagger
from core.detect.training import Example, Report, Trained, Training, train
from core.detect.version import DETECTOR_VERSION
from core.errors import UsageError
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.ids import new_id
from core.store import settings
from core.store.dataset_io import LayerName, Selection, sheets
from core.store.store import Store

FEWEST = 5
"""Articles without which nothing can be learned or measured."""

Detector = Callable[[Article, ArticleCard], Detection]

_MODEL, _FACTS, _ON = "tagger.model", "tagger", settings.TAGGER_ON


@dataclass(frozen=True, slots=True)
class Kept:
    """What a dataset keeps of its tagger beside the model: its mark, when it was trained (ms since 1970), its worth."""

    mark: str
    at: int
    ways: dict[str, Way]
    report: Report


def examples(store: Store, layers: Iterable[LayerName]) -> Iterator[Example]:
    """Done articles of some layers, with what the rules suggest there, in an order that has nothing to do with their age."""
    found = [
        Example(
            sheet.article.text,
            detect(sheet.article, sheet.card or ArticleCard(new_id(), sheet.article.id, b"", b"")).suggestions,
            frozenset((a.span, a.label) for a in sheet.annotations),
        )
        for sheet in sheets(store, Selection(tuple(layers)))
    ]
    yield from sorted(found, key=lambda each: hashlib.sha256(each.text.encode()).digest())


def train_on(
    store: Store, layers: Iterable[LayerName], folds: int | None = None, processes: int | None = None
) -> Iterator[Training]:
    """Train on the done articles of some layers and keep the model with the last step.

    Closing the generator keeps nothing. UsageError where fewer than `FEWEST` articles are done.
    """
    learned = list(examples(store, layers))
    if len(learned) < FEWEST:
        raise UsageError("tagger_few", count=len(learned), needed=FEWEST)
    for step in train(learned, folds, processes):
        if step.trained:
            keep(store, step.trained)
        yield step


def keep(store: Store, trained: Trained) -> Kept:
    """Keep a model in the dataset, in place of an older one; whether it is used stays as it was."""
    kept = Kept(
        hashlib.sha256(trained.model).hexdigest()[:16],
        time.time_ns() // 1_000_000,
        dict(trained.ways),
        trained.report,
    )
    packed = base64.b64encode(zlib.compress(trained.model)).decode()
    settings.put(store, {_FACTS: json.dumps({"format": FORMAT} | asdict(kept)), _MODEL: packed})
    return kept


def kept(store: Store) -> Kept | None:
    """What is known of the dataset's tagger; None where there is none that this program can use."""
    facts = json.loads(settings.get(store, _FACTS) or "{}")
    if facts.get("format") != FORMAT:
        return None
    report = facts["report"]
    counts = {who: {k: Count(**c) for k, c in report[who].items()} for who in ("rules", "tagger", "combined")}
    ways = {label: Way(way) for label, way in facts["ways"].items()}
    return Kept(facts["mark"], facts["at"], ways, Report(report["articles"], report["folds"], **counts))


def switch(store: Store, on: bool) -> None:
    """Use the dataset's tagger from now on, or no longer."""
    settings.put(store, {_ON: "1" if on else None})


def is_on(store: Store) -> bool:
    """Whether the tagger is used: switched on, and there is one."""
    return settings.get(store, _ON) == "1" and kept(store) is not None


def detector_of(store: Store) -> tuple[Detector, str]:
    """What detects in this dataset, and the version that its results are kept under."""
    if not is_on(store) or (about := kept(store)) is None:
        return detect, DETECTOR_VERSION
    tagger = Tagger(zlib.decompress(base64.b64decode(settings.get(store, _MODEL) or "")))

    def both(article: Article, card: ArticleCard) -> Detection:
        found = detect(article, card)
        by_tagger = tagger.suggest(article.text, found.suggestions)
        suggestions = combined(found.suggestions, by_tagger, about.ways)
        if suggestions == found.suggestions:
            return found
        suggestions = dated(suggestions, article, lambda s: s.origin == TAGGER, card.published or found.published)
        return with_suggestions(found, article, suggestions, lambda s: s.origin == TAGGER)

    return both, f"{DETECTOR_VERSION}+{about.mark}"
