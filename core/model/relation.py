"""A link between two annotations, and the suggestion of one."""

from dataclasses import dataclass

from core.model.span import Span


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` (HOLDS, AT, DURING) from the annotation `head` to the annotation `tail`, by their ids.

    `status` of HOLDS: current, former, elected, proposed or dismissed; None otherwise.
    """

    id: bytes
    article: bytes
    layer: bytes
    rev: bytes
    kind: str
    head: bytes
    tail: bytes
    status: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestedRelation:
    """A relation between two suggestions, each known by its span and label; not an Item."""

    kind: str
    head: tuple[Span, str]
    tail: tuple[Span, str]
    status: str | None = None
