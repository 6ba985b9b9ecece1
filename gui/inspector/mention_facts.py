"""What the card says of one mention: its value, why it is thought to be one, what it lies in and what lies in it."""

from core.model.annotation import PERSON, Annotation, Suggestion
from core.model.scheme import Scheme
from core.verbs import Desk, Mention
from core.wording import language, say
from gui.inspector.groups import Groups
from gui.inspector.values import value_words
from gui.parts.facts import Fact
from gui.parts.numbers import decimal

_INNER = 4  # a long title holds no more agencies than one wants to read


def state_words(mention: Mention) -> str:
    """Whether it is decided or only suggested."""
    return say("inspector.suggested" if isinstance(mention, Suggestion) else "inspector.accepted")


def mention_facts(groups: Groups, scheme: Scheme, mention: Mention) -> list[Fact]:
    """The rows below the words of a mention."""
    desk = groups.desk
    return [*_value(mention), _why(desk, mention), *_links(groups, scheme, mention), *_around(groups, mention)]


def _links(groups: Groups, scheme: Scheme, mention: Mention) -> list[Fact]:
    """What a decided mention is linked to, and what is linked to it."""
    if isinstance(mention, Suggestion):
        return []
    desk, rows = groups.desk, []
    titles = {kind.name: kind.title[language()] for kind in scheme.relations}
    for relation in desk.layer.relations_of(mention.id):
        out = relation.head == mention.id
        other = desk.layer.get(relation.tail if out else relation.head)
        if isinstance(other, Annotation):
            lead = say(
                "inspector.link_out" if out else "inspector.link_in", kind=titles.get(relation.kind, relation.kind)
            )
            said = relation.status if relation.status not in (None, "current") else ""
            soft = say(f"inspector.status_{said}") if said else ""
            rows.append(Fact(groups.surface(other), soft, lead=lead, label=other.label, target=other))
    return rows


def _value(mention: Mention) -> list[Fact]:
    if mention.value is None:
        return []
    by = isinstance(mention, Annotation) and mention.value_by == PERSON
    words = value_words(mention.value, mention.mod, mention.calendar)
    return [Fact(words, say("inspector.value_by_person") if by else "", lead="=")]


def _why(desk: Desk, mention: Mention) -> Fact:
    """Who found it and how sure that one was."""
    found = mention if isinstance(mention, Suggestion) else desk.suggestion_at(mention.span, mention.label)
    if mention.origin == PERSON or found is None:
        return Fact(soft=origin_words(mention.origin))
    return Fact(soft=f"{reason_words(found)} · {decimal(mention.score)}")


def reason_words(suggestion: Suggestion) -> str:
    """The detector's reason in words, else the name of the detector."""
    key, _, count = suggestion.reason.partition(":")
    key = key if "." in key else f"reasons.{key}"
    try:
        return say(key, count=count) if suggestion.reason else origin_words(suggestion.origin)
    except (KeyError, OSError):  # a detector of the user's own, without wordings
        return origin_words(suggestion.origin)


def origin_words(origin: str) -> str:
    """Who found it: a person, a rule, the memory, the tagger or an import."""
    kind, _, name = origin.partition(":")
    try:
        return say(f"inspector.origin_{kind}", name=name)
    except KeyError:
        return origin


def _around(groups: Groups, mention: Mention) -> list[Fact]:
    outer, inner, crossing = [], [], []
    for other in groups.desk.mentions_at(mention.span):
        if (other.span, other.label) == (mention.span, mention.label):
            continue
        if other.span.contains(mention.span):
            outer.append(_row(groups, "inspector.inside", other))
        elif mention.span.contains(other.span):
            inner.append(_row(groups, "inspector.contains", other))
        else:
            crossing.append(_row(groups, "inspector.crosses", other))
    return [*outer, *inner[:_INNER], *crossing]


def _row(groups: Groups, key: str, other: Mention) -> Fact:
    suggested = isinstance(other, Suggestion)
    return Fact(groups.surface(other), lead=say(key), label=other.label, open=suggested, target=other)
