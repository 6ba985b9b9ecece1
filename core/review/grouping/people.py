"""People over many articles: a full name in one province is one person, as long as their posts can be one person's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from core.frames import plain
from core.review.checks.case import AGENCY, AT, DURING, HOLDS, OFFICIAL
from core.review.digest import Digest
from core.review.grouping.bodies import Level
from core.review.grouping.decisions import Member
from core.review.grouping.posts import PostKey, post_key
from core.review.seen import Seen, day_of

_SOON = 92
"""Days within which nobody goes from one post to another of its kind without an article that tells of it."""

_HIGH = {Level.COMMUNE: 0, Level.DISTRICT: 1, Level.PROVINCE: 2, Level.CENTRAL: 3}
_FAR = 2  # levels between a commune's and a province's body


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that an article gives to a person: as written, with the agency's words, the status, and since or until when."""

    post: PostKey
    former: bool
    title: str
    agency: str
    status: str
    since: str
    passing: bool
    seen: Seen


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person in one article: the full name as written and in one spelling, province, day, posts, first mention, how often.

    `heads` are the posts that the person surely holds now and nobody beside them can.
    """

    name: str
    key: str
    province: str | None
    day: date | None
    holdings: tuple[Holding, ...]
    seen: Seen
    count: int
    heads: frozenset[PostKey]

    @property
    def member(self) -> Member:
        """What decisions know it by."""
        return self.seen.article.hex(), self.key


def appearances(d: Digest) -> Iterator[Appearance]:
    """The people of an article, in the order in which they come; those known only by a given name belong to it alone."""
    mentions: dict[int, list[int]] = defaultdict(list)
    for n, _ in d.of(OFFICIAL):
        mentions[d.people.get(n, n)].append(n)
    for full, where in mentions.items():
        words = d.mentions[full].words.strip(" ,;.")
        posts = {link.tail: link for n in where for link in d.linked(HOLDS, n)}
        holdings = tuple(_holding(d, title, link.status, link.passing) for title, link in sorted(posts.items()))
        first = Seen.of(d, d.mentions[min(where)].span, words)
        heads = frozenset(h.post for h in holdings if h.post.single and not h.former and not h.passing)
        yield Appearance(words, plain(words), d.province, day_of(d.published), holdings, first, len(where), heads)


def _holding(d: Digest, title: int, status: str | None, passing: bool) -> Holding:
    post = d.mentions[title]
    inside = [m.words for m in d.mentions if m.label == AGENCY and post.span.contains(m.span)]
    linked = [d.mentions[link.tail].words for link in d.linked(AT, title)]
    since = [d.mentions[link.tail].value or d.mentions[link.tail].words for link in d.linked(DURING, title)]
    agency = next(iter((*inside, *linked)), "")
    key, former = post_key(post.words, agency, d.province, day_of(d.published))
    seen = Seen.of(d, post.span, post.words)
    former = former or status in ("former", "dismissed")
    return Holding(key, former, post.words, agency, status or "current", next(iter(since), ""), passing, seen)


def clusters(found: Iterable[Appearance]) -> Iterator[list[Appearance]]:
    """Appearances that are surely one person: the same full name, the same province, posts that go together."""
    by_name: dict[tuple[str, str | None, bytes], list[Appearance]] = defaultdict(list)
    for each in found:
        alone = each.seen.article if " " not in each.key or each.province is None else b""
        by_name[each.key, each.province, alone].append(each)
    for same in by_name.values():
        people: list[list[Appearance]] = []
        for each in sorted(same, key=lambda a: (a.day or date.min, a.seen.article)):
            one = next((person for person in people if _fits(each, person)), None)
            if one is None:
                people.append([each])
            else:
                one.append(each)
        yield from people


def _fits(one: Appearance, person: list[Appearance]) -> bool:
    """Whether an appearance goes with those of a person that are nearest before it, which is all that can speak against it."""
    if not one.heads:
        return True
    near = takewhile(lambda other: _near(one, other), reversed(person))
    return all(_compatible(one, other) for other in near)


def _near(one: Appearance, other: Appearance) -> bool:
    return one.day is not None and other.day is not None and abs((one.day - other.day).days) <= _SOON


def _compatible(one: Appearance, other: Appearance) -> bool:
    """Whether one person may be both: nobody heads two bodies of a kind, or a commune and a province, at a time."""
    if one.heads == other.heads or not other.heads:
        return True
    return not any(_clash(a, b) for a in one.heads for b in other.heads)


def _clash(a: PostKey, b: PostKey) -> bool:
    one, other = a.body, b.body
    if one is None or other is None or one == other:
        return False
    if one.level is other.level:
        return a.name == b.name and one.name.split()[:2] == other.name.split()[:2]
    return one.level in _HIGH and other.level in _HIGH and abs(_HIGH[one.level] - _HIGH[other.level]) >= _FAR
