"""What shows only over many articles: posts with two holders, and posts that somebody holds elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from core.frames import plain
from core.model.span import Span
from core.review.checks.case import AGENCY, AT, HOLDS, OFFICIAL, TITLE
from core.review.checks.finding import Elsewhere, Finding, Fix, Way
from core.review.checks.known import measures
from core.review.digest import Digest, Link
from core.review.grouping.posts import PostKey, post_key
from core.wording import say

_NOT_NOW = ("former", "dismissed", "proposed")
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody holds a post in an article: the person's full name in one spelling, when, and where it says so."""

    person: str
    words: str
    day: date
    passing: bool
    elected: bool
    where: Elsewhere


@dataclass(frozen=True, slots=True)
class Unheld:
    """A post that an article gives to nobody, and the people whom it names, with where it does."""

    article: bytes
    layer: bytes
    post: str
    words: str
    span: Span
    day: date
    people: Mapping[str, Span]


@lru_cache(1 << 14)
def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _post(d: Digest, title: int) -> tuple[PostKey, bool]:
    """The post that a mention names, with the agency in it or linked to it; whether it is a former one."""
    span = d.mentions[title].span
    inside = [m for m in d.mentions if m.label == AGENCY and span.contains(m.span)]
    linked = [d.mentions[link.tail] for link in d.linked(AT, title)]
    agency = inside[0].words if inside else linked[0].words if linked else ""
    return post_key(d.mentions[title].words, agency, d.province, _day(d.published))


class Holders:
    """Who holds the posts that only one person can hold, over all articles."""

    def __init__(self) -> None:
        self._posts: dict[str, list[Tenure]] = defaultdict(list)
        self._words: dict[str, str] = {}
        self._open: list[Unheld] = []

    def add(self, d: Digest) -> None:
        """Take an article in; without a date or a province it says nothing."""
        day = _day(d.published)
        if day is None or d.province is None:
            return
        self._open += self._unheld(d, day)
        for link in d.links:
            if link.kind != HOLDS or link.status in _NOT_NOW:
                continue
            key, former = _post(d, link.tail)
            person = d.mentions[d.people.get(link.head, link.head)].words
            if key.single and not former and " " in person:
                self._words.setdefault(key.text, d.mentions[link.tail].words)
                self._posts[key.text].append(_tenure(d, link, person, day))

    def alone(self) -> Iterator[Finding]:
        """Posts that nobody holds in an article, while elsewhere in its year exactly one person does."""
        for each in self._open:
            near = [t for t in self._posts.get(each.post, ()) if abs((t.day - each.day).days) <= _YEAR]
            here = any((t.where.article, t.where.layer) == (each.article, each.layer) for t in near)
            if here or len({t.person for t in near}) != 1:
                continue
            nearest = min(near, key=lambda t: abs((t.day - each.day).days))
            there = each.people.get(nearest.person)
            fix = Fix(Way.LINK, each.span, TITLE, OFFICIAL, there) if there else None
            yield Finding(
                each.article,
                each.layer,
                (each.span,),
                "title_held_elsewhere",
                f"{each.post}\n{nearest.person}",
                {"words": each.words, "holder": nearest.words, "day": _said(nearest.day)},
                0.9 if fix else 0.3,
                fix,
                (nearest.where,),
            )

    def _unheld(self, d: Digest, day: date) -> Iterator[Unheld]:
        """Posts that an article names and gives to nobody, each once."""
        held = {link.tail for link in d.links if link.kind == HOLDS}
        people = {_person(d.mentions[n].words): d.mentions[n].span for n in d.people.values()}
        seen: set[str] = set()
        for n, title in d.of(TITLE):
            if n in held:
                continue
            key, former = _post(d, n)
            if key.single and not former and key.text not in seen:
                seen.add(key.text)
                yield Unheld(d.article, d.layer, key.text, title.words, title.span, day, people)

    def pairs(self) -> Iterator[Finding]:
        """Two people who hold one post at one time: in one article, or each between two mentions of the other."""
        for post, tenures in self._posts.items():
            by_person: dict[str, list[Tenure]] = defaultdict(list)
            for tenure in tenures:
                by_person[tenure.person].append(tenure)
            for one, other in combinations(sorted(by_person, key=lambda name: (len(by_person[name]), name)), 2):
                if one in other or other in one:
                    continue
                if _misprint(one, other):
                    yield self._pair(post, by_person[one][0], by_person[other][0], "misprint")
                elif found := _together(by_person[one], by_person[other]):
                    yield self._pair(post, *found, "")
                elif found := _one_after_other(by_person[one], by_person[other]):
                    yield self._pair(post, *found, "soon")

    def _pair(self, post: str, one: Tenure, other: Tenure, how: str) -> Finding:
        apart = abs((one.day - other.day).days)
        soon = 0.4 if apart * 4 <= measures("posts")["soon"] else 0.2
        sure = soon if how == "soon" else 1.0 if one.where.article == other.where.article or how else 0.8
        fields = {"post": self._words[post], "one": one.words, "other": other.words}
        days = {"day": _said(one.day), "other_day": _said(other.day), "apart": str(apart)}
        spans = (one.where.span,) if one.where.span else ()
        about = "\n".join((post, *sorted((one.person, other.person))))
        reason = f"two_holders_{how}" if how else "two_holders"
        return Finding(
            one.where.article, one.where.layer, spans, reason, about, fields | days, sure, None, (other.where,)
        )


def _tenure(d: Digest, link: Link, person: str, day: date) -> Tenure:
    where = Elsewhere(d.article, d.layer, d.mentions[link.tail].span)
    return Tenure(_person(person), person, day, link.passing, link.status == "elected", where)


def _together(one: list[Tenure], other: list[Tenure]) -> tuple[Tenure, Tenure] | None:
    """Where two people hold a post at once, the first where the first does; None where one may have followed the other."""
    for a in one:
        for b in other:
            if a.where.article == b.where.article and a.where.layer == b.where.layer:
                return None if a.passing or b.passing or a.elected or b.elected else (a, b)
    gap = measures("posts")["overlap"]
    for mine, theirs, swapped in ((one, other, False), (other, one, True)):
        first, last = min(t.day for t in theirs), max(t.day for t in theirs)
        between = [t for t in mine if not t.passing and (t.day - first).days >= gap and (last - t.day).days >= gap]
        if between:
            near = min(theirs, key=lambda t: abs((t.day - between[0].day).days))
            return (near, between[0]) if swapped else (between[0], near)
    return None


def _one_after_other(one: list[Tenure], other: list[Tenure]) -> tuple[Tenure, Tenure] | None:
    """Where one person holds a post soon after another did, and no article tells how it passed on."""
    for before, after in ((one, other), (other, one)):
        last, first = max(before, key=lambda t: t.day), min(after, key=lambda t: t.day)
        silent = not any(t.passing or t.elected for t in (*before, *after))
        if silent and 0 <= (first.day - last.day).days <= measures("posts")["soon"]:
            return (first, last) if after is one else (last, first)
    return None


def _misprint(one: str, other: str) -> bool:
    return one != other and DamerauLevenshtein.distance(one, other, score_cutoff=2) <= 1


@lru_cache(1 << 16)
def _person(words: str) -> str:
    """A name in one spelling, without a comma that was left on it."""
    return plain(words).strip(" ,;.-")


def _said(day: date) -> str:
    return say("checks.day", day=day.day, month=day.month, year=day.year)
