"""All detectors over one article, and what hangs on what they find."""

from collections.abc import Callable, Iterable

from core.detect.overlaps import resolve
from core.detect.offices import detect_agencies, detect_officials, detect_places, detect_titles
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection

Detector = Callable[[Article, ArticleCard], Iterable[Suggestion]]

DETECTORS: tuple[Detector, ...] = (detect_officials, detect_titles, detect_agencies, detect_places)
DETECTOR_VERSION = "1"


def detect(article: Article, card: ArticleCard) -> Detection:
    """What the rules find in an article; dates are read against the card's publication date, else the article's own."""
    suggestions = resolve(s for detector in DETECTORS for s in detector(article, card))
    return Detection(suggestions)
