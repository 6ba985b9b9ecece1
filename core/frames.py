"""What an article says of people and things: who holds which post where since when, and all mentions of one thing together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.detect.bodies import words_of
from core.model.annotation import Annotation, Suggestion
from core.model.relation import SuggestedRelation
from core.text.fold import spelling
from core.verbs import AT, DURING, HOLDS, Desk, Mention, Place

OFFICIAL, AGENCY, DATE, DOCUMENT = "OFFICIAL", "AGENCY", "DATE", "DOCUMENT"


@dataclass(frozen=True, slots=True)
class Thing:
    """All mentions of one thing with one label, in text order; `name` is its fullest wording on one line.

    `value` is a date's value or a document's number, if the mentions have one.
    """

    label: str
    name: str
    mentions: tuple[Mention, ...]
    value: str | None = None

    @property
    def open(self) -> int:
        """How many of the mentions nothing is decided about."""
        return sum(isinstance(m, Suggestion) for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that somebody holds: its mentions, the link's `status`, and whether the link is only suggested."""

    titles: tuple[Mention, ...]
    status: str | None
    suggested: bool
    agencies: tuple[Mention, ...] = ()
    since: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Official – post – agency – since when: one person of the article with all posts, in the order of the text."""

    person: Thing
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    head: Mention
    tail: Mention
    status: str | None
    suggested: bool


def things(desk: Desk) -> list[Thing]:
    """What the article names, each once, in the order of first mentions.

    People by their full names, which a given name alone is taken to repeat; bodies with abbreviations unfolded; dates by
    value; documents by number.
    """
    text = desk.article.text
    groups: dict[tuple[str, object], list[Mention]] = {}
    mentions = desk.mentions
    full = full_names(text, [m for m in mentions if m.label == OFFICIAL])
    for mention in mentions:
        key = full[_place(mention)] if mention.label == OFFICIAL else named(text, mention)
        groups.setdefault((mention.label, key), []).append(mention)
    return [_thing(text, label, found) for (label, _), found in groups.items()]


def frames(desk: Desk, people: Iterable[Thing] | None = None) -> list[Frame]:
    """One frame for each official that the article names; `people` are those things, if they are known already.

    Decided links count, and suggested ones where an end is only suggested: a link between two decided ends was there to be
    taken, and whoever lacks it removed it.
    """
    links = _links(desk)
    chosen = things(desk) if people is None else people
    return [Frame(thing, tuple(_posts(desk, thing, links))) for thing in chosen if thing.label == OFFICIAL]


def _posts(desk: Desk, person: Thing, links: dict[Place, list[_Link]]) -> Iterator[Post]:
    found: dict[object, list[_Link]] = {}
    for mention in person.mentions:
        for link in links.get(_place(mention), ()):
            if link.kind == HOLDS:
                found.setdefault(named(desk.article.text, link.tail), []).append(link)
    for held in found.values():
        titles = tuple({_place(link.tail): link.tail for link in held}.values())
        first = min(held, key=lambda link: link.suggested)
        about = [link for title in titles for link in links.get(_place(title), ())]
        agencies, since = (_once(desk, (link.tail for link in about if link.kind == kind)) for kind in (AT, DURING))
        yield Post(titles, first.status, first.suggested, agencies, since)


def _once(desk: Desk, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The first mention of each thing."""
    found: dict[object, Mention] = {}
    for mention in mentions:
        found.setdefault(named(desk.article.text, mention), mention)
    return tuple(found.values())


def _links(desk: Desk) -> dict[Place, list[_Link]]:
    """The links that count, by their heads, the decided ones first."""
    found: dict[Place, list[_Link]] = {}
    for relation in desk.layer.relations:
        head, tail = desk.layer.get(relation.head), desk.layer.get(relation.tail)
        if isinstance(head, Annotation) and isinstance(tail, Annotation):
            link = _Link(relation.kind, head, tail, relation.status, False)
            found.setdefault(_place(head), []).append(link)
    for suggested in desk.detection.relations:
        if link := _suggested(desk, suggested):
            found.setdefault(suggested.head, []).append(link)
    return found


def _suggested(desk: Desk, relation: SuggestedRelation) -> _Link | None:
    head, tail = desk.standing(*relation.head), desk.standing(*relation.tail)
    if head and tail and (isinstance(head, Suggestion) or isinstance(tail, Suggestion)):
        return _Link(relation.kind, head, tail, relation.status, True)
    return None


def full_names(text: str, officials: Sequence[Mention]) -> dict[Place, str]:
    """Whom each mention of a person (all of them, in text order) names: their fullest name in the article, in one spelling."""
    names = [plain(m.span.of(text)) for m in officials]
    return {_place(m): names[at] for m, at in zip(officials, fuller_names(names), strict=True)}


def fuller_names(names: Sequence[str]) -> list[int]:
    """For each name of an article (in text order, in one spelling) the number of the one that says it in full.

    That is the last fuller name before it that ends in its words, else the first after it, else itself.
    """
    fuller: dict[int, int] = {}  # a mention and the one that it is short for, by their numbers
    for order in (range(len(names)), range(len(names) - 1, -1, -1)):
        met: dict[str, int] = {}
        for number in order:
            if names[number] in met:
                fuller.setdefault(number, met[names[number]])
            met.update(dict.fromkeys(_short_forms(names[number]), number))
    found = []
    for number in range(len(names)):
        while number in fuller:  # Nam, Thành Nam, Trần Thành Nam: each longer than the one before
            number = fuller[number]
        found.append(number)
    return found


def _short_forms(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[at:]) for at in range(1, len(words))]


def _thing(text: str, label: str, mentions: list[Mention]) -> Thing:
    fullest = max(mentions, key=lambda m: len(m.span)) if label in (OFFICIAL, AGENCY) else mentions[0]
    value = next((m.value for m in mentions if m.value), None)
    return Thing(label, " ".join(fullest.span.of(text).split()), tuple(mentions), value)


def named(text: str, mention: Mention) -> str:
    """What a mention names, for all but people."""
    words = mention.span.of(text)
    if mention.label == AGENCY:
        return " ".join(words_of(words))
    if mention.label == DATE and mention.value:
        return f"{mention.value} {mention.mod or ''}"
    if mention.label == DOCUMENT and mention.value and any(c.isalpha() for c in mention.value):
        return plain(mention.value)
    return plain(words.replace(" số ", " ")) if mention.label == DOCUMENT else plain(words)


def plain(words: str) -> str:
    """One spelling on one line; diacritics stay: Hùng and Hưng are two people."""
    return " ".join(spelling(words).split())


def _place(mention: Mention) -> Place:
    return mention.span, mention.label
