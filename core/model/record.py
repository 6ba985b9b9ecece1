"""A record with named fields, such as an agreement, whose evidence is in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.model.span import Span

AGREEMENT = "agreement"

REJECTED = "rejected:"
"""Before the kind of a record that says that there is no such thing where a detector suggested one."""

REMARK = "remark"
"""The kind of a record that is one line of the conversation about an article between annotator and reviewer."""


@dataclass(frozen=True, slots=True)
class Record:
    """`fields` are JSON values by name; `evidence` the spans that bear each field. `article` is empty for a dataset's own."""

    id: bytes
    article: bytes
    layer: bytes
    rev: bytes
    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    evidence: Mapping[str, tuple[Span, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SuggestedRecord:
    """A record that a detector filled; not an Item."""

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    evidence: Mapping[str, tuple[Span, ...]] = field(default_factory=dict, hash=False)
