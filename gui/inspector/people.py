"""Who a person is by this article: posts, their agencies and since when, from decided and suggested relations alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.model.annotation import Annotation, Suggestion
from core.model.relation import SuggestedRelation
from core.model.scheme import Scheme
from core.verbs import Desk, Mention, Place
from gui.inspector.groups import Group, Groups, Key

HOLDS, AT, DURING = "HOLDS", "AT", "DURING"


@dataclass(slots=True)
class Post:
    """A post, its first mention, `status` as the link has it, and whether the link is only suggested."""

    title: Mention
    status: str | None
    open: bool
    agencies: list[Mention] = field(default_factory=list)
    since: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Person:
    """One official of the article with all mentions."""

    group: Group
    posts: list[Post]


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    head: Mention
    tail: Mention
    status: str | None
    open: bool


class People:
    """Looks people up around a mention; reads the desk anew at each question, so it is never stale."""

    def __init__(self, groups: Groups, scheme: Scheme) -> None:
        self._groups = groups
        self._holders = {kind.head for kind in scheme.relations if kind.name == HOLDS}
        self._desk: Desk = groups.desk
        self._suggested: dict[Place, list[SuggestedRelation]] = {}
        for relation in self._desk.detection.relations:
            self._suggested.setdefault(relation.head, []).append(relation)
            self._suggested.setdefault(relation.tail, []).append(relation)

    def around(self, mention: Mention) -> list[Person]:
        """The people that a mention is about: itself, who holds that post, or whose post is at that agency."""
        officials: dict[Key, Mention] = {}
        links = list(self._links(mention))
        heads = [mention] if mention.label in self._holders else []
        heads += [link.head for link in links if link.kind == HOLDS]
        for link in links:
            if link.kind in (AT, DURING):
                heads += [further.head for further in self._links(link.head) if further.kind == HOLDS]
        for head in heads:
            officials.setdefault(self._groups.key_of(head), head)
        found = (self._groups.get(key) for key in officials)
        return [self.person(group) for group in found if group]

    def person(self, group: Group) -> Person:
        """The official whose mentions these are."""
        posts: dict[Key, Post] = {}
        for mention in group.mentions:
            for link in self._links(mention):
                if link.kind != HOLDS or self._groups.key_of(link.head) != group.key:
                    continue
                post = posts.setdefault(self._groups.key_of(link.tail), Post(link.tail, link.status, link.open))
                self._complete(post, link.tail)
        return Person(group, list(posts.values()))

    def _complete(self, post: Post, title: Mention) -> None:
        """Add what one mention of a post is linked to, each thing once."""
        for link in self._links(title):
            where = {AT: post.agencies, DURING: post.since}.get(link.kind)
            if where is None or link.head != title:
                continue
            if all(self._groups.key_of(known) != self._groups.key_of(link.tail) for known in where):
                where.append(link.tail)

    def _links(self, mention: Mention) -> Iterator[_Link]:
        """Links at either end of a mention, the decided ones first.

        A suggested link between two annotations was there to be taken when they were accepted: whoever lacks it, removed it.
        """
        if isinstance(mention, Annotation):
            for relation in self._desk.layer.relations_of(mention.id):
                head, tail = self._desk.layer.get(relation.head), self._desk.layer.get(relation.tail)
                if isinstance(head, Annotation) and isinstance(tail, Annotation):
                    yield _Link(relation.kind, head, tail, relation.status, False)
        for relation in self._suggested.get((mention.span, mention.label), ()):
            head, tail = self._groups.at(relation.head), self._groups.at(relation.tail)
            if head and tail and (isinstance(head, Suggestion) or isinstance(tail, Suggestion)):
                yield _Link(relation.kind, head, tail, relation.status, True)
