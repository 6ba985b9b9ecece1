"""Where something was read: the evidence behind every line of a register."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.model.span import Span
from core.review.digest import Digest


@dataclass(frozen=True, slots=True)
class Seen:
    """A place in an article as a layer has it (the whole article where `span` is None), its words, and the publication date."""

    article: bytes
    layer: bytes
    span: Span | None
    words: str
    published: str | None

    @classmethod
    def of(cls, d: Digest, span: Span | None, words: str) -> "Seen":
        """A place of a digest."""
        return cls(d.article, d.layer, span, words, d.published)


@lru_cache(1 << 14)
def day_of(published: str | None) -> date | None:
    """The day of a publication date, None where it is not known to the day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
