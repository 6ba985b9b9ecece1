"""What might be one person or body, or two, for people to decide: nothing of it happens by itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rapidfuzz.distance import DamerauLevenshtein

from core.frames import plain
from core.provinces.map import atlas
from core.review.grouping.bodies import COUNTRY
from core.review.grouping.decisions import Decided, Member, Of, Verdict
from core.review.registers.bodies import Body
from core.review.registers.officials import Official
from core.text.fold import fold
from core.wording import say

T = TypeVar("T")

_OFTEN = 3  # mentions of a spelling that are no misprint


@dataclass(frozen=True, slots=True)
class Proposal:
    """Groups (by their ids in the registers) that may be one (`merge`), or one that may be several (`split`), and why.

    `score` (0 to 1) is how likely it is; `reason` a key of `resources/i18n/grouping.toml`; `members` are, for each group,
    what a decision about it names.
    """

    verdict: Verdict
    of: Of
    ids: tuple[str, ...]
    names: tuple[str, ...]
    reason: str
    score: float
    members: tuple[tuple[Member, ...], ...]

    @property
    def why(self) -> str:
        """The reason in words, in the language spoken now."""
        return say(f"grouping.{self.reason}", names=", ".join(f"“{name}”" for name in dict.fromkeys(self.names)))


def proposals(people: Sequence[Official], bodies: Sequence[Body], decided: Iterable[Decided] = ()) -> list[Proposal]:
    """What is worth asking about, the likeliest first; without what somebody has said is to be kept apart."""
    apart = [frozenset(d.members) for d in decided if d.verdict is Verdict.DISTINCT]
    found = [*_namesakes(people), *_misprinted_people(people), *_misprinted_bodies(bodies)]
    kept: dict[tuple[str, ...], Proposal] = {}
    for each in sorted(found, key=lambda p: -p.score):
        if not any(all(pair & set(members) for members in each.members) for pair in apart):
            kept.setdefault(tuple(sorted(each.ids)), each)
    return list(kept.values())


def _namesakes(people: Sequence[Official]) -> Iterator[Proposal]:
    """People of one full name: of two provinces, or of one province with posts that do not go together."""
    by_name: dict[str, list[Official]] = defaultdict(list)
    for one in people:
        if " " in one.name:
            by_name[plain(one.name)].append(one)
    for same in by_name.values():
        for one, other in combinations(same, 2):
            if one.province == other.province:
                yield _person(one, other, "same_name", 0.5)
            elif _central(one) and _central(other):
                yield _person(one, other, "same_central", 0.9)
            elif _follows(one.province, other.province):
                yield _person(one, other, "province_became", 0.8 if _same_post(one, other) else 0.6)
            else:
                yield _person(one, other, "same_name_elsewhere", 0.2)


def _misprinted_people(people: Sequence[Official]) -> Iterator[Proposal]:
    """Names of one province that differ by a letter or only by their marks."""
    for one, other in _nearly(people, lambda o: o.name, lambda o: o.province or ""):
        if min(len(one.seen), len(other.seen)) >= _OFTEN and not _same_post(one, other):
            continue
        marks = fold(one.name) == fold(other.name)
        score = 0.9 if _same_post(one, other) else 0.3
        yield _person(one, other, "marks_differ" if marks else "letter_differs", score)


def _misprinted_bodies(bodies: Sequence[Body]) -> Iterator[Proposal]:
    named = [b for b in bodies if b.definite or " " in b.name]
    for one, other in _nearly(named, lambda b: b.members[0][1], lambda b: f"{b.owner} {b.level}"):
        if min(len(one.seen), len(other.seen)) >= _OFTEN or any(c.isdigit() for c in one.name + other.name):
            continue
        marks = fold(one.members[0][1]) == fold(other.members[0][1])
        pair = (one.id, other.id), (one.name, other.name)
        reason = "marks_differ" if marks else "letter_differs"
        members = one.members, other.members
        yield Proposal(Verdict.MERGE, Of.BODY, *pair, reason, 0.7 if marks else 0.5, members)


def _nearly(things: Sequence[T], name: Callable[[T], str], where: Callable[[T], str]) -> Iterator[tuple[T, T]]:
    """Pairs of a place whose names differ by one letter, or only by marks.

    Such names are the same without marks, or become so when a letter is left out of one or both: names are looked up by that.
    """
    buckets: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, each in enumerate(things):
        letters = fold(name(each))
        if " " in letters:
            for form in (letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))):
                buckets[where(each), form].add(number)
    seen: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        seen.update(combinations(sorted(bucket), 2))
    for first, second in sorted(seen):
        a, b = plain(name(things[first])), plain(name(things[second]))
        if a != b and (fold(a) == fold(b) or DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1):
            yield things[first], things[second]


def _person(one: Official, other: Official, reason: str, score: float) -> Proposal:
    pair = (one.id, other.id), (one.name, other.name)
    return Proposal(Verdict.MERGE, Of.PERSON, *pair, reason, score, (one.members, other.members))


def _central(one: Official) -> bool:
    return any(held.body.startswith(f"{COUNTRY}/") for held in one.posts)


def _same_post(one: Official, other: Official) -> bool:
    """Whether the two hold a post of one name at one body, whosever the body is."""
    posts = [{(h.title.casefold(), h.body.partition("/")[2]) for h in each.posts if h.body} for each in (one, other)]
    return bool(posts[0] & posts[1])


def _follows(one: str | None, other: str | None) -> bool:
    """Whether one province took the territory of the other, or a part of it."""
    known = atlas().units
    return any(a in known and b in known[a].became for a, b in ((one, other), (other, one)) if a and b)
