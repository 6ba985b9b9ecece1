"""All that the detectors say of one article: the cache that suggestions come from."""

from dataclasses import dataclass

from core.model.annotation import Suggestion
from core.model.record import SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of text that spoke for a province: the unit's id, its weight, and where it stands (None: the source)."""

    province: str
    weight: float
    span: Span | None
    why: str


@dataclass(frozen=True, slots=True)
class Detection:
    """Suggestions in text order (outer before inner), and what hangs on them.

    `published` is an ISO date read from the article's own head (None where it has none); `province` a unit's id.
    """

    suggestions: tuple[Suggestion, ...] = ()
    relations: tuple[SuggestedRelation, ...] = ()
    records: tuple[SuggestedRecord, ...] = ()
    published: str | None = None
    province: str | None = None
    province_evidence: tuple[Evidence, ...] = ()
