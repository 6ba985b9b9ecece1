"""All detectors over one article, and what hangs on what they find."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.detect.agreements import suggest_agreements
from core.detect.dates import detect_dates, published_in_head
from core.detect.documents import detect_documents
from core.detect.links import suggest_relations
from core.detect.offices import detect_agencies, detect_officials, detect_places, detect_titles
from core.detect.overlaps import resolve
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.provinces.locate import locate

Detector = Callable[[Article, ArticleCard], Iterable[Suggestion]]

DETECTORS: tuple[Detector, ...] = (
    detect_documents,
    detect_dates,
    detect_titles,
    detect_officials,
    detect_agencies,
    detect_places,
)


def detect(article: Article, card: ArticleCard) -> Detection:
    """What the rules find in an article; dates are read against the card's publication date, else the article's own."""
    published = published_in_head(article)
    suggestions = resolve(s for detector in DETECTORS for s in detector(article, card))
    relations = suggest_relations(article, suggestions)
    sources = tuple(source.path for source in card.sources)
    province, evidence = locate(article, suggestions, sources, card.published or published)
    records = suggest_agreements(article, replace(card, province=card.province or province), suggestions, relations)
    return Detection(suggestions, relations, records, published, province, evidence)
