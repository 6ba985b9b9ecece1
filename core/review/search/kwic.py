"""A line of a concordance: words in their context."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.span import Span

_CONTEXT = 64  # code points shown on either side


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found in an article: a place of words, an annotation, or a match of a pattern.

    An annotation comes with its id, label, value and layer, a match with the spans of the pattern's elements as `parts`.
    """

    article: bytes
    title: str
    span: Span
    left: str
    words: str
    right: str
    label: str | None = None
    value: str | None = None
    annotation: bytes | None = None
    layer: bytes | None = None
    parts: Sequence[Span] = ()


def line_of(text: str, span: Span) -> tuple[str, str, str]:
    """What is left of a span in its line, its words on one line, and what is right of it."""
    left = text[max(text.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT) : span.start]
    line_end = text.find("\n", span.end)
    right = text[span.end : min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)]
    return left, " ".join(span.of(text).split()), right
