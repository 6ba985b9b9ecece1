"""The register of bodies: each once, with who held which of its posts when, and what it came from and became."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.provinces.map import atlas, came_from
from core.review.checks.case import AGENCY
from core.review.digest import Digest
from core.review.grouping import reforms
from core.review.grouping.bodies import BodyKey, Level, body_key
from core.review.grouping.decisions import Decided, Member, Of
from core.review.grouping.groups import grouped
from core.review.registers.officials import Official
from core.review.registers.timeline import Held, body_id, usual
from core.review.seen import Seen, day_of
from core.text.collate import collation_key


@dataclass(slots=True)
class Naming:
    """A body as articles name it: its key, how often each wording is met, and its first mention in each article."""

    key: BodyKey
    words: Counter[str]
    seen: list[Seen]

    @property
    def member(self) -> Member:
        """What decisions know it by."""
        return self.key.owner, self.key.name


@dataclass(frozen=True, slots=True)
class Related:
    """A body before or after another: its name, its id in the register (empty where it is not there), and the legal source."""

    name: str
    id: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post of a body, by the id and name of the official, and how."""

    official: str
    name: str
    held: Held


@dataclass(frozen=True, slots=True)
class Body:
    """A body: name as mostly written, other wordings, its owner (a unit's id, `vn`, or empty), level, holders by post and time.

    `definite` is False for what may be several bodies (*UBND xã*). `before` and `after` are its predecessors and successors.
    """

    id: str
    name: str
    names: tuple[str, ...]
    owner: str
    level: Level
    definite: bool
    holders: tuple[Holder, ...]
    before: tuple[Related, ...]
    after: tuple[Related, ...]
    seen: tuple[Seen, ...]
    members: tuple[Member, ...]
    decided: bool


class Namings:
    """The bodies that articles name, gathered article by article."""

    def __init__(self) -> None:
        self._found: dict[Member, Naming] = {}

    def add(self, d: Digest) -> None:
        """Take an article in."""
        here: set[Member] = set()
        for _, m in d.of(AGENCY):
            key = body_key(m.words, d.province, day_of(d.published))
            naming = self._found.setdefault((key.owner, key.name), Naming(key, Counter(), []))
            naming.words[m.words] += 1
            if naming.member not in here:
                here.add(naming.member)
                naming.seen.append(Seen.of(d, m.span, m.words))

    def __iter__(self) -> Iterator[Naming]:
        return iter(self._found.values())


def bodies(found: Namings, people: Iterable[Official], decided: Sequence[Decided]) -> tuple[Body, ...]:
    """Every body: the country's first, then each province's by level, by name."""
    about = [d for d in decided if d.of is Of.BODY]
    touched = {m for d in about for m in d.members}
    groups = list(grouped([[each] for each in found], lambda n: n.member, about))
    id_of = {body_id(n.key): body_id(group[0].key) for group in groups for n in group}
    holders: dict[str, list[Holder]] = defaultdict(list)
    for official in people:
        for held in official.posts:
            if held.body in id_of:
                holders[id_of[held.body]].append(Holder(official.id, official.name, held))
    made = (_body(group, holders[body_id(group[0].key)], id_of, touched) for group in groups)
    return tuple(sorted(made, key=_order))


def _body(group: list[Naming], holders: list[Holder], id_of: dict[str, str], touched: set[Member]) -> Body:
    key = group[0].key
    words = sum((n.words for n in group), Counter[str]())
    name = usual(words.elements())
    before, after = _kin(key, id_of, back=True), _kin(key, id_of, back=False)
    members = tuple(n.member for n in group)
    seen = sorted((s for n in group for s in n.seen), key=lambda s: (s.published or "", s.article))
    order = sorted(
        holders, key=lambda h: (not h.held.single, collation_key(h.held.title), h.held.first or "9999", h.name)
    )
    return Body(
        body_id(key),
        name,
        tuple(sorted((each for each in words if each != name), key=collation_key)),
        key.owner,
        key.level,
        key.definite,
        tuple(order),
        before,
        after,
        tuple(seen),
        members,
        not touched.isdisjoint(members),
    )


def _kin(key: BodyKey, id_of: dict[str, str], back: bool) -> tuple[Related, ...]:
    """Bodies that the reforms name, and the same body of the provinces whose territory the owner took or gave."""
    unit = atlas().units.get(key.owner)
    others = [] if unit is None else came_from(unit.id) if back else [atlas().units[id] for id in unit.became]
    owners = [key.owner, *(other.id for other in others)] if key.level is Level.PROVINCE else [key.owner]
    found = []
    for kin in reforms.came_from(key.name) if back else reforms.became(key.name):
        there = [id for owner in owners if (id := id_of.get(body_id(body_key(kin.name, owner or None))))]
        found += [Related(kin.name, id, kin.act) for id in there or [""]]
    for other in others if key.level is Level.PROVINCE else ():
        id = id_of.get(f"{other.id}/{key.name}")
        act = unit.act.title if back and unit else other.act.title
        found += [Related(f"{key.name} ({other.name})", id, act)] if id else []
    return tuple(found)


_LEVELS = tuple(Level)


def _order(body: Body) -> tuple[int, str, bool, object]:
    return _LEVELS.index(body.level), body.owner, not body.definite, collation_key(body.name)
