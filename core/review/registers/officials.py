"""The register of officials: each person once, with all posts as a timeline."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.review.grouping.decisions import Decided, Member, Of
from core.review.grouping.groups import grouped
from core.review.grouping.people import Appearance, clusters
from core.review.registers.timeline import Held, timeline, usual
from core.review.seen import Seen
from core.text.collate import name_key


@dataclass(frozen=True, slots=True)
class Official:
    """A person: name as mostly written, other spellings, the province they mostly act in (a unit's id), posts, and articles.

    `seen` is the first mention in each article, by date. `members` are what decisions know the person by. `decided`: people
    have said something about this group.
    """

    id: str
    name: str
    names: tuple[str, ...]
    province: str | None
    posts: tuple[Held, ...]
    seen: tuple[Seen, ...]
    members: tuple[Member, ...]
    decided: bool

    @property
    def first(self) -> str | None:
        """The date of the first dated article."""
        return next((s.published for s in self.seen if s.published), None)

    @property
    def last(self) -> str | None:
        """The date of the last dated article."""
        return next((s.published for s in reversed(self.seen) if s.published), None)


def officials(found: Iterable[Appearance], decided: Sequence[Decided]) -> tuple[Official, ...]:
    """Everybody, in the order of given names."""
    about = [d for d in decided if d.of is Of.PERSON]
    touched = {m for d in about for m in d.members}
    people = grouped(clusters(found), lambda a: a.member, about)
    return tuple(sorted((_official(each, touched) for each in people), key=lambda o: (name_key(o.name), o.id)))


def _official(same: list[Appearance], touched: set[Member]) -> Official:
    same = sorted(same, key=lambda a: (a.seen.published or "", a.seen.article))
    members = tuple(a.member for a in same)
    names = Counter(a.name for a in same)
    name = usual(a.name for a in same)
    provinces = Counter(a.province for a in same if a.province)
    return Official(
        hashlib.sha256(repr(members[0]).encode()).hexdigest()[:16],
        name,
        tuple(sorted((each for each in names if each != name), key=name_key)),
        provinces.most_common(1)[0][0] if provinces else None,
        timeline(h for a in same for h in a.holdings),
        tuple(a.seen for a in same),
        members,
        not touched.isdisjoint(members),
    )
