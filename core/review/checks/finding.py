"""What a check found: where, why it matters, and how it could be put right."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.model.scheme import label_name
from core.model.span import Span
from core.wording import say

_LABELS = ("label", "other")
"""Fields that may hold a label's name, which people know by its title; other words pass."""


class Way(StrEnum):
    """How something can be put right."""

    MOVE = "move_border"
    RELABEL = "relabel"
    ANNOTATE = "annotate"
    REJECT = "reject"
    LINK = "link"
    VALUE = "set_value"


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to put a finding right: what to do to the mention with `span` and `label`.

    `to` is the new label or value; `onto` the new span, or the span of the person whom a post is given to.
    """

    way: Way
    span: Span
    label: str
    to: str = ""
    onto: Span | None = None

    @property
    def title(self) -> str:
        """What the window offers, in the language spoken now."""
        return say(f"checks.fix_{self.way}", label=label_name(self.label), to=label_name(self.to))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place that a finding speaks of: in the same article or in another, the whole article where `span` is None."""

    article: bytes
    layer: bytes
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a reviewer to look at.

    `spans` are where it is, the first to lead to, none for the whole article. `reason` is a key of
    `resources/i18n/checks.toml`, filled in with `fields`. `about` says what it is about without saying where: what is muted
    is known by it. `severity` is how much it matters, 0 to 5. `check` is the id of the check in `registry.CHECKS`.
    """

    article: bytes
    layer: bytes
    spans: tuple[Span, ...]
    reason: str
    about: str
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    severity: float = 1.0
    fix: Fix | None = None
    others: tuple[Elsewhere, ...] = ()
    check: str = ""
    across: bool = False

    @property
    def message(self) -> str:
        """The reason in words, in the language spoken now."""
        named = {key: label_name(said) if key in _LABELS else said for key, said in self.fields.items()}
        return say(f"checks.{self.reason}", **named)

    @property
    def title(self) -> str:
        """What kind of thing it is, in the language spoken now."""
        return say(f"checks.{self.check}_title")

    @property
    def key(self) -> str:
        """What the finding says, as a short text: the same wherever in the article the words have moved to.

        One that compares articles says the same in whichever of them it is shown.
        """
        where = "" if self.across else self.article.hex()
        said = "\n".join((self.check, where, self.about))
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def to_row(finding: Finding) -> list[Any]:
    """A finding that speaks of one article only, as JSON values; article and layer are those of the row that keeps it."""
    f, fix = finding, finding.fix
    fixed = (
        [fix.way.value, *_pair(fix.span), fix.label, fix.to, *(_pair(fix.onto) if fix.onto else ())] if fix else None
    )
    spans = [_pair(span) for span in f.spans]
    others = [_pair(o.span) for o in f.others if o.span]
    return [f.check, f.reason, f.about, dict(f.fields), f.severity, spans, fixed, others]


def from_row(row: list[Any], article: bytes, layer: bytes) -> Finding:
    """The inverse of `to_row`."""
    check, reason, about, fields, severity, spans, fixed, others = row
    fix = None
    if fixed:
        way, start, end, label, to, *onto = fixed
        fix = Fix(Way(way), Span(start, end), label, to, Span(*onto) if onto else None)
    there = tuple(Elsewhere(article, layer, Span(*pair)) for pair in others)
    where = tuple(Span(*pair) for pair in spans)
    return Finding(article, layer, where, reason, about, fields, severity, fix, there, check)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
