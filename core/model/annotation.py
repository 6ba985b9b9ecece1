"""A decision about a stretch of text, and the suggestion that precedes it."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.span import Span

PERSON = "person"
RULE = "rule"


class Decision(StrEnum):
    """What a person (or an import) decided about a span and label."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span with a label, decided.

    `origin` says who found it (`person`, `rule:dates`, `memory`, `tagger`, `import:brat`), `score` how sure that one was
    (0 to 1, 1 for people). `value` is a TIMEX3 value for dates and the number for documents; `mod` is START, MID or END;
    `calendar` is `lunar` or None (Gregorian); `value_by` is `rule` or `person`.
    """

    id: bytes
    article: bytes
    layer: bytes
    rev: bytes
    span: Span
    label: str
    decision: Decision = Decision.ACCEPTED
    origin: str = PERSON
    score: float = 1.0
    value: str | None = None
    mod: str | None = None
    calendar: str | None = None
    value_by: str | None = None
    flag: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a detector found; not an Item. `reason` is a wording's key in `resources/i18n/reasons.toml`."""

    span: Span
    label: str
    origin: str
    score: float = 1.0
    value: str | None = None
    mod: str | None = None
    calendar: str | None = None
    reason: str = ""
