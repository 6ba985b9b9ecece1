"""What hangs on suggestions, when others than the rules have changed these."""

from collections.abc import Callable
from dataclasses import replace

from core.detect.links import suggest_relations
from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.detection import Detection
from core.timex.values import value_of


def with_suggestions(
    rules: Detection, article: Article, suggestions: tuple[Suggestion, ...], new: Callable[[Suggestion], bool]
) -> Detection:
    """A detection with other suggestions: relations that lost an end go, those that `new` suggestions take part in come."""
    places = {(s.span, s.label) for s in suggestions}
    links = [r for r in rules.relations if r.head in places and r.tail in places]
    if ours := {(s.span, s.label) for s in suggestions if new(s)}:
        found = suggest_relations(article, suggestions)
        links += [r for r in found if r not in links and (r.head in ours or r.tail in ours)]
    return replace(rules, suggestions=suggestions, relations=tuple(links))


def dated(
    suggestions: tuple[Suggestion, ...], article: Article, new: Callable[[Suggestion], bool], published: str | None
) -> tuple[Suggestion, ...]:
    """The suggestions, each `new` time among them with the value that its own words have on a publication date."""
    return tuple(_valued(s, article, published) if s.label == "DATE" and new(s) else s for s in suggestions)


def _valued(suggestion: Suggestion, article: Article, published: str | None) -> Suggestion:
    found = value_of(suggestion.span.of(article.text), published)
    if found is None:
        return suggestion
    return replace(suggestion, value=found.value, mod=found.mod, calendar=found.calendar)
